import type { SectionData, SectionKey } from '../../../shared/model/diagnostics';
import type { Language } from '../../../shared/words/language';
import {
  formatBytes,
  formatDuration,
  formatMemory,
  formatMs,
  formatNumber,
  formatPercent,
} from '../ui/format';
import type { Fact, FactGroup, FactTable, SectionFacts } from './facts';
import { reportWords, type ReportWords } from './words/words';

/** What a description is written with: the words of a language and its way to write quantities. */
export interface Say {
  words: ReportWords;
  bytes(value: number): string;
  memory(value: number): string;
  ms(value: number): string;
  number(value: number, digits?: number): string;
  percent(value: number): string;
  duration(seconds: number): string;
  /** Day and time of day; short enough for a table. */
  when(at: string): string;
  yesNo(value: boolean): string;
  /** A quantity whose unit is written alike in every language. */
  unit(value: number, unit: Unit, digits?: number): string;
}
type Unit = 'GHz' | 'MHz' | 'Hz' | '°C' | 'Mbit/s' | 'dBm';

export type Describe<K extends SectionKey> = (data: SectionData<K>, say: Say) => SectionFacts;

export function sayIn(language: Language): Say {
  const words = reportWords(language);
  const number = (value: number, digits = 0) => formatNumber(language, value, digits);
  return {
    words,
    number,
    bytes: (value) => formatBytes(language, value),
    memory: (value) => formatMemory(language, value),
    ms: (value) => formatMs(language, value),
    percent: (value) => formatPercent(language, value),
    duration: (seconds) => formatDuration(language, seconds),
    when: (at) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)),
    yesNo: (value) => (value ? words.common.yes : words.common.no),
    unit: (value, unit, digits = 0) => `${number(value, digits)} ${unit}`,
  };
}

/** Left out where the system did not say. */
export function maybe<T>(
  label: string,
  value: T | null | '',
  show: (value: T) => string,
  bar?: (value: T) => NonNullable<Fact['bar']>,
): Fact | null {
  if (value === null || value === '') return null;
  return { label, value: show(value), ...(bar ? { bar: bar(value) } : {}) };
}

export const text = (value: string): string => value;

export function joined(...parts: (string | null | false)[]): string {
  return parts.filter(Boolean).join(', ');
}

/** A name with what sets it apart in brackets. */
export function marked(name: string, ...marks: (string | null | false)[]): string {
  const said = joined(...marks);
  if (name === '') return said;
  return said === '' ? name : `${name} (${said})`;
}

export function group(facts: (Fact | null)[], rest: { title?: string; table?: FactTable } = {}): FactGroup {
  return { ...rest, facts: facts.filter((fact): fact is Fact => fact !== null) };
}

export function one(facts: (Fact | null)[], table?: FactTable): SectionFacts {
  return { groups: [group(facts, table ? { table } : {})] };
}

/** A named list, left out where it is empty. */
export function list(title: string, table: FactTable): FactGroup[] {
  return table.rows.length > 0 ? [group([], { title, table })] : [];
}

/** Columns in which no row has anything are left out. */
export function table(columns: string[], rows: (string | null)[][]): FactTable {
  const used = columns.map((_, index) => index === 0 || rows.some((row) => Boolean(row[index])));
  return {
    columns: columns.filter((_, index) => used[index]),
    rows: rows.map((row) => row.filter((_, index) => used[index]).map((cell) => cell ?? '')),
  };
}
