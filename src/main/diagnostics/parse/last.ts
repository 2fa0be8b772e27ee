import { isoTime } from '../json-value';

export interface PowerRecord {
  kind: 'reboot' | 'shutdown';
  at: string;
}

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const FULL = new RegExp(`\\b(${MONTHS}) +(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2}) (\\d{4})`);
const SHORT = new RegExp(`\\b(${MONTHS}) +(\\d{1,2}) (\\d{2}:\\d{2})\\b`);

/** `last -x -F reboot shutdown` of Linux (whole dates) or `last reboot shutdown` of macOS (no year), newest first. */
export function parseLast(output: string, now: number): PowerRecord[] {
  return output.split('\n').flatMap((line) => {
    const kind = /^(reboot|shutdown)\b/.exec(line)?.[1];
    const at = kind === undefined ? null : timeOf(line, now);
    return at === null ? [] : [{ kind: kind === 'reboot' ? 'reboot' : 'shutdown', at }];
  });
}

/** In this computer's own time: the program says no zone. */
function timeOf(line: string, now: number): string | null {
  const full = FULL.exec(line);
  if (full) return isoTime(`${full[1]} ${full[2]} ${full[4]} ${full[3]}`);
  return withoutYear(line, now);
}

/** `Nov 21 09:14`: the latest such time that is not in the future. */
export function withoutYear(line: string, now: number): string | null {
  const [, month, day, clock] = SHORT.exec(line) ?? [];
  if (month === undefined) return null;
  const year = new Date(now).getFullYear();
  for (const candidate of [year, year - 1]) {
    const at = Date.parse(`${month} ${day} ${candidate} ${clock}`);
    // A minute of grace: these times have no seconds.
    if (at <= now + 60_000) return isoTime(at);
  }
  return null;
}

export interface SessionEnd {
  lastEnd: 'clean' | 'crash' | 'unknown';
  at: string | null;
}

/** How the session before the running one ended: with a shutdown on record, or without. */
export function endBefore(records: readonly PowerRecord[]): SessionEnd {
  const [start, before] = records;
  if (start?.kind !== 'reboot' || !before) return { lastEnd: 'unknown', at: null };
  return before.kind === 'shutdown' ? { lastEnd: 'clean', at: before.at } : { lastEnd: 'crash', at: null };
}
