import { uptime } from 'node:os';
import { iso } from '../../../shared/base/clock';
import { crashNameTime, endFromJournal, panicLine, UNKNOWN_END, type BootEnd } from '../parse/boot-end';
import { JOURNAL_FIELDS, parseJournal } from '../parse/journalctl';
import { isoTime, rowsOf } from '../json-value';
import { endBefore, parseLast } from '../parse/last';
import { panicWords } from '../parse/panic-words';
import { endFromWindows } from '../parse/windows-boot-end';
import { powershellRow } from '../powershell';
import { always, collected, DEADLINE_MS, type Probe, type ProbeContext } from '../probe';

/** A hundred years. */
const LONGEST_SECONDS = 100 * 365 * 86_400;

export const uptimeProbe: Probe<'uptime'> = {
  key: 'uptime',
  source:
    'Linux: /proc/uptime, last, journalctl -b -1, /sys/fs/pstore, /var/crash; Windows: event log 41, 1001, 6006, 6008, 1074; macOS: last, DiagnosticReports',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const text = context.platform === 'linux' ? await context.readText('/proc/uptime') : null;
    const told = Number.parseFloat(text ?? '');
    const seconds = Math.round(told > 0 && told < LONGEST_SECONDS ? told : uptime());
    const bootedAt = iso(context.now() - seconds * 1000);
    return collected({ seconds, bootedAt, ...(await lastEnd(context, bootedAt)) });
  },
};

/** Nothing of this is essential: what cannot be read leaves the end unknown. */
function lastEnd(context: ProbeContext, bootedAt: string): Promise<BootEnd> {
  if (context.platform === 'windows') return windowsEnd(context, bootedAt);
  return context.platform === 'macos' ? macEnd(context, bootedAt) : linuxEnd(context, bootedAt);
}

const DUMPS = ['/sys/fs/pstore', '/var/lib/systemd/pstore', '/var/crash'];

async function linuxEnd(context: ProbeContext, bootedAt: string): Promise<BootEnd> {
  // One after the other, so each has its share of the section's time.
  const last = await context.run('last', ['-x', '-F', '-n', '20', 'reboot', 'shutdown'], { timeoutMs: 1500 });
  const records = last.ok ? parseLast(last.output, context.now()) : [];
  const dump = await linuxDump(context, bootedAt, records[1]?.at ?? null);
  if (dump) return dump;
  const journal = endFromJournal(await previousJournal(context));
  if (journal.lastEnd !== 'unknown') return journal;
  const end = endBefore(records);
  const detail = end.lastEnd === 'crash' ? 'no shutdown on record before this start' : null;
  return { lastEnd: end.lastEnd, lastEndAt: end.at, lastEndDetail: detail };
}

/** A kernel's own record of its death, if it lies between the two last starts. */
async function linuxDump(
  context: ProbeContext,
  bootedAt: string,
  previous: string | null,
): Promise<BootEnd | null> {
  const from = previous === null ? Date.parse(bootedAt) - 86_400_000 : Date.parse(previous);
  for (const folder of DUMPS) {
    for (const name of (await context.list(folder)).slice(0, 100)) {
      const at = crashNameTime(name);
      const time = at === null ? Number.NaN : Date.parse(at);
      if (!(time >= from && time <= Date.parse(bootedAt) + 60_000)) continue;
      const words = panicLine((await context.readText(`${folder}/${name}`)) ?? '');
      return { lastEnd: 'crash', lastEndAt: at, lastEndDetail: words ?? `${folder}/${name}`.slice(0, 300) };
    }
  }
  return null;
}

async function previousJournal(context: ProbeContext) {
  // Only what the system itself said: who may not read that sees their own programs end, which proves nothing.
  // Without stored sessions there is none before this one; asking costs more than looking.
  if ((await context.list('/var/log/journal')).length === 0) return [];
  const wanted = [
    '-b',
    '-1',
    '-n',
    '60',
    '-q',
    '-o',
    'json',
    `--output-fields=${JOURNAL_FIELDS}`,
    '_PID=1',
    '+',
    '_TRANSPORT=kernel',
  ];
  const outcome = await context.run('journalctl', ['--no-pager', ...wanted], { timeoutMs: 2500 });
  return outcome.ok && outcome.exitCode === 0 ? parseJournal(outcome.output) : [];
}

/** "Nothing found" is an error to Get-WinEvent; a log that may not be read leaves the end unknown just the same. */
const WINDOWS_SCRIPT = `
$since = (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
$from = $since.AddDays(-30)
$events = @()
foreach ($f in @{LogName='System';Id=41,13,6006,6008,1074;StartTime=$from}, @{LogName='System';ProviderName='Microsoft-Windows-WER-SystemErrorReporting';Id=1001;StartTime=$from}) {
  try { $events += Get-WinEvent -FilterHashtable $f -MaxEvents 60 } catch { }
}
@{ BootedAt = $since.ToUniversalTime().ToString('o')
   Events = @($events | ForEach-Object { $p = $_.Properties
     @{ Id = $_.Id; At = $_.TimeCreated.ToUniversalTime().ToString('o')
        Param1 = if ($_.Id -eq 1001 -or $_.Id -eq 1074) { [string]$p[0].Value } else { $null }
        BugcheckCode = if ($_.Id -eq 41) { [string]$p[0].Value } else { $null }
        PowerButton = if ($_.Id -eq 41 -and $p.Count -gt 6) { [string]$p[6].Value } else { $null } } }) } | ConvertTo-Json -Depth 4 -Compress`;

async function windowsEnd(context: ProbeContext, bootedAt: string): Promise<BootEnd> {
  const outcome = await powershellRow(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return UNKNOWN_END;
  const { row } = outcome;
  return endFromWindows(rowsOf(row['Events']) ?? [], isoTime(row['BootedAt']) ?? bootedAt);
}

const REPORTS = '/Library/Logs/DiagnosticReports';

async function macEnd(context: ProbeContext, bootedAt: string): Promise<BootEnd> {
  // A panic report is written by the start that follows it.
  for (const name of await context.list(REPORTS)) {
    if (!/panic/i.test(name)) continue;
    const at = crashNameTime(name);
    const late = at === null ? Number.NaN : Date.parse(at) - Date.parse(bootedAt);
    if (!(late > -600_000 && late < 900_000)) continue;
    const words = panicWords((await context.readText(`${REPORTS}/${name}`)) ?? '');
    return { lastEnd: 'crash', lastEndAt: at, lastEndDetail: words ?? name };
  }
  const last = await context.run('last', ['reboot', 'shutdown']);
  const end = endBefore(last.ok ? parseLast(last.output, context.now()) : []);
  const detail = end.lastEnd === 'crash' ? 'no shutdown on record before this start' : null;
  return { lastEnd: end.lastEnd, lastEndAt: end.at, lastEndDetail: detail };
}
