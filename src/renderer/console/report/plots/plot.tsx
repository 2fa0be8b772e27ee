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
  /** The ends of the scale. */
  scale: { from: number; to: number };
  /** The time the curve is about; without it, from the first look to the last. */
  window?: { from: number; to: number };
}

/** A small curve beside the numbers. What it shows is also said in words, for those who do not see it. */
export function Plot({ plot, wanted }: { plot: PlotData; wanted: string }) {
  const words = useWords();
  const language = useLanguage();
  const figures = figuresOf(plot.points);
  if (!figures) return null;
  const { measured, lost, asked } = figures;
  const { scale, stepMs, window } = plot;
  const shape = shapeOf(plot.points, { width: WIDTH, height: HEIGHT, ...scale, stepMs, window });
  const show = (value: number) => plot.show(language, value);
  const said = measured
    ? words.plot.figures(show(measured.last), show(measured.min), show(measured.max))
    : '';
  const losses = lost > 0 ? words.plot.lost(lost, asked) : '';
  return (
    <figure className={classes['plot']}>
      <figcaption>
        <Found wanted={wanted}>{plot.title}</Found>
        {/* Who does not see the curve needs no scale to read it by. */}
        <span aria-hidden>{words.plot.scale(show(scale.from), show(scale.to))}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={[plot.title, said, losses].filter(Boolean).join('. ')}
        viewBox={`${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`}
        preserveAspectRatio="none"
      >
        <line className={classes['ground']} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {shape.lines.map((line, index) => (
          <path
            key={index}
            className={classes['line']}
            data-dot={line.length === 1 || undefined}
            d={pathOf(line)}
          />
        ))}
        {shape.lost.map((x, index) => (
          <line key={index} className={classes['lost']} x1={x} x2={x} y1={0} y2={HEIGHT} />
        ))}
      </svg>
      {/* The picture's own words say the same. */}
      <p aria-hidden>
        {said === '' ? null : <span>{said}</span>}
        {losses === '' ? null : <b>{losses}</b>}
      </p>
    </figure>
  );
}

/** A single look is drawn as a line of no length, which round ends make a dot. */
function pathOf(line: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = line;
  if (!first) return '';
  const tail = rest.length > 0 ? rest : [first];
  return `M${first.x} ${first.y}${tail.map(({ x, y }) => `L${x} ${y}`).join('')}`;
}
