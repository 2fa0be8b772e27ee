import fc from 'fast-check';
import { expect, test } from 'vitest';
import { line, requiredText, text } from '../../src/shared/model/text';
import { delayFor } from '../../src/shared/base/backoff';

test('text keeps its lines and loses control characters', () => {
  expect(text(100).parse(' a\r\nb\u0000\u001b[31m c\t ')).toBe('a\nb[31m c');
  expect(line(100).parse('a\r\nb\u0000  c')).toBe('a b c');
});

test('empty words are refused where words are needed', () => {
  expect(requiredText(10).safeParse(' \n\u0007 ').success).toBe(false);
  expect(text(10).safeParse('12345678901').success).toBe(false);
});

test('cleaning twice is the same as cleaning once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
      const once = text(100).parse(value);
      expect(text(100).parse(once)).toBe(once);
    }),
  );
});

test('retries spread over a window that doubles up to its cap', () => {
  const backoff = { firstMs: 2000, capMs: 300_000 };
  expect(delayFor(backoff, 0, 0)).toBe(1000);
  expect(delayFor(backoff, 0, 0.999)).toBeLessThanOrEqual(2000);
  expect(delayFor(backoff, 50, 1)).toBe(300_000);
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const delay = delayFor(backoff, attempt, random);
      expect(delay).toBeGreaterThanOrEqual(1000);
      expect(delay).toBeLessThanOrEqual(300_000);
    }),
  );
});
