import type { Report } from '../model/diagnostics';

/** Who is at this computer: their names and home folder are masked wherever they turn up. */
export interface RedactionContext {
  userNames: readonly string[];
  homeFolders: readonly string[];
}

const MASK = '•••';

const PATTERNS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, MASK],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA)[\w-]{10,}/g, MASK],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi, `$1${MASK}@`],
  [
    /((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|auth)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&;,]+)/gi,
    `$1${MASK}`,
  ],
  [
    /(--?(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|auth)\s+)("[^"]*"|'[^']*'|\S+)/gi,
    `$1${MASK}`,
  ],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, MASK],
];

/** `value` without secrets, home folders and the names of people. */
export function redactText(value: string, context: RedactionContext): string {
  let masked = value;
  for (const folder of longestFirst(context.homeFolders)) masked = masked.replaceAll(folder, '~');
  for (const [pattern, replacement] of PATTERNS) masked = masked.replace(pattern, replacement);
  for (const name of longestFirst(context.userNames)) masked = masked.replace(wholeWord(name), MASK);
  return masked;
}

/** The report with every string masked; numbers, keys and the shape stay. */
export function redactReport(report: Report, context: RedactionContext): Report {
  return {
    ...report,
    sections: report.sections.map((section) =>
      section.key === 'users' || section.status === 'removed' ? section : walk(section, context),
    ),
  };
}

// Enumerations and identifiers of the report itself are not what the computer said.
const OWN_FIELDS = new Set(['key', 'status', 'reason', 'kind', 'deviceTime', 'bootedAt', 'platform']);

function walk<T>(value: T, context: RedactionContext): T {
  if (typeof value === 'string') return redactText(value, context) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, context)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]: [string, unknown]) => [
      key,
      OWN_FIELDS.has(key) ? entry : walk(entry, context),
    ]),
  ) as T;
}

function longestFirst(values: readonly string[]): string[] {
  return values.filter((value) => value.length > 2).sort((a, b) => b.length - a.length);
}

function wholeWord(name: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );
}
