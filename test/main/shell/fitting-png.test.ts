import { expect, test } from 'vitest';
import { fittingPng } from '../../../src/main/shell/fitting-png';

/** A picture that does not compress: one byte a pixel. */
const noise = (width: number, height: number): Parameters<typeof fittingPng>[0] => ({
  getSize: () => ({ width, height }),
  resize: (size) => noise(size.width, size.height),
  toPNG: () => new Uint8Array(width * height),
});

test('a picture within the limit keeps its size', () => {
  expect(fittingPng(noise(10, 10), 100)).toMatchObject({ width: 10, height: 10 });
});

test('a larger one is made smaller until it fits', () => {
  const { width, height, png } = fittingPng(noise(81, 40), 300);
  expect({ width, height, bytes: png.byteLength }).toEqual({ width: 20, height: 10, bytes: 200 });
});
