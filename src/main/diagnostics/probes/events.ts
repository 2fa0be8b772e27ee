import { iso } from '../../../shared/base/clock';
import type { SectionData } from '../../../shared/model/diagnostics';
import { parseLogShow, reportEvent, reportTime } from '../parse/diagnostic-reports';
import { groupEvents, type LoggedEvent } from '../parse/event-groups';
import { JOURNAL_FIELDS, parseJournal, type LogLine } from '../parse/journalctl';
import { apportProgram, linuxEvent, parseDmesg } from '../parse/linux-events';
import { fileTimes } from '../parse/stat';
import { windowsEvent } from '../parse/windows-events';
import { powershellRows } from '../powershell';
import { always, collected, DEADLINE_MS, failed, type Found, type Probe, type ProbeContext } from '../probe';
import type { ProgramOutcome } from '../run-program';

export const eventsProbe: Probe<'events'> = {
  key: 'events',
  source:
    'Linux: journalctl -p 3, otherwise dmesg; /var/crash; Windows: event logs System and Application; macOS: DiagnosticReports, log show',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const since = iso(context.now() - 86_400_000);
    const found = await read(context, since);
    if (found.status !== 'collected') return found;
    const events = found.data.filter((event) => event.at >= since);
    return collected({ since, total: events.length, groups: groupEvents(events) });
  },
};

type Read = Promise<Found<LoggedEvent[]>>;
type EventsSince = SectionData<'events'>['since'];

function read(context: ProbeContext, since: EventsSince): Read {
  if (context.platform === 'windows') return windowsEvents(context);
  return context.platform === 'macos' ? macEvents(context, since) : linuxEvents(context);
}

async function linuxEvents(context: ProbeContext): Read {
  const [log, crashes] = await Promise.all([linuxLog(context), apportCrashes(context)]);
  if (log.status !== 'collected') return crashes.length > 0 ? collected(crashes) : log;
  return collected([...log.data.map(linuxEvent), ...crashes]);
}

const MOST_LINES = 1500;
const LOG_BYTES = 6 * 1024 * 1024;

async function linuxLog(context: ProbeContext): Promise<Found<LogLine[]>> {
  const journal = await journalLog(context);
  if (journal?.status === 'collected') return journal;
  const kernel = await kernelLog(context);
  // The kernel's errors are true without the journal; that there were none is not.
  const enough = kernel.status === 'collected' && kernel.data.length > 0;
  return enough || journal === null ? kernel : journal;
}

/** null: there is none, or not for this person. */
async function journalLog(context: ProbeContext): Promise<Found<LogLine[]> | null> {
  const kept = await Promise.all(
    ['/var/log/journal', '/run/log/journal'].map((folder) => context.list(folder)),
  );
  if (kept.flat().length === 0) return null;
  const many = await askJournal(context, MOST_LINES);
  const outcome = !many.ok && many.reason === 'too-much-output' ? await askJournal(context, 100) : many;
  if (!outcome.ok) {
    return outcome.reason === 'program-missing' ? null : failed(outcome.reason, outcome.detail);
  }
  if (outcome.exitCode !== 0) return null;
  const lines = parseJournal(outcome.output);
  return lines.length === 0 && outcome.output.trim() !== ''
    ? failed('unreadable', 'journalctl printed no records')
    : collected(lines);
}

/** The newest; each of them may be very long. */
function askJournal(context: ProbeContext, most: number): Promise<ProgramOutcome> {
  const wanted = ['-p', '3', '--since=-24h', '-n', String(most), '-o', 'json'];
  const args = ['--no-pager', '-q', ...wanted, `--output-fields=${JOURNAL_FIELDS}`];
  return context.run('journalctl', args, { outputBytes: LOG_BYTES, timeoutMs: 2500 });
}

