import { Button } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { rectBetween, type Point, type Rect } from './drawing';
import classes from './frame-surface.module.css';

interface Props {
  /** Of the picture, in its own pixels. */
  size: { width: number; height: number };
  shape: 'box' | 'line';
  label: string;
  describedBy: string;
  applyLabel: string;
  onApply(from: Point, to: Point, rect: Rect | null): void;
  children: ReactNode;
}

/** Shares of the picture, 0 to 1, so that the frame stays where it is when the window changes. */
interface Frame {
  from: Point;
  to: Point;
}
const START: Frame = { from: { x: 0.25, y: 0.25 }, to: { x: 0.75, y: 0.75 } };
const STEP = 0.02;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

const limit = (value: number) => Math.max(0, Math.min(1, value));
const moved = (point: Point, by: Point) => ({ x: limit(point.x + by.x), y: limit(point.y + by.y) });
const percent = (value: number) => `${value * 100}%`;

/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex --
   A drawing surface has no widget role; it is focusable, named, and described with the keys it takes. */

/** Where the next edit goes: drawn with the pointer in one drag, or moved with the keyboard and applied. */
export function FrameSurface({ size, shape, label, describedBy, applyLabel, onApply, children }: Props) {
  const [frame, setFrame] = useState<Frame | null>(null);
  const [dragging, setDragging] = useState<Point | null>(null);
  const surface = useRef<HTMLDivElement>(null);

  function at(event: PointerEvent): Point {
    const box = surface.current?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return { x: 0, y: 0 };
    return {
      x: limit((event.clientX - box.left) / box.width),
      y: limit((event.clientY - box.top) / box.height),
    };
  }

  function apply(target: Frame): void {
    const scale = (point: Point) => ({
      x: Math.round(point.x * size.width),
      y: Math.round(point.y * size.height),
    });
    const [from, to] = [scale(target.from), scale(target.to)];
    if (Math.hypot(to.x - from.x, to.y - from.y) >= 8) onApply(from, to, rectBetween(from, to, size));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = ARROWS[event.key];
    const current = frame ?? START;
    if (by) {
      event.preventDefault();
      setFrame({
        from: event.shiftKey ? current.from : moved(current.from, by),
        to: moved(current.to, by),
      });
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      if (frame) apply(frame);
      setFrame(frame ? null : START);
    }
  }

  return (
    <div className={classes['outer']}>
      <div
        ref={surface}
        className={classes['surface']}
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-describedby={describedBy}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const from = at(event);
          setDragging(from);
          setFrame({ from, to: from });
        }}
        onPointerMove={(event) => {
          if (dragging) setFrame({ from: dragging, to: at(event) });
        }}
        onPointerUp={(event) => {
          if (dragging) apply({ from: dragging, to: at(event) });
          setDragging(null);
          setFrame(null);
        }}
        onPointerCancel={() => {
          setDragging(null);
          setFrame(null);
        }}
      >
        {children}
        {frame && <Overlay frame={frame} shape={shape} />}
      </div>
      {frame && !dragging && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            apply(frame);
            setFrame(null);
          }}
        >
          {applyLabel}
        </Button>
      )}
    </div>
  );
}

function Overlay({ frame: { from, to }, shape }: { frame: Frame; shape: 'box' | 'line' }) {
  if (shape === 'line') {
    return (
      <svg className={classes['overlay']} aria-hidden>
        <line
          x1={percent(from.x)}
          y1={percent(from.y)}
          x2={percent(to.x)}
          y2={percent(to.y)}
          className={classes['line']}
        />
        <circle cx={percent(to.x)} cy={percent(to.y)} r="5" className={classes['tip']} />
      </svg>
    );
  }
  return (
    <div
      className={classes['box']}
      style={{
        left: percent(Math.min(from.x, to.x)),
        top: percent(Math.min(from.y, to.y)),
        width: percent(Math.abs(to.x - from.x)),
        height: percent(Math.abs(to.y - from.y)),
      }}
    />
  );
}
