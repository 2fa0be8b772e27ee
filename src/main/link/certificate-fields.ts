/** The few fields of a certificate (RFC 5280) that a chain is judged by and Node does not tell. */
export interface CertificateFields {
  signatureAlgorithm: string;
  extensions: readonly Extension[];
}

interface Extension {
  oid: string;
  critical: boolean;
  value: Uint8Array;
}

interface Element {
  tag: number;
  /** Of its content. */
  bytes: Uint8Array;
}

const OID = 0x06;
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const EXTENSIONS = 0xa3;
/** An empty list of them, as an old certificate has none. */
const NO_EXTENSIONS = Uint8Array.of(0x30, 0);

/** Null for what is not laid out as a certificate is. */
export function fieldsOf(der: Uint8Array): CertificateFields | null {
  const [tbs, algorithm] = within(elementsIn(der));
  const signatureAlgorithm = oidIn(within([algorithm]));
  const body = elementsIn(tbs?.bytes);
  if (!body || signatureAlgorithm === null) return null;
  const list = elementsIn(
    elementsIn(body.find(({ tag }) => tag === EXTENSIONS)?.bytes ?? NO_EXTENSIONS)?.[0]?.bytes,
  );
  const extensions = list?.map(extensionOf);
  if (!extensions?.every((extension) => extension !== null)) return null;
  return { signatureAlgorithm, extensions };
}

function extensionOf({ bytes }: Element): Extension | null {
  const parts = elementsIn(bytes) ?? [];
  const oid = oidIn(parts);
  const [, mark] = parts;
  const value = parts.at(-1);
  if (oid === null || parts.length < 2 || !value) return null;
  return { oid, critical: mark?.tag === BOOLEAN && mark.bytes[0] !== 0, value: value.bytes };
}

/** How many authorities may follow one with these basic constraints; null where it does not say. */
export function pathLengthIn(basicConstraints: Uint8Array): number | null {
  const parts = elementsIn(elementsIn(basicConstraints)?.[0]?.bytes) ?? [];
  const length = parts.find(({ tag }) => tag === INTEGER);
  return length ? length.bytes.reduce((sum, byte) => sum * 256 + byte, 0) : null;
}

/** What stands in the first of these. */
function within(elements: readonly (Element | undefined)[] | null): Element[] {
  return elementsIn(elements?.[0]?.bytes) ?? [];
}

function oidIn([first]: readonly Element[]): string | null {
  return first?.tag === OID ? oidOf(first.bytes) : null;
}

/** The elements that stand one after the other; null where they do not fill the bytes exactly. */
function elementsIn(bytes: Uint8Array | undefined): Element[] | null {
  if (!bytes) return null;
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const short = bytes[at + 1] ?? 0;
    const more = short > 0x80 ? short - 0x80 : 0;
    if (short === 0x80 || more > 4) return null;
    let length = more === 0 ? short : 0;
    for (const byte of bytes.subarray(at + 2, at + 2 + more)) length = length * 256 + byte;
    const start = at + 2 + more;
    at = start + length;
    if (at > bytes.length) return null;
    found.push({ tag, bytes: bytes.subarray(start, at) });
  }
  return found;
}

function oidOf(bytes: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}
