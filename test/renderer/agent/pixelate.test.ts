import { describe, expect, it } from 'vitest';
import { rectBetween } from '../../../src/renderer/agent/help/screenshot/drawing';
import { cellSize, pixelate, type Pixels } from '../../../src/renderer/agent/help/screenshot/pixelate';

function checkerboard(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const value = (at + Math.floor(at / width)) % 2 === 0 ? 255 : 0;
    data.set([value, value, value, 255], at * 4);
  }
  return { data, width, height };
}
const pixel = ({ data, width }: Pixels, x: number, y: number) =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));

describe('pixelate', () => {
  it('leaves one colour per cell and nothing of what was beneath', () => {
    const pixels = checkerboard(20, 12);
    pixelate(pixels, 8, () => 0.5);
    const colors = new Set<string>();
    for (let y = 0; y < 12; y += 1) for (let x = 0; x < 20; x += 1) colors.add(pixel(pixels, x, y).join());
    expect([...colors]).toEqual(['128,128,128,255']);
  });

  it('keeps cells apart, the narrow ones at the edge too', () => {
    const pixels = checkerboard(20, 8);
    for (let y = 0; y < 8; y += 1)
      for (let x = 16; x < 20; x += 1) pixels.data.set([200, 10, 0, 255], (y * 20 + x) * 4);
    pixelate(pixels, 8, () => 0.5);
    expect(pixel(pixels, 19, 7)).toEqual([200, 10, 0, 255]);
    expect(pixel(pixels, 0, 0)).toEqual([128, 128, 128, 255]);
  });

  it('moves each mean, so that it tells less', () => {
    const one = checkerboard(8, 8);
    const other = checkerboard(8, 8);
    pixelate(one, 8, () => 0);
    pixelate(other, 8, () => 1);
    expect(pixel(one, 0, 0)[0]).toBeLessThan((pixel(other, 0, 0)[0] ?? 0) - 30);
  });

  it('uses cells as large as a third of a line of text', () => {
    expect(cellSize(300, 24)).toBe(8);
    expect(cellSize(800, 90)).toBe(30);
    expect(cellSize(2000, 1000)).toBe(48);
  });
});

describe('rectBetween', () => {
  const size = { width: 100, height: 80 };
  it('takes a drag in any direction and stays inside', () => {
    expect(rectBetween({ x: 120, y: 50 }, { x: 60, y: -10 }, size)).toEqual({
      x: 60,
      y: 0,
      width: 40,
      height: 50,
    });
  });
  it('ignores a click', () => {
    expect(rectBetween({ x: 10, y: 10 }, { x: 13, y: 60 }, size)).toBeNull();
  });
});
