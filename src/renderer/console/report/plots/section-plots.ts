import type { Report, SectionData, SectionKey } from '../../../../shared/model/diagnostics';
import { factsOf } from '../../../../shared/model/section-keys';
import { formatBytes, formatMs, formatNumber, formatPercent } from '../../../kit/ui/format';
import type { Words } from '../../words/en';
import type { PlotData } from './plot';
import type { Point } from './series';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SHARE = { from: 0, to: 100 };
/** From unusable to beside the access point. */
const SIGNAL = { from: -90, to: -30 };

type Minute = SectionData<'history'>['minutes'][number];

/** What the computer remembers of the last hour and days, beside the section it belongs to. */
export function plotsOf(report: Report, words: Words): Map<SectionKey, PlotData[]> {
  const history = factsOf(report, 'history');
  if (!history) return new Map();
  const { plot } = words;
  // A curve of ten minutes that fills the picture would look like an hour.
  const end = Math.max(
    ...[report.collectedAt, ...history.minutes.map(({ at }) => at)].map((at) => Date.parse(at)),
  );
  const window = { from: end - HOUR_MS, to: end };
  const sizeOf = (mount: string) =>
    factsOf(report, 'filesystems')?.find((each) => each.mount === mount)?.sizeBytes;
  const minutes = (read: (minute: Minute) => Omit<Point, 'at'>): Point[] =>
    history.minutes
      .map((minute) => ({ at: Date.parse(minute.at), ...read(minute) }))
      .filter(({ at }) => at >= window.from);
  const plots: [SectionKey, PlotData[]][] = [
    [
      'cpu',
      [
        {
          title: plot.load,
          points: minutes(({ loadPercent }) => ({ value: loadPercent })),
          stepMs: MINUTE_MS,
          window,
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
          window,
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
          window,
          show: (language, value) => `${formatNumber(language, value)} dBm`,
          scale: SIGNAL,
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
          window,
          show: formatMs,
          scale: { from: 0, to: most(history.minutes.map(({ gatewayMs }) => gatewayMs)) },
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
        scale: { from: 0, to: sizeOf(mount) ?? most(days.map(({ availableBytes }) => availableBytes)) },
      })),
    ],
  ];
  return new Map(plots.map(([key, all]) => [key, all.filter(({ points }) => points.some(known))]));
}

/** A router that answered nothing for an hour is what somebody wants to see. */
const known = ({ value, lost }: Point): boolean => value !== null || lost === true;

function most(values: readonly (number | null)[]): number {
  return Math.max(1, ...values.map((value) => value ?? 0));
}
