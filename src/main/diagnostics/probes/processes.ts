import { availableParallelism } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { busiest } from '../parse/busiest';
import { numberOf, rowsOf, type Row } from '../json-value';
import { parsePs } from '../parse/ps';
import { powershellRow } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';
import { linuxProcesses, type Pause } from './linux-processes';

type Processes = SectionData<'processes'>;

const SAMPLE_MS = 300;

export const processesProbe = makeProcessesProbe(
  () => new Promise((resolve) => setTimeout(resolve, SAMPLE_MS)),
);

export function makeProcessesProbe(pause: Pause): Probe<'processes'> {
  return {
    key: 'processes',
    source: 'Linux: /proc/*/stat twice; Windows: Get-Process twice; macOS: ps',
    applies: always,
    deadlineMs: DEADLINE_MS,
    async run(context) {
      if (context.platform === 'windows') return windowsProcesses(context);
      if (context.platform === 'macos') return macProcesses(context);
      const found = await linuxProcesses(context, pause, process.pid);
      return found ? collected(found) : failed('unreadable', '/proc holds no processes');
    },
  };
}

/** Responding is only said of programs with a window. */
const WINDOWS_SCRIPT = `
function Look { Get-Process | ForEach-Object { @{ Id = $_.Id; Name = $_.ProcessName; Cpu = $_.CPU; Memory = $_.WorkingSet64
  Stuck = ($_.MainWindowHandle -ne 0 -and -not $_.Responding) } } }
$before = @{}; $t = [Diagnostics.Stopwatch]::StartNew()
Get-Process | ForEach-Object { $before[$_.Id] = $_.CPU }
Start-Sleep -Milliseconds 400
$rows = @(Look | Where-Object { $_.Id -ne $PID } | ForEach-Object { $_.Before = $before[$_.Id]; $_ })
@{ Seconds = $t.Elapsed.TotalSeconds; Cores = [Environment]::ProcessorCount; Processes = $rows } | ConvertTo-Json -Depth 3 -Compress`;

async function windowsProcesses(context: ProbeContext): Promise<Found<Processes>> {
  const outcome = await powershellRow(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const found = windowsFacts(outcome.row);
  return found.total === 0 ? failed('unreadable', 'Get-Process names no process') : collected(found);
}

export function windowsFacts(found: Row): Processes {
  const seconds = Math.max(0.05, numberOf(found['Seconds']) ?? 1);
  const cores = Math.max(1, numberOf(found['Cores']) ?? 1);
  // "Idle" is what nobody uses.
  const rows = (rowsOf(found['Processes']) ?? []).filter((row) => numberOf(row['Id']) !== 0);
  const uses = rows.map((row) => {
    const now = numberOf(row['Cpu']);
    const before = numberOf(row['Before']);
    const used = now === null || before === null ? 0 : now - before;
    return {
      name: said(row['Name']),
      pid: numberOf(row['Id']) ?? 0,
      cpuPercent: Math.min(100, (used / seconds / cores) * 100),
      memoryBytes: numberOf(row['Memory']) ?? 0,
    };
  });
  const stuck = rows
    .filter((row) => row['Stuck'] === true)
    .slice(0, 20)
    .map((row) => ({ name: said(row['Name']), pid: numberOf(row['Id']) ?? 0 }));
  return { total: rows.length, top: busiest(uses), stuck };
}

async function macProcesses(context: ProbeContext): Promise<Found<Processes>> {
  const outcome = await context.run('ps', ['-Aceo', 'pid=,ppid=,state=,pcpu=,rss=,comm=']);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const rows = parsePs(outcome.output).filter((row) => row.pid !== process.pid && row.parent !== process.pid);
  if (rows.length === 0) return failed('unreadable', 'ps names no process');
  const cores = availableParallelism();
  const uses = rows.map((row) => ({ ...row, cpuPercent: Math.min(100, row.cpuPercent / cores) }));
  const stuck = rows.filter((row) => row.state.startsWith('U')).slice(0, 20);
  return collected({
    total: rows.length,
    top: busiest(uses),
    stuck: stuck.map(({ name, pid }) => ({ name: said(name), pid })),
  });
}
