import { said } from '../probe';

export type Row = Readonly<Record<string, unknown>>;

/** What a program printed as JSON, as rows: `ConvertTo-Json` makes one object of a list of one, and nothing of none. */
export function rowsOf(value: unknown): readonly Row[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(isRow);
}

export function rowOf(value: unknown): Row {
  return rowsOf(value)[0] ?? {};
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(row: Row, key: string, max?: number): string {
  return said(row[key], max);
}

export function numberOf(row: Row, key: string): number | null {
  const value = row[key];
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

export function flagOf(row: Row, key: string): boolean | null {
  const value = row[key];
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
