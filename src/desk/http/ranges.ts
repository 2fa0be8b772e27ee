export interface ByteRange {
  start: number;
  /** The last byte, counted in. */
  end: number;
}

/** Updaters ask for as many pieces as changed; more than this is no updater. */
const MOST_RANGES = 1000;

/**
 * What of a file a Range header asks for (RFC 9110, 14.2): `whole` where it asks for nothing that must be heeded,
 * `none` where nothing of the file lies in it. Pieces that overlap are not served apart, or a small request could ask
 * for a large file a thousand times.
 */
export function rangesOf(header: string | undefined, size: number): ByteRange[] | 'whole' | 'none' {
  const list = /^bytes=(.+)$/i.exec(header?.trim() ?? '')?.[1];
  if (list === undefined || list.length > 32_768) return 'whole';
  const parts = list.split(',');
  if (parts.length > MOST_RANGES) return 'whole';
  const ranges: ByteRange[] = [];
  for (const part of parts) {
    const range = rangeOf(part.trim(), size);
    if (range === 'malformed') return 'whole';
    if (range !== null) ranges.push(range);
  }
  if (ranges.length === 0) return 'none';
  return overlap(ranges) ? 'whole' : ranges;
}

/** Null: it lies behind the end of the file. */
function rangeOf(text: string, size: number): ByteRange | null | 'malformed' {
  const last = /^-(\d{1,15})$/.exec(text)?.[1];
  if (last !== undefined) return within(size - Number(last), size - 1, size);
  const [, from, to = ''] = /^(\d{1,15})-(\d{0,15})$/.exec(text) ?? [];
  if (from === undefined || (to !== '' && Number(to) < Number(from))) return 'malformed';
  return within(Number(from), to === '' ? size - 1 : Number(to), size);
}

function within(start: number, end: number, size: number): ByteRange | null {
  return start >= size || size === 0 ? null : { start: Math.max(0, start), end: Math.min(end, size - 1) };
}

function overlap(ranges: readonly ByteRange[]): boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  return sorted.some(({ start }, at) => at > 0 && start <= (sorted[at - 1]?.end ?? -1));
}
