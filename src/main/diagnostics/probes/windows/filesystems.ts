import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { countOf, isRow, numberOf, rowsOf, type Row } from '../../json-value';
import { powershell } from '../../powershell';
import { failed, said, type Found, type ProbeContext } from '../../probe';

type Filesystem = SectionData<'filesystems'>[number];

/** Network drives are asked apart: one whose server is gone must not cost the others. */
const SCRIPT = `
$fields = 'DeviceID','DriveType','FileSystem','Size','FreeSpace','Access','ProviderName','VolumeName'
$local = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType<>4' | Select-Object $fields)
$remote = @(); try { $remote = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=4' -OperationTimeoutSec 2 | Select-Object $fields) } catch { }
ConvertTo-Json -Compress -Depth 3 -InputObject @{ Drives = @($local + $remote); System = $env:SystemDrive; Home = $env:HOMEDRIVE }`;

const REMOVABLE = 2;
const NETWORK = 4;
const OPTICAL = 5;

export async function readFilesystems(context: ProbeContext): Promise<Found<Filesystem[]>> {
  const outcome = await powershell(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const rows = isRow(outcome.value) ? rowsOf(outcome.value['Drives']) : null;
  if (!isRow(outcome.value) || rows === null)
    return failed('unreadable', 'Win32_LogicalDisk: no list of drives');
  const system = said(outcome.value['System'], 10);
  const home = said(outcome.value['Home'], 10);
  const found = rows.flatMap((row) => filesystemOf(row, system, home) ?? []);
  return foundSome(found, 'no drive with a file system');
}

function filesystemOf(row: Row, system: string, home: string): Filesystem | null {
  const letter = said(row['DeviceID'], 10);
  const kind = numberOf(row['DriveType']);
  const sizeBytes = countOf(row['Size']) ?? 0;
  // Drives without a medium have no size; a network drive without one cannot be reached, which is worth telling.
  if (letter === '' || kind === OPTICAL || (sizeBytes === 0 && kind !== NETWORK)) return null;
  const free = Math.min(sizeBytes, countOf(row['FreeSpace']) ?? 0);
  return {
    mount: letter,
    device: said(row['ProviderName'], 500) || said(row['VolumeName'], 500) || letter,
    type: said(row['FileSystem'], 40),
    sizeBytes,
    usedBytes: sizeBytes - free,
    availableBytes: free,
    inodesUsedPercent: null,
    readOnly: readOnlyOf(row['Access']),
    role: roleOf(letter, kind, system, home),
  };
}

/** 1: may be read, 2: written, 3: both. Most drives leave it at 0 or empty, which says nothing. */
function readOnlyOf(access: unknown): boolean | null {
  if (access === 1) return true;
  return access === 2 || access === 3 ? false : null;
}

function roleOf(letter: string, kind: number | null, system: string, home: string): Filesystem['role'] {
  if (letter === system) return 'system';
  if (kind === NETWORK) return 'network';
  if (letter === home) return 'home';
  return kind === REMOVABLE ? 'removable' : 'data';
}
