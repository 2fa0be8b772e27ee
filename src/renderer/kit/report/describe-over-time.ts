import type { SectionData } from '../../../shared/model/diagnostics';
import type { SECTION_GROUPS } from '../../../shared/model/section-keys';
import type { Fact } from './facts';
import { group, list, maybe, one, table, type Describe, type Say } from './say';

type OverTimeKey = (typeof SECTION_GROUPS)['overTime'][number];

/** What one look cannot tell. */
export const DESCRIBE_OVER_TIME: { [K in OverTimeKey]: Describe<K> } = {
  changes: (data, { words: { overTime }, number, when }) =>
    one(
      [
        {
          label: overTime.comparedWith,
          value: data.since === null ? overTime.nothingToCompare : when(data.since),
        },
        { label: overTime.days, value: number(data.days) },
        data.more === 0 ? null : { label: overTime.more, value: number(data.more) },
      ],
      table(
        [overTime.what, overTime.subject, overTime.before, overTime.after, overTime.when],
        data.entries.map((each) => [
          overTime.kinds[each.kind],
          each.subject,
          each.before,
          each.after,
          when(each.seenAt),
        ]),
      ),
    ),
  history: (data, say) => ({
    groups: [
      ...lastHour(data.minutes, say),
      ...data.filesystems.flatMap((each) =>
        list(
          say.words.overTime.freeOn(each.mount),
          table(
            [say.words.overTime.day, say.words.overTime.free],
            each.days.map((day) => [say.when(day.at), say.bytes(day.availableBytes)]),
          ),
        ),
      ),
    ],
  }),
};

type Minute = SectionData<'history'>['minutes'][number];

function lastHour(minutes: readonly Minute[], { words, number, percent, ms, unit, when }: Say) {
  const { overTime } = words;
  if (minutes.length === 0) return [];
  const span = (label: string, values: (number | null)[], show: (value: number) => string): Fact | null => {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return null;
    const [least, most] = [show(Math.min(...known)), show(Math.max(...known))];
    return { label, value: least === most ? least : overTime.range(least, most) };
  };
  const asked = minutes.filter((each) => each.gatewayLost !== null);
  const lost = asked.filter((each) => each.gatewayLost === true).length;
  const dbm = (value: number) => unit(value, 'dBm');
  const cell = (value: number | null, show: (value: number) => string) =>
    value === null ? null : show(value);
  return [
    group(
      [
        span(
          overTime.gateway,
          minutes.map((each) => each.gatewayMs),
          ms,
        ),
        maybe(words.network.loss, lost === 0 ? null : lost, (value) =>
          overTime.lostOf(number(value), number(asked.length)),
        ),
        span(
          overTime.load,
          minutes.map((each) => each.loadPercent),
          percent,
        ),
        span(
          overTime.memory,
          minutes.map((each) => each.memoryUsedPercent),
          percent,
        ),
        span(
          overTime.signal,
          minutes.map((each) => each.signalDbm),
          dbm,
        ),
      ],
      {
        title: overTime.lastHour,
        table: table(
          [overTime.when, overTime.gateway, overTime.load, overTime.memory, overTime.signal],
          minutes.map((each) => [
            when(each.at),
            each.gatewayLost === true ? overTime.lost : cell(each.gatewayMs, ms),
            cell(each.loadPercent, percent),
            cell(each.memoryUsedPercent, percent),
            cell(each.signalDbm, dbm),
          ]),
        ),
      },
    ),
  ];
}