async function kernelLog(context: ProbeContext): Promise<Found<LogLine[]>> {
  // It is asked after the journal, and both have to fit the section's time.
  const limits = { outputBytes: LOG_BYTES, timeoutMs: 1500 };
  const outcome = await context.run('dmesg', ['-x', '--time-format', 'iso'], limits);
  if (outcome.ok && outcome.exitCode === 0) {
    return outcome.output.trim() === '' || /^\w+ *:\w+ *: /m.test(outcome.output)
      ? collected(parseDmesg(outcome.output))
      : failed('unreadable', 'dmesg was not understood');
  }
  if (!outcome.ok && outcome.reason !== 'program-missing') return failed(outcome.reason, outcome.detail);
  return failed('unreadable', 'neither the journal nor the kernel’s log may be read by this person');
}

async function apportCrashes(context: ProbeContext): Promise<LoggedEvent[]> {
  const names = (await context.list('/var/crash'))
    .filter((name) => apportProgram(name) !== null)
    .slice(0, 50);
  if (names.length === 0) return [];
  const times = await fileTimes(
    context,
    names.map((name) => `/var/crash/${name}`),
  );
  return names.flatMap((name) => {
    const at = times.get(`/var/crash/${name}`)?.modifiedAt;
    const subject = apportProgram(name);
    return at
      ? [{ at, source: 'apport', kind: 'crash' as const, subject, message: `${subject} crashed` }]
      : [];
  });
}

/**
 * Errors of both logs, and warnings that foretell a failing disk, a driver that was started anew, or memory that runs
 * out. "Nothing found" is an error to this command.
 */
const WINDOWS_SCRIPT = `
$since = (Get-Date).AddHours(-24); $rows = @()
foreach ($f in @{LogName='System','Application';Level=1,2;StartTime=$since}, @{LogName='System';Level=3;Id=51,129,153,157,2004,4101;StartTime=$since}) {
  try { $rows += Get-WinEvent -FilterHashtable $f -MaxEvents 400 } catch { if ($_.FullyQualifiedErrorId -notmatch 'NoMatchingEventsFound') { throw } }
}
$rows = @($rows | ForEach-Object {
  $m = [string]$_.Message; if ($m.Length -gt 400) { $m = $m.Substring(0, 400) }
  @{ Provider = $_.ProviderName; Id = $_.Id; At = $_.TimeCreated.ToUniversalTime().ToString('o'); Message = $m
     Param1 = if ($_.Properties.Count) { [string]$_.Properties[0].Value } else { $null } } })
ConvertTo-Json $rows -Depth 3 -Compress`;

async function windowsEvents(context: ProbeContext): Read {
  const outcome = await powershellRows(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return collected(outcome.rows.flatMap((row) => windowsEvent(row) ?? []));
}

const MOST_REPORTS = 40;
const FAULTS =
  'process == "kernel" AND messageType == "fault" OR process == "kernel" AND eventMessage CONTAINS[c] "I/O error"';

async function macEvents(context: ProbeContext, since: EventsSince): Read {
  const home = context.env('HOME');
  const folders = [
    '/Library/Logs/DiagnosticReports',
    ...(home ? [`${home}/Library/Logs/DiagnosticReports`] : []),
  ];
  const [reports, faults] = await Promise.all([
    Promise.all(folders.map((folder) => reportsIn(context, folder, since))),
    // A whole day of the log takes minutes to search; an hour is usually there in time, and may be missing.
    context.run('log', ['show', '--last', '1h', '--style', 'ndjson', '--predicate', FAULTS], {
      timeoutMs: 3500,
    }),
  ]);
  return collected([...reports.flat(), ...(faults.ok ? parseLogShow(faults.output) : [])]);
}

async function reportsIn(context: ProbeContext, folder: string, since: EventsSince): Promise<LoggedEvent[]> {
  const names = (await context.list(folder)).filter((name) => (reportTime(name) ?? '') >= since);
  const newest = names.toSorted((a, b) => (reportTime(b) ?? '').localeCompare(reportTime(a) ?? ''));
  const events = await Promise.all(
    newest
      .slice(0, MOST_REPORTS)
      .map(async (name) => reportEvent(name, (await context.readText(`${folder}/${name}`)) ?? '')),
  );
  return events.flatMap((event) => event ?? []);
}
