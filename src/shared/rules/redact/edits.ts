import { MASK, type Rule } from './context';

/** A part of a text and what stands there instead. */
export interface Edit {
  start: number;
  end: number;
  put: string;
}

/** Adds to `edits` what it finds. */
export type Finder = (text: string, edits: Edit[]) => void;

/** What is masked is looked through again for the beginning of another secret, but not without end. */
const LOOK_INSIDE = 2_000;

/**
 * Finds by one rule, also inside of what it found: `password=a,token=b` is one value as far as the first name goes, and
 * the second name must not be lost with it.
 */
export function finder({ pattern, replace }: Rule): Finder {
  const search = new RegExp(
    pattern.source,
    pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`,
  );
  return (text, edits) => {
    search.lastIndex = 0;
    for (let found = search.exec(text); found; found = search.exec(text)) {
      const [match] = found;
      const edit = difference(match, replace(match, ...found.slice(1)), found.index);
      if (edit) edits.push(edit);
      const end = found.index + match.length;
      const from = edit && edit.start > found.index ? edit.start : found.index + 1;
      search.lastIndex = whole(text, end - from > LOOK_INSIDE ? end : from);
    }
  };
}

/** From the middle of a pair of surrogates a search would go back to its beginning, for ever. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

/** The part that changed: names, quotes and what else a rule keeps are none of it. */
function difference(before: string, after: string, at: number): Edit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start: at + head, end: at + before.length - tail, put: after.slice(head, after.length - tail) };
}

/** The text with all edits made. Where they overlap, everything they cover is masked together. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const merged: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || edit.start >= last.end) merged.push({ ...edit });
    else if (edit.end > last.end) Object.assign(last, { end: edit.end, put: MASK });
  }
  let result = '';
  let at = 0;
  for (const { start, end, put } of merged) {
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at);
}
