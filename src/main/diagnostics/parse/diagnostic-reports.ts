import { parseJson } from '../powershell';
import { said } from '../probe';
import { crashNameTime } from './boot-end';
import type { EventGroup, LoggedEvent } from './event-groups';
import { isoTime, rowOf, rowsOf } from '../json-value';

type Kind = EventGroup['kind'];

/** Apple's numbers for what a report is about. */
const BUG_TYPES: Readonly<Record<string, Kind>> = {
  '109': 'crash',
  '309': 'crash',
  '327': 'crash',
  '385': 'crash',
  '210': 'crash',
  '298': 'out-of-memory',
  '228': 'hang',
  '284': 'hang',
  '288': 'hang',
};
const ENDINGS: readonly (readonly [RegExp, Kind])[] = [
  [/^JetsamEvent/, 'out-of-memory'],
  [/panic/i, 'crash'],
  [/\.(hang|spin)$/, 'hang'],
  [/\.crash$/, 'crash'],
];

/** Reports of use (energy, writes, analytics) are kept in the same folder and tell of no error. */
export function reportTime(name: string): string | null {
  return /\.(ips|crash|hang|spin|panic)$/.test(name) ? crashNameTime(name) : null;
}

/** A report of macOS: one line of JSON, then the rest. By its name alone where that line cannot be read. */
export function reportEvent(name: string, text: string): LoggedEvent | null {
  const parsed = parseJson(text.slice(0, 8192).split('\n')[0] ?? '', 'report');
  const head = rowOf(parsed.ok ? parsed.value : null);
  const kind = BUG_TYPES[said(head['bug_type'])] ?? kindByName(name);
  const at = headTime(said(head['timestamp'])) ?? reportTime(name);
  if (kind === undefined || at === null) return null;
  const program = said(head['app_name'], 160) || said(head['name'], 160) || programOf(name);
  const signal = /"(?:signal|type)"\s*:\s*"(SIG\w+|EXC_\w+)"/.exec(text.slice(0, 65_536))?.[1];
  const words = [program, said(head['app_version'], 40), whatHappened(kind), signal && `(${signal})`];
  const message = words.filter(Boolean).join(' ');
  return { at, source: 'DiagnosticReports', kind, subject: program || null, message };
}

function kindByName(name: string): Kind | undefined {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1];
}

/** `2026-05-26 16:11:45.00 +0800` */
function headTime(text: string): string | null {
  return isoTime(text.replace(' ', 'T').replace(' ', ''));
}

function whatHappened(kind: Kind): string {
  if (kind === 'crash') return 'crashed';
  return kind === 'hang' ? 'did not respond' : 'memory ran out';
}

function programOf(name: string): string {
  return said(/^(.*?)[-_]20\d\d-/.exec(name)?.[1], 160);
}

/** `log show --style ndjson`: one object a line, the last one says how it ended. */
export function parseLogShow(output: string): LoggedEvent[] {
  return output.split('\n').flatMap((line) => {
    const parsed = line.startsWith('{') ? parseJson(line, 'log') : null;
    const row = rowsOf(parsed?.ok ? parsed.value : null)?.[0];
    const at =
      row &&
      isoTime(
        said(row['timestamp'])
          .replace(' ', 'T')
          .replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
      );
    const message = row ? said(row['eventMessage'], 400) : '';
    if (!row || !at || message === '') return [];
    const source = said(row['processImagePath']).split('/').at(-1) || 'kernel';
    return [{ at, source, kind: kindOf(message), subject: null, message }];
  });
}

function kindOf(message: string): Kind {
  if (/memorystatus|jetsam/i.test(message)) return 'out-of-memory';
  if (/I\/O error|disk\d|apfs|nvme/i.test(message)) return 'disk';
  return /thermal|machine check|ECC/i.test(message) ? 'hardware' : 'error';
}
