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

/** A number, or a text that is nothing but one. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
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
