import { describe, expect, it } from 'vitest';
import { de } from '../../../src/renderer/agent/words/de';
import { en } from '../../../src/renderer/agent/words/en';

/** Every message by its path, functions called with the names of their places. */
function messages(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const message = value as (...args: unknown[]) => string;
    return [[path, message(...['A', 2, 'C'].slice(0, message.length))]];
  }
  return Object.entries(value as object).flatMap(([key, entry]) => messages(entry, `${path}.${key}`));
}

// The same word in both languages.
const SAME = new Set(['.ticket.number']);

describe('words of the pages', () => {
  it('are complete in German', () => {
    const ours = new Map(messages(en));
    const theirs = new Map(messages(de));
    expect([...theirs.keys()]).toEqual([...ours.keys()]);
    for (const [path, text] of theirs) expect(text.trim(), path).not.toBe('');
    const untranslated = [...theirs].filter(
      ([path, text]) => text === ours.get(path) && /[a-z]{4}/.test(text) && !SAME.has(path),
    );
    expect(untranslated).toEqual([]);
  });

  it('never say OK, and contain no emoji', () => {
    for (const [path, text] of [...messages(en), ...messages(de)]) {
      expect(text, path).not.toMatch(/\bOK\b|\p{Extended_Pictographic}/u);
    }
  });
});
