import type { Language } from './language';

/** Numbers, sizes and times as the readers of one language write them. */
export interface Format {
  /** In steps of 1000, as disks are sold: `1.2 GB`. */
  bytes(value: number): string;
  /** In steps of 1024, as memory is counted: `16 GB`. */
  memory(value: number): string;
  number(value: number): string;
  /** `value` out of a hundred; below one with one digit. */
  percent(value: number): string;
  ms(value: number): string;
  /** The largest fitting unit, long: `7 minutes`. */
  span(ms: number): string;
  days(value: number): string;
  minutes(value: number): string;
  /** `11/21/26, 9:12 AM`, in the reader's time zone. */
  moment(when: string): string;
  day(when: string): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

export function formatFor(language: Language): Format {
  // Making a formatter costs more than using it a hundred times.
  const made = new Map<string, Intl.NumberFormat>();
  const formatter = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.NumberFormat(language, options);
    made.set(key, known);
    return known;
  };
  const unit = (value: number, name: string, digits = 0, unitDisplay: 'short' | 'long' = 'short'): string =>
    formatter({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits: digits }).format(value);
  const size = (value: number, base: number): string => {
    let step = 0;
    let rest = value;
    while (rest >= base && step < UNITS.length - 1) {
      rest /= base;
      step += 1;
    }
    return unit(rest, UNITS[step] ?? 'byte', rest < 10 && step > 0 ? 1 : 0, step === 0 ? 'long' : 'short');
  };
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const told = (format: Intl.DateTimeFormat, when: string): string => {
    const time = Date.parse(when);
    return Number.isNaN(time) ? when : format.format(time);
  };
  return {
    bytes: (value) => size(value, 1000),
    memory: (value) => size(value, 1024),
    number: (value) => formatter({ maximumFractionDigits: 0 }).format(value),
    percent: (value) =>
      formatter({ style: 'percent', maximumFractionDigits: value > 0 && value < 1 ? 1 : 0 }).format(
        value / 100,
      ),
    ms: (value) => (value < 1000 ? unit(value, 'millisecond') : unit(value / 1000, 'second', 1)),
    span: (value) => {
      const minutes = value / 60_000;
      if (minutes < 90) return unit(Math.max(1, Math.round(minutes)), 'minute', 0, 'long');
      return minutes < 48 * 60
        ? unit(minutes / 60, 'hour', 1, 'long')
        : unit(Math.round(minutes / 1440), 'day', 0, 'long');
    },
    days: (value) => unit(value, 'day', 0, 'long'),
    minutes: (value) => unit(Math.round(value), 'minute', 0, 'long'),
    moment: (when) => told(moments, when),
    day: (when) => told(dates, when),
    list: (items) => lists.format(items),
  };
}
