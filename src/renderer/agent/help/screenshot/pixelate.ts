/** Pixels as ImageData has them: red, green, blue, alpha. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** Cells so large that a line of text is two of them high, whatever the scale of the display. */
export function cellSize(width: number, height: number): number {
  return Math.max(8, Math.min(48, Math.round(Math.min(width, height) / 3)));
}

/**
 * Replaces each cell by its mean colour, moved a little at random: without that, text can be computed back from
 * the means of known letter shapes.
 * @param random uniform in [0, 1)
 */
export function pixelate(pixels: Pixels, cell: number, random: () => number): void {
  for (let top = 0; top < pixels.height; top += cell) {
    for (let left = 0; left < pixels.width; left += cell) {
      const right = Math.min(left + cell, pixels.width);
      const bottom = Math.min(top + cell, pixels.height);
      const shift = (random() - 0.5) * 48;
      fill(pixels, { left, top, right, bottom }, shift);
    }
  }
}

interface Cell {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function fill({ data, width }: Pixels, cell: Cell, shift: number): void {
  const sums = [0, 0, 0];
  const offsets: number[] = [];
  for (let y = cell.top; y < cell.bottom; y += 1) {
    for (let x = cell.left; x < cell.right; x += 1) offsets.push((y * width + x) * 4);
  }
  for (const offset of offsets) {
    for (let channel = 0; channel < 3; channel += 1) {
      sums[channel] = (sums[channel] ?? 0) + (data[offset + channel] ?? 0);
    }
  }
  const mean = sums.map((sum) => sum / offsets.length + shift);
  for (const offset of offsets) {
    for (let channel = 0; channel < 3; channel += 1) data[offset + channel] = mean[channel] ?? 0;
    data[offset + 3] = 255;
  }
}
