import { cellSize, pixelate } from './pixelate';

/** In pixels of the picture as it was when the edit was made. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}

export type Edit =
  { kind: 'crop'; rect: Rect } | { kind: 'blur'; rect: Rect } | { kind: 'arrow'; from: Point; to: Point };

const SMALLEST = 8;
const ARROW_COLOR = '#e5261f';

/** A drag as a rectangle inside the picture, or nothing when it is too small to mean anything. */
export function rectBetween(a: Point, b: Point, size: { width: number; height: number }): Rect | null {
  const left = clamp(Math.min(a.x, b.x), size.width);
  const top = clamp(Math.min(a.y, b.y), size.height);
  const rect = {
    x: left,
    y: top,
    width: clamp(Math.max(a.x, b.x), size.width) - left,
    height: clamp(Math.max(a.y, b.y), size.height) - top,
  };
  return rect.width < SMALLEST || rect.height < SMALLEST ? null : rect;
}

function clamp(value: number, max: number): number {
  return Math.round(Math.max(0, Math.min(max, value)));
}

/** The picture with all edits burned in; nothing of what was beneath stays. */
export function draw(source: CanvasImageSource & { width: number; height: number }, edits: readonly Edit[]) {
  let canvas = canvasOf(source.width, source.height);
  context(canvas).drawImage(source, 0, 0);
  for (const edit of edits) canvas = apply(canvas, edit);
  return canvas;
}

function apply(canvas: HTMLCanvasElement, edit: Edit): HTMLCanvasElement {
  switch (edit.kind) {
    case 'crop': {
      const { x, y, width, height } = edit.rect;
      const cropped = canvasOf(width, height);
      context(cropped).drawImage(canvas, x, y, width, height, 0, 0, width, height);
      return cropped;
    }
    case 'blur': {
      const { x, y, width, height } = edit.rect;
      const pixels = context(canvas).getImageData(x, y, width, height);
      pixelate(pixels, cellSize(width, height), Math.random);
      context(canvas).putImageData(pixels, x, y);
      return canvas;
    }
    case 'arrow':
      arrow(canvas, edit.from, edit.to);
      return canvas;
  }
}

function arrow(canvas: HTMLCanvasElement, from: Point, to: Point): void {
  const pen = context(canvas);
  const width = Math.max(4, Math.round(Math.max(canvas.width, canvas.height) / 160));
  const head = width * 4;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const neck = { x: to.x - Math.cos(angle) * head * 0.8, y: to.y - Math.sin(angle) * head * 0.8 };
  // A light edge keeps the arrow visible on a red background.
  for (const [color, extra] of [
    ['#ffffff', width],
    [ARROW_COLOR, 0],
  ] as const) {
    pen.strokeStyle = color;
    pen.fillStyle = color;
    pen.lineWidth = width + extra;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(neck.x, neck.y);
    pen.stroke();
    pen.beginPath();
    pen.moveTo(to.x, to.y);
    for (const side of [-1, 1]) {
      const turned = angle + side * 0.45;
      pen.lineTo(to.x - Math.cos(turned) * head, to.y - Math.sin(turned) * head);
    }
    pen.closePath();
    if (extra > 0) {
      pen.lineWidth = extra;
      pen.stroke();
    }
    pen.fill();
  }
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (!found) throw new Error('The browser has no 2D canvas.');
  return found;
}

/** PNG bytes of at most `limit`, made smaller by halves if need be. */
export async function toPng(canvas: HTMLCanvasElement, limit: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be written.');
  if (blob.size <= limit) return new Uint8Array(await blob.arrayBuffer());
  const half = canvasOf(Math.max(1, canvas.width >> 1), Math.max(1, canvas.height >> 1));
  context(half).drawImage(canvas, 0, 0, half.width, half.height);
  return toPng(half, limit);
}
