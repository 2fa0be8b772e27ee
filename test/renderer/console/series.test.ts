import { describe, expect, it } from 'vitest';
import { figuresOf, shapeOf, type Point } from '../../../src/renderer/console/report/plots/series';

const box = { width: 100, height: 10, from: 0, to: 10, stepMs: 10 };
const points = (...values: (number | null | 'lost')[]): Point[] =>
  values.map((value, index) =>
    value === 'lost' ? { at: index * 10, value: null, lost: true } : { at: index * 10, value },
  );

describe('figures', () => {
  it.each([
    ['nothing', points(), null],
    ['only gaps', points(null, null), null],
    ['nothing but losses', points('lost', 'lost'), { measured: null, lost: 2, asked: 2 }],
    ['a single look', points(3), { measured: { last: 3, min: 3, max: 3 }, lost: 0, asked: 1 }],
    ['the last known', points(1, 9, 4, null), { measured: { last: 4, min: 1, max: 9 }, lost: 0, asked: 3 }],
    ['losses', points(1, 'lost', 'lost', 4), { measured: { last: 4, min: 1, max: 4 }, lost: 2, asked: 4 }],
  ])('of %s', (_, series, figures) => {
    expect(figuresOf(series)).toEqual(figures);
  });
});

describe('the shape', () => {
  it.each([
    ['nothing', points(), []],
    ['a single look, at the right end', points(10), [[[100, 0]]]],
    [
      'a line from left to right, high is up',
      points(0, 10),
      [
        [
          [0, 10],
          [100, 0],
        ],
      ],
    ],
    ['a gap where it was not known', points(0, null, 10), [[[0, 10]], [[100, 0]]]],
    [
      'what lies outside the scale at its edge',
      points(-5, 25),
      [
        [
          [0, 10],
          [100, 0],
        ],
      ],
    ],
  ])('of %s', (_, series, lines) => {
    expect(shapeOf(series, box).lines.map((line) => line.map(({ x, y }) => [x, y]))).toEqual(lines);
  });

  it('breaks where nobody looked for a while, and marks what was lost', () => {
    const series: Point[] = [
      { at: 0, value: 1 },
      { at: 10, value: 1 },
      { at: 60, value: 1 },
      { at: 80, value: null, lost: true },
      { at: 100, value: 2 },
    ];
    const { lines, lost } = shapeOf(series, box);
    expect(lines.map((line) => line.length)).toEqual([2, 1, 1]);
    expect(lost).toEqual([80]);
  });

  it('takes no more of the width than of the time it is about', () => {
    const window = { from: -80, to: 20 };
    const { lines } = shapeOf(points(1, 1, 1), { ...box, window });
    expect(lines[0]?.map(({ x }) => x)).toEqual([80, 90, 100]);
  });

  it('never leaves its box, nor is it ever not a number', () => {
    const { lines } = shapeOf(points(5, 5, 5), { ...box, from: 5, to: 5 });
    for (const { x, y } of lines.flat()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(100);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(10);
    }
  });
});
