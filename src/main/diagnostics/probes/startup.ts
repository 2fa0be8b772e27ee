import type { SectionData } from '../../../shared/model/diagnostics';
import { flagOf, type Row } from '../json-value';
import { dictOf, parsePlist } from '../parse/plist';
import { powershellRows } from '../powershell';
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
import { linuxStartup } from './linux-startup';

type StartupItem = SectionData<'startup'>[number];

export const startupProbe: Probe<'startup'> = {
  key: 'startup',
  source:
    'Linux: XDG autostart, systemd user units; Windows: Run keys, startup folders, tasks at sign-in; macOS: LaunchAgents',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    if (context.platform === 'windows') return windowsStartup(context);
    return collected(await (context.platform === 'macos' ? macStartup(context) : linuxStartup(context)));
  },
};

/**
 * Run keys and startup folders with what the Task Manager says of each (first byte odd: switched off), and tasks with a
 * trigger at sign-in, by COM because `Get-ScheduledTask` takes seconds.
 */
const WINDOWS_SCRIPT = `
$out = New-Object System.Collections.ArrayList
function Off($hive, $kind, $name) {
  $v = (Get-ItemProperty "\${hive}:\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\$kind" -ErrorAction SilentlyContinue).$name
  return ($v -is [byte[]] -and $v.Length -gt 0 -and ($v[0] -band 1) -eq 1)
}
foreach ($k in @('HKCU','Software\\Microsoft\\Windows\\CurrentVersion\\Run','Run'), @('HKLM','Software\\Microsoft\\Windows\\CurrentVersion\\Run','Run'), @('HKLM','Software\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run','Run32'), @('HKCU','Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce',''), @('HKLM','Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce','')) {
  $key = Get-Item "$($k[0]):\\$($k[1])" -ErrorAction SilentlyContinue
  if ($key) { foreach ($n in $key.GetValueNames()) { [void]$out.Add(@{ Name = $n; Kind = 'run-key'; Command = [string]$key.GetValue($n); User = ($k[0] -eq 'HKCU'); Enabled = -not ($k[2] -and (Off $k[0] $k[2] $n)) }) } }
}
foreach ($f in @('HKCU','Startup'), @('HKLM','CommonStartup')) {
  $dir = [Environment]::GetFolderPath($f[1])
  if ($dir) { Get-ChildItem -LiteralPath $dir -File -ErrorAction SilentlyContinue | Where-Object { $_.Name -ne 'desktop.ini' } | ForEach-Object { [void]$out.Add(@{ Name = $_.BaseName; Kind = 'startup-folder'; Command = $_.FullName; User = ($f[0] -eq 'HKCU'); Enabled = -not (Off $f[0] 'StartupFolder' $_.Name) }) } }
}
try {
  $s = New-Object -ComObject Schedule.Service; $s.Connect()
  $folders = New-Object System.Collections.Queue; $folders.Enqueue($s.GetFolder('\\'))
  while ($folders.Count -gt 0) { $d = $folders.Dequeue()
    foreach ($c in $d.GetFolders(0)) { if ($c.Path -ne '\\Microsoft') { $folders.Enqueue($c) } }
    foreach ($t in $d.GetTasks(1)) { $def = $t.Definition
      if (@($def.Triggers | Where-Object { $_.Type -eq 9 -or $_.Type -eq 8 }).Count -gt 0) {
        $a = @($def.Actions | Where-Object { $_.Type -eq 0 })[0]
        [void]$out.Add(@{ Name = $t.Name; Kind = 'scheduled-task'; Command = if ($a) { "$($a.Path) $($a.Arguments)".Trim() } else { '' }; User = $false; Enabled = [bool]$t.Enabled }) } } }
} catch { }
ConvertTo-Json @($out) -Depth 3 -Compress`;

async function windowsStartup(context: ProbeContext): Promise<Found<StartupItem[]>> {
  const outcome = await powershellRows(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return collected(outcome.rows.slice(0, 200).map(windowsItem));
}

const WINDOWS_KINDS = ['run-key', 'startup-folder', 'scheduled-task'] as const;

export function windowsItem(row: Row): StartupItem {
  return {
    name: said(row['Name']) || '(default)',
    kind: WINDOWS_KINDS.find((kind) => kind === row['Kind']) ?? 'run-key',
    command: said(row['Command'], 500),
    scope: row['User'] === true ? 'user' : 'machine',
    enabled: flagOf(row['Enabled']) ?? true,
  };
}

/** Items that System Settings lists are only told to an administrator; agents of both kinds are files. */
async function macStartup(context: ProbeContext): Promise<StartupItem[]> {
  const home = context.env('HOME');
  const folders = [
    ...(home ? [{ folder: `${home}/Library/LaunchAgents`, scope: 'user' as const }] : []),
    { folder: '/Library/LaunchAgents', scope: 'machine' as const },
  ];
  const items = await Promise.all(
    folders.map(async ({ folder, scope }) => {
      const names = (await context.list(folder)).filter((name) => name.endsWith('.plist')).slice(0, 100);
      return Promise.all(names.map((name) => macItem(context, `${folder}/${name}`, scope)));
    }),
  );
  return items.flat().slice(0, 200);
}

async function macItem(
  context: ProbeContext,
  file: string,
  scope: StartupItem['scope'],
): Promise<StartupItem> {
  const plist = dictOf(parsePlist(await plistText(context, file)));
  const words = plist['ProgramArguments'];
  const command = Array.isArray(words) ? words.join(' ') : plist['Program'];
  const label =
    plist['Label'] ??
    file
      .split('/')
      .at(-1)
      ?.replace(/\.plist$/, '');
  return {
    name: said(label),
    kind: 'launch-agent',
    command: said(command, 500),
    scope,
    enabled: plist['Disabled'] !== true,
  };
}

async function plistText(context: ProbeContext, file: string): Promise<string> {
  const text = (await context.readText(file)) ?? '';
  if (!text.startsWith('bplist')) return text;
  const outcome = await context.run('plutil', ['-convert', 'xml1', '-o', '-', '--', file]);
  return outcome.ok && outcome.exitCode === 0 ? outcome.output : '';
}
