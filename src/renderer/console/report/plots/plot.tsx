import { useLanguage } from '../../../kit/ui/language';
import type { Language } from '../../../../shared/words/language';
import { useWords } from '../../words/words';
import { Found } from '../found';
import { figuresOf, shapeOf, type Point } from './series';
import classes from './plot.module.css';

const WIDTH = 300;
const HEIGHT = 36;
/** Lines at the very edge would be cut in half. */
const EDGE = 2;

export interface PlotData {
  title: string;
  points: readonly Point[];
  /** The time between two looks. */
  stepMs: number;
  show: (language: Language, value: number) => string;
  /** The ends of the scale where the unit has some; otherwise what was measured. */
  scale?: { from: number; to: number };
}

/** A small curve beside the numbers. What it shows is also said in words, for those who do not see it. */
export function Plot({ plot, wanted }: { plot: PlotData; wanted: string }) {
  const words = useWords();
  const language = useLanguage();
  const figures = figuresOf(plot.points);
  if (!figures) return null;
  const { last, min, max, lost, asked } = figures;
  const { from, to } = plot.scale ?? padded(min, max);
  const shape = shapeOf(plot.points, { width: WIDTH, height: HEIGHT, from, to, stepMs: plot.stepMs });
  const [lastText, minText, maxText] = [last, min, max].map((value) => plot.show(language, value));
  const said = words.plot.figures(lastText ?? '', minText ?? '', maxText ?? '');
  const losses = lost > 0 ? words.plot.lost(lost, asked) : '';
  return (
    <figure className={classes['plot']}>
      <figcaption>
        <Found wanted={wanted}>{plot.title}</Found>
      </figcaption>
      <svg
        role="img"
        aria-label={[plot.title, said, losses].filter(Boolean).join('. ')}
        viewBox={`${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`}
        preserveAspectRatio="none"
      >
        <line className={classes['ground']} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {shape.lines.map((line, index) => (
          <path key={index} className={classes['line']} d={pathOf(line)} />
        ))}
        {shape.lost.map((x) => (
          <line key={x} className={classes['lost']} x1={x} x2={x} y1={0} y2={HEIGHT} />
        ))}
      </svg>
      {/* The picture's own words say the same. */}
      <p aria-hidden>
        <span>{said}</span>
        {losses === '' ? null : <b>{losses}</b>}
      </p>
    </figure>
  );
}

/** A curve that stays at one value runs through the middle instead of along the edge. */
function padded(min: number, max: number): { from: number; to: number } {
  const pad = max > min ? (max - min) * 0.1 : Math.max(1, Math.abs(max) * 0.1);
  return { from: min - pad, to: max + pad };
}

/** A single look is drawn as a line of no length, which round ends make a dot. */
function pathOf(line: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = line;
  if (!first) return '';
  const tail = rest.length > 0 ? rest : [first];
  return `M${first.x} ${first.y}${tail.map(({ x, y }) => `L${x} ${y}`).join('')}`;
}
