import type { SectionData } from '../../../shared/model/diagnostics';
import { numberOf, type Row } from '../json-value';
import { hasFailed, parseLaunchctl } from '../parse/launchctl';
import { failureOf, isStopped, parseListUnits, parseShow, parseUnitFiles } from '../parse/systemctl';
import { powershellRows } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  notApplicable,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';

type Services = SectionData<'services'>;

export const servicesProbe: Probe<'services'> = {
  key: 'services',
  source: 'Linux: systemctl list-units, list-unit-files, show; Windows: Win32_Service; macOS: launchctl list',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run(context) {
    if (context.platform === 'windows') return windowsServices(context);
    return context.platform === 'macos' ? macServices(context) : linuxServices(context);
  },
};

const MOST_SHOWN = 64;
const SHOWN =
  'Id,Type,ActiveState,ConditionResult,TriggeredBy,Result,ExecMainStatus,InactiveEnterTimestamp,StateChangeTimestamp';

async function linuxServices(context: ProbeContext): Promise<Found<Services>> {
  if ((await context.resolvePath('/run/systemd/system')) === null) {
    return notApplicable('services are not managed by systemd here');
  }
  const [listed, files] = await Promise.all([
    context.run('systemctl', [
      '--no-pager',
      '--plain',
      '--no-legend',
      '--full',
      '--all',
      '--type=service',
      'list-units',
    ]),
    context.run('systemctl', [
      '--no-pager',
      '--no-legend',
      '--type=service',
      '--state=enabled',
      'list-unit-files',
    ]),
  ]);
  if (!listed.ok) return failed(listed.reason, listed.detail);
  if (listed.exitCode !== 0) return failed('program-failed', `systemctl: exit code ${listed.exitCode}`);
  const units = parseListUnits(listed.output).filter((unit) => unit.load === 'loaded');
  const enabled = new Set(files.ok ? parseUnitFiles(files.output) : []);
  const broken = units.filter((unit) => unit.active === 'failed').slice(0, MOST_SHOWN);
  const idle = units
    .filter((unit) => unit.active === 'inactive' && enabled.has(unit.name))
    .slice(0, MOST_SHOWN);
  const details = await show(
    context,
    [...broken, ...idle].map((unit) => unit.name),
  );
  return collected({
    total: units.length,
    running: units
      .filter((unit) => unit.sub === 'running')
      .map((unit) => said(shortName(unit.name), 120))
      .slice(0, 400),
    failed: broken.map((unit) => ({
      name: said(shortName(unit.name), 120),
      title: unit.title,
      ...failureOf(details.get(unit.name) ?? new Map()),
    })),
    stopped: idle
      .filter((unit) => isStopped(details.get(unit.name) ?? new Map()))
      .map((unit) => ({ name: said(shortName(unit.name), 120), title: unit.title })),
  });
}

async function show(
  context: ProbeContext,
  names: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (names.length === 0) return new Map();
  const outcome = await context.run('systemctl', [
    '--no-pager',
    `--property=${SHOWN}`,
    'show',
    '--',
    ...names,
  ]);
  const shown = outcome.ok ? parseShow(outcome.output) : [];
  return new Map(shown.map((fields) => [fields.get('Id') ?? '', fields]));
}

function shortName(unit: string): string {
  return unit.replace(/\.service$/, '');
}

/** Services with a start trigger are meant to come and go. */
const WINDOWS_SCRIPT = `
$rows = @(Get-CimInstance Win32_Service | ForEach-Object {
  @{ Name = $_.Name; Title = $_.DisplayName; State = $_.State; Mode = $_.StartMode; Exit = $_.ExitCode; Specific = $_.ServiceSpecificExitCode
     Trigger = if ($_.StartMode -eq 'Auto' -and $_.State -ne 'Running') { Test-Path "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\$($_.Name)\\TriggerInfo" } else { $false } } })
ConvertTo-Json $rows -Depth 3 -Compress`;

async function windowsServices(context: ProbeContext): Promise<Found<Services>> {
  const outcome = await powershellRows(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const { rows } = outcome;
  if (rows.length === 0) return failed('unreadable', 'Win32_Service names no service');
  return collected(windowsFacts(rows));
}

/** They start by themselves, find nothing to do and end: on every healthy computer. */
const COME_AND_GO =
  /^(sppsvc|gupdatem?|edgeupdatem?|MapsBroker|RemoteRegistry|BITS|DoSvc|TrustedInstaller|wuauserv|tiledatamodelsvc|CDPSvc|ShellHWDetection|GoogleUpdater.*|clr_optimization.*|WbioSrvc|stisvc|InstallService)$/i;
/** The service was never started since the system was. */
const NEVER_STARTED = 1077;
const OWN_CODE = 1066;

export function windowsFacts(rows: readonly Row[]): Services {
  const down = rows.filter((row) => said(row['Mode']) === 'Auto' && said(row['State']) === 'Stopped');
  const exitOf = (row: Row) => numberOf(row['Exit']) ?? 0;
  const broken = down.filter((row) => exitOf(row) !== 0 && exitOf(row) !== NEVER_STARTED);
  const idle = down.filter(
    (row) => !broken.includes(row) && row['Trigger'] !== true && !COME_AND_GO.test(said(row['Name'])),
  );
  const named = (row: Row) => ({ name: said(row['Name'], 120), title: said(row['Title']) });
  return {
    total: rows.length,
    running: rows
      .filter((row) => said(row['State']) === 'Running')
      .map((row) => said(row['Name'], 120))
      .slice(0, 400),
    failed: broken.slice(0, MOST_SHOWN).map((row) => ({
      ...named(row),
      detail: `exit code ${exitOf(row) === OWN_CODE ? (numberOf(row['Specific']) ?? OWN_CODE) : exitOf(row)}`,
      since: null,
    })),
    stopped: idle.slice(0, MOST_SHOWN).map(named),
  };
}

async function macServices(context: ProbeContext): Promise<Found<Services>> {
  const outcome = await context.run('launchctl', ['list']);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const jobs = parseLaunchctl(outcome.output);
  if (jobs.length === 0) return failed('unreadable', 'launchctl names no job');
  return collected({
    total: jobs.length,
    running: jobs
      .filter((job) => job.pid !== null)
      .map((job) => said(job.label, 120))
      .slice(0, 400),
    failed: jobs
      .filter(hasFailed)
      .slice(0, MOST_SHOWN)
      .map((job) => ({
        name: said(job.label, 120),
        title: said(job.label),
        detail: job.status < 0 ? `was ended by signal ${-job.status}` : `ended with exit code ${job.status}`,
        since: null,
      })),
    stopped: [],
  });
}
