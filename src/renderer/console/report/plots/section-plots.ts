import type { Report, SectionData, SectionKey } from '../../../../shared/model/diagnostics';
import { factsOf } from '../../../../shared/model/section-keys';
import { formatBytes, formatMs, formatNumber, formatPercent } from '../../../kit/ui/format';
import type { Words } from '../../words/en';
import type { PlotData } from './plot';
import type { Point } from './series';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SHARE = { from: 0, to: 100 };

type Minute = SectionData<'history'>['minutes'][number];

/** What the computer remembers of the last hour and days, beside the section it belongs to. */
export function plotsOf(report: Report, words: Words): Map<SectionKey, PlotData[]> {
  const history = factsOf(report, 'history');
  if (!history) return new Map();
  const { plot } = words;
  const minutes = (read: (minute: Minute) => Omit<Point, 'at'>): Point[] =>
    history.minutes.map((minute) => ({ at: Date.parse(minute.at), ...read(minute) }));
  const plots: [SectionKey, PlotData[]][] = [
    [
      'cpu',
      [
        {
          title: plot.load,
          points: minutes(({ loadPercent }) => ({ value: loadPercent })),
          stepMs: MINUTE_MS,
          show: formatPercent,
          scale: SHARE,
        },
      ],
    ],
    [
      'memory',
      [
        {
          title: plot.memory,
          points: minutes(({ memoryUsedPercent }) => ({ value: memoryUsedPercent })),
          stepMs: MINUTE_MS,
          show: formatPercent,
          scale: SHARE,
        },
      ],
    ],
    [
      'wifi',
      [
        {
          title: plot.signal,
          points: minutes(({ signalDbm }) => ({ value: signalDbm })),
          stepMs: MINUTE_MS,
          show: (language, value) => `${formatNumber(language, value)} dBm`,
        },
      ],
    ],
    [
      'gateway',
      [
        {
          title: plot.gateway,
          points: minutes(({ gatewayMs, gatewayLost }) => ({ value: gatewayMs, lost: gatewayLost === true })),
          stepMs: MINUTE_MS,
          show: formatMs,
        },
      ],
    ],
    [
      'filesystems',
      history.filesystems.map(({ mount, days }) => ({
        title: plot.free(mount),
        points: days.map(({ at, availableBytes }) => ({ at: Date.parse(at), value: availableBytes })),
        stepMs: DAY_MS,
        show: formatBytes,
      })),
    ],
  ];
  return new Map(plots.map(([key, all]) => [key, all.filter(({ points }) => points.some(known))]));
}

const known = ({ value }: Point): boolean => value !== null;
