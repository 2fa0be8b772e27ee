import { expect, test } from 'vitest';
import { formatFor } from '../../src/shared/words/format';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en', 1.2e9, '1.2 GB'],
  ['de', 1.2e9, '1,2 GB'],
  ['de', 0, '0 Byte'],
] as const)('sizes in %s: %s', (language, bytes, said) => {
  expect(plain(formatFor(language).bytes(bytes))).toBe(said);
});

test.each([
  ['en', 60_000, '1 minute'],
  ['de', 7 * 60_000, '7 Minuten'],
  ['de', 3 * 3_600_000, '3 Stunden'],
  ['de', 72 * 3_600_000, '3 Tage'],
] as const)('spans in %s: %s', (language, ms, said) => {
  expect(plain(formatFor(language).span(ms))).toBe(said);
});

test('a time nobody can read is said as it is, and does not throw', () => {
  const say = formatFor('en');
  expect([say.moment(''), say.day('yesterday')]).toEqual(['', 'yesterday']);
});
