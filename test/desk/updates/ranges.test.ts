import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOf } from '../../../src/desk/http/ranges';

describe('ranges of a file of 100 bytes', () => {
  const one = (start: number, end: number) => [{ start, end }];
  it.each([
    [undefined, 'whole'],
    ['', 'whole'],
    ['lines=1-2', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=9-5', 'whole'],
    ['bytes=5-9,x', 'whole'],
    ['bytes=0-0', one(0, 0)],
    ['bytes=0-', one(0, 99)],
    ['bytes=40-49', one(40, 49)],
    ['BYTES = 40-49', 'whole'],
    ['bytes=90-1000', one(90, 99)],
    ['bytes=-10', one(90, 99)],
    ['bytes=-1000', one(0, 99)],
    ['bytes=100-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=99999999999999999999-', 'whole'],
    ['bytes=50-59, 0-9', [...one(50, 59), ...one(0, 9)]],
    ['bytes=0-9,200-300', one(0, 9)],
    ['bytes=0-9,5-20', 'whole'],
    [`bytes=${'0-,'.repeat(500)}0-`, 'whole'],
    [`bytes=${'1-1,'.repeat(2000)}1-1`, 'whole'],
  ])('%s', (header, expected) => {
    expect(rangesOf(header, 100)).toEqual(expected);
  });

  it('of an empty file are none', () => {
    expect(rangesOf('bytes=-1', 0)).toBe('none');
    expect(rangesOf('bytes=0-', 0)).toBe('none');
  });

  it('never answers more than the file, nor what lies outside of it', () => {
    const bound = fc.option(fc.nat(200), { nil: undefined });
    const headers = fc.array(fc.tuple(bound, bound), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(headers, fc.nat(150), (pairs, size) => {
        const ranges = rangesOf(`bytes=${pairs.map(([a, b]) => `${a ?? ''}-${b ?? ''}`).join(',')}`, size);
        if (typeof ranges === 'string') return;
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThan(size);
        }
        const total = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
        expect(total).toBeLessThanOrEqual(size);
      }),
    );
  });
});
