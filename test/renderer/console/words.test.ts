import { describe, expect, it } from 'vitest';
import { de } from '../../../src/renderer/console/words/de';
import { en } from '../../../src/renderer/console/words/en';

/** Every message with its place, functions called with plain stand-ins. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => string;
    return [[path, call(...Array.from({ length: call.length }, (_, index) => `{${index}}`))]];
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, each]) =>
    flatten(each, `${path}.${key}`),
  );
}

describe('the console’s words', () => {
  const english = new Map(flatten(en));
  const german = new Map(flatten(de));

  it('are all there, in both languages, and never empty', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of [...english, ...german]) expect(text, path).not.toBe('');
  });

  it('carry the same things', () => {
    const holes = (text: string | undefined) => [...(text ?? '').matchAll(/\{\d\}/g)].map(String).sort();
    for (const [path, text] of english) expect(holes(german.get(path)), path).toEqual(holes(text));
  });
});
