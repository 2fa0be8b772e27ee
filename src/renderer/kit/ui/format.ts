import { formatFor, type Format } from '../../../shared/words/format';
import type { Language } from '../../../shared/words/language';

const FORMATS: Readonly<Record<Language, Format>> = { en: formatFor('en'), de: formatFor('de') };

/** A size as people read it, in steps of 1000 as disks are sold: `1.2 GB`. */
export function formatBytes(language: Language, bytes: number): string {
  return FORMATS[language].bytes(bytes);
}

/** Memory is counted in steps of 1024 by every system monitor; the people's unit is the same: `16 GB`. */
export function formatMemory(language: Language, bytes: number): string {
  return FORMATS[language].memory(bytes);
}

export function formatNumber(language: Language, value: number, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

export function formatPercent(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
}

export function formatMs(language: Language, ms: number): string {
  const [value, unit] = ms < 1000 ? [ms, 'millisecond'] : [ms / 1000, 'second'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** The two largest units of a length of time: `3 days, 4 hr`. */
export function formatDuration(language: Language, seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor((seconds % 86_400) / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [Math.floor(seconds % 60), 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown
    .map(([value, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}

/** `4:07` or `1:04:07`, for a running timer. */
export function formatTimer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export function formatExact(language: Language, when: string | number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(when));
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `5 minutes ago`; under a minute `now`. */
export function formatRelative(language: Language, when: string | number, now: number): string {
  const seconds = Math.round((new Date(when).getTime() - now) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'second');
}

const WEEK_MS = 7 * 86_400_000;

/** How people name a moment before another: the time of that day, a day of that week, or a date. */
export function formatSince(language: Language, since: string, now: string): string {
  const [then, later] = [new Date(since), new Date(now)];
  if (then.toDateString() === later.toDateString()) {
    return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(then);
  }
  const recent = later.getTime() - then.getTime() < WEEK_MS;
  const format = recent ? ({ weekday: 'long' } as const) : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(language, format).format(then);
}
