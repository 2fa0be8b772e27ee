/** An object of a program's JSON, its fields not looked at yet. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects of a program's JSON. PowerShell prints one object where there is only one and nothing where there is
 * none. null: it is neither, so it was not understood.
 */
export function rowsOf(value: unknown): readonly Row[] | null {
  if (value === null || value === undefined) return [];
  if (isRow(value)) return [value];
  if (!Array.isArray(value)) return null;
  const rows = value.filter(isRow);
  return rows.length === 0 && value.length > 0 ? null : rows;
}

/** The first object of a program's JSON; an empty one where there is none. */
export function rowOf(value: unknown): Row {
  return rowsOf(value)?.[0] ?? {};
}

/** A number, or a text that is nothing but a decimal one. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : null;
}

/** A number that counts something: whole and not negative. */
export function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === null || number < 0 || !Number.isSafeInteger(Math.round(number))
    ? null
    : Math.round(number);
}

/** 0 to 100, with one decimal at most. */
export function percentOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === null || number < 0 ? null : Math.min(100, Math.round(number * 10) / 10);
}

export function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2200, 0);

/**
 * A point in time as the report writes it, or null for what is none: milliseconds, ISO 8601, or what `ConvertTo-Json`
 * of PowerShell 5.1 makes of a date, `/Date(1700000000000)/`.
 */
export function isoTime(value: unknown): string | null {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? timeOfText(value) : Number.NaN;
  return time > EARLIEST && time < LATEST ? new Date(time).toISOString() : null;
}

function timeOfText(text: string): number {
  const dotNet = /^\/Date\((-?\d+)\)\/$/.exec(text)?.[1];
  return dotNet === undefined ? Date.parse(text) : Number(dotNet);
}
