/** A stretch of text: as it is, or a name that stands for one character that would not be seen. */
export type Piece = { kind: 'text'; text: string } | { kind: 'hidden'; name: string; code: string };

const NAMES: Readonly<Record<number, string>> = {
  0x00ad: 'SHY',
  0x034f: 'CGJ',
  0x061c: 'ALM',
  0x115f: 'HCF',
  0x1160: 'HJF',
  0x180e: 'MVS',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x2028: 'LS',
  0x2029: 'PS',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0x3164: 'HF',
  0xfeff: 'BOM',
  0xffa0: 'HHF',
};

// Default-ignorable and control characters. Tab and line feed lay text out and stay.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu; // oxlint-disable-line no-control-regex, no-misleading-character-class
/** Scripts that cannot be written without joiners, and emoji, which are built with them. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Khmer}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]|\ufe0f/u;

/** Splits text that a device or a person sent so that nothing in it acts on its surroundings unseen. */
export function pieces(value: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of value.matchAll(HIDDEN)) {
    const code = match[0].codePointAt(0) ?? 0;
    if (isJoiner(code) && joins(value, match.index)) continue;
    if (match.index > from) found.push({ kind: 'text', text: value.slice(from, match.index) });
    const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    found.push({ kind: 'hidden', name: NAMES[code] ?? hex, code: hex });
    from = match.index + match[0].length;
  }
  if (from < value.length) found.push({ kind: 'text', text: value.slice(from) });
  return found;
}

/** The same as one string, for where no element can stand: titles, labels, options. */
export function visible(value: string): string {
  return pieces(value)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.name}]`))
    .join('');
}

function isJoiner(code: number): boolean {
  return code === 0x200c || code === 0x200d;
}

function joins(value: string, at: number): boolean {
  const before = Array.from(value.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
  const after = Array.from(value.slice(at + 1, at + 3))[0] ?? '';
  return JOINED.test(before) && JOINED.test(after);
}
