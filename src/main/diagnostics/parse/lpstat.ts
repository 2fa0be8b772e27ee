import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

type Printer = SectionData<'printers'>[number];

export interface PrinterQueues {
  /** null: nothing was said of the scheduler at all. */
  schedulerRuns: boolean | null;
  printers: Omit<Printer, 'model'>[];
}

/** `lpstat -r -l -p -d -v -o` (CUPS, English by `LC_ALL=C`). */
export function parseLpstat(output: string, now: number): PrinterQueues {
  const scheduler = /^scheduler is (not )?running$/m.exec(output);
  const chosen = /^system default destination: (\S+)/m.exec(output)?.[1];
  const jobs = jobsOf(output);
  const paragraphs = output.split(/^(?=\S)/m).filter((part) => part.startsWith('printer '));
  return {
    schedulerRuns: scheduler === null ? null : scheduler[1] === undefined,
    printers: paragraphs.slice(0, 64).flatMap((paragraph) => {
      const name = /^printer (\S+)/.exec(paragraph)?.[1];
      if (name === undefined) return [];
      const queued = jobs.filter((job) => job.printer === name);
      const oldest = Math.min(...queued.map((job) => job.since).filter(Number.isFinite));
      return [
        {
          name: said(name),
          connection: connectionOf(lineAfter(output, `device for ${name}: `)),
          ...conditionOf(paragraph),
          default: name === chosen,
          jobs: queued.length,
          oldestJobMinutes: Number.isFinite(oldest) ? Math.max(0, Math.round((now - oldest) / 60_000)) : null,
        },
      ];
    }),
  };
}

/** `lpoptions -p NAME`: `key=value` pairs, values with spaces in quotes. */
export function parseLpoptions(output: string): string {
  const match = /(?:^|\s)printer-make-and-model=(?:'((?:[^'\\]|\\.)*)'|(\S+))/.exec(output);
  return said((match?.[1] ?? match?.[2] ?? '').replace(/\\(.)/g, '$1'));
}

/** `office-12  anna  1024  Fri Nov 20 14:03:11 2026`, without a time zone: the computer's own. */
function jobsOf(output: string): { printer: string; since: number }[] {
  return [...output.matchAll(/^(\S+)-\d+ +\S+ +\d+ {2,}(\S.*)$/gm)].map((match) => ({
    printer: match[1] ?? '',
    since: Date.parse(match[2] ?? ''),
  }));
}

function conditionOf(paragraph: string): Pick<Printer, 'state' | 'reason'> {
  const [head = '', below = ''] = paragraph.split('\n', 2);
  const alerts = (/^\tAlerts: (.+)$/m.exec(paragraph)?.[1] ?? '')
    .split(/[\s,]+/)
    .map((alert) => alert.replace(/-(?:report|warning|error)$/, ''))
    .filter((alert) => alert !== '' && alert !== 'none');
  const offline = alerts.some((alert) => /^(?:offline|timed-out|shutdown|connecting-to-device)$/.test(alert));
  const state = offline ? 'offline' : stateOf(head);
  // What somebody or the printer said of it stands between the first line and the fields, and stays when all is well.
  const told = state === 'idle' || /^\t(?:Form mounted:|reason unknown$)/.test(below) ? '' : below.trim();
  const why = alerts.filter((alert) => alert !== 'paused');
  const reasons = [...why, ...(told === '' ? [] : [told])];
  return { state, reason: said(reasons.join(', ') || alerts.join(', ')) || null };
}

function stateOf(head: string): Printer['state'] {
  if (/^printer \S+ disabled\b/.test(head)) return 'stopped';
  if (/^printer \S+ now printing\b/.test(head)) return 'printing';
  return /^printer \S+ is idle\b/.test(head) ? 'idle' : 'unknown';
}

function lineAfter(output: string, start: string): string {
  const line = output.split('\n').find((entry) => entry.startsWith(start)) ?? '';
  return line.slice(start.length).trim();
}

/** The host, never the whole address: there may be a password in it. */
export function connectionOf(uri: string): string {
  const scheme = /^([\w+.-]+):/.exec(uri)?.[1] ?? '';
  if (scheme === '' || scheme === 'usb') return scheme;
  const host = /^[\w+.-]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?]*)/.exec(uri)?.[1] ?? '';
  if (host === '') return scheme;
  try {
    return said(decodeURIComponent(host), 300);
  } catch {
    // It was no encoded text; as it stands it is still the host.
    return said(host, 300);
  }
}
