const MASK = '[redacted]';
const SECRET_KEY = /(token|secret|password|cookie|authorization|signature|nonce|credential|sdp|body)/i;
/** What a token of ours or of others looks like wherever it turns up in a text. */
const SECRETS: readonly RegExp[] = [
  /\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/gi,
  /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g,
  /(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])/g,
  /(?<=(?:token|secret|password)[=:]\s*)\S+/gi,
];
// Line breaks and direction marks could make one entry look like another.
// oxlint-disable-next-line no-control-regex
const MISLEADING = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const DEEPEST = 6;

/** A copy of log fields without secrets, at any depth, in arrays, and inside error texts. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return MASK;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((entry: unknown) => redactFields(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]: [string, unknown]) => [
      key,
      SECRET_KEY.test(key) ? MASK : redactFields(entry, depth + 1),
    ]),
  );
}

function redactText(text: string): string {
  let masked = text;
  for (const pattern of SECRETS) masked = masked.replace(pattern, MASK);
  return masked.replace(MISLEADING, ' ');
}

function redactError(error: Error, depth: number): unknown {
  return {
    name: error.name,
    message: redactText(error.message),
    stack: (error.stack ?? '')
      .split('\n')
      .slice(1)
      .map((line) => redactText(line).trim()),
    ...(error.cause === undefined ? {} : { cause: redactFields(error.cause, depth + 1) }),
  };
}
