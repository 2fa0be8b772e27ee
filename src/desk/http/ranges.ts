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
  const match = /^(\d{0,15})-(\d{0,15})$/.exec(text);
  const [, from = '', to = ''] = match ?? [];
  if (match === null || (from === '' && to === '')) return 'malformed';
  if (from === '') {
    const last = Number(to);
    return last === 0 || size === 0 ? null : { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Number(to);
  if (to !== '' && end < start) return 'malformed';
  return start >= size ? null : { start, end: Math.min(end, size - 1) };
}

function overlap(ranges: readonly ByteRange[]): boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  return sorted.some(({ start }, at) => at > 0 && start <= (sorted[at - 1]?.end ?? -1));
}
