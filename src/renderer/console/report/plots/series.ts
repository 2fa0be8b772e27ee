/** One look at something that is measured over time. null = not known then. */
export interface Point {
  at: number;
  value: number | null;
  /** It was asked and nothing came back. */
  lost?: boolean;
}

interface Shape {
  /** Stretches without a gap, as points of a polyline; a stretch of one is a dot. */
  lines: { x: number; y: number }[][];
  /** Where along the width nothing came back. */
  lost: number[];
}

interface Figures {
  /** null when every look was lost. */
  measured: { last: number; min: number; max: number } | null;
  lost: number;
  asked: number;
}

/** null when nobody ever looked. */
export function figuresOf(points: readonly Point[]): Figures | null {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const last = values.at(-1);
  const lost = points.filter((point) => point.lost === true).length;
  const asked = values.length + lost;
  if (asked === 0) return null;
  const measured = last === undefined ? null : { last, min: Math.min(...values), max: Math.max(...values) };
  return { measured, lost, asked };
}

/**
 * Points laid into a box of that size, oldest on the left, y downwards. A gap in time is a gap in the line: it says
 * that nobody looked, not that the value went straight from here to there.
 */
export function shapeOf(
  points: readonly Point[],
  box: {
    width: number;
    height: number;
    from: number;
    to: number;
    stepMs: number;
    /** The time the width stands for; without it, from the first point to the last. */
    window?: { from: number; to: number } | undefined;
  },
): Shape {
  const { from: first, to: end } = box.window ?? { from: points[0]?.at ?? 0, to: points.at(-1)?.at ?? 0 };
  const span = end - first;
  const range = box.to - box.from || 1;
  const x = (at: number) => round(span > 0 ? within((at - first) / span) * box.width : box.width);
  const y = (value: number) => {
    return round(box.height - within((value - box.from) / range) * box.height);
  };
  const lines: Shape['lines'] = [];
  let before: number | null = null;
  for (const { at, value } of points) {
    if (value === null) {
      before = null;
      continue;
    }
    if (before === null || at - before > box.stepMs * 2.5) lines.push([]);
    lines.at(-1)?.push({ x: x(at), y: y(value) });
    before = at;
  }
  return { lines, lost: points.filter((point) => point.lost === true).map(({ at }) => x(at)) };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
