import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { countOf, isRow, numberOf, rowsOf, type Row } from '../../json-value';
import { powershell } from '../../powershell';
import { failed, said, type Found, type ProbeContext } from '../../probe';

type Printer = SectionData<'printers'>[number];

/** States as numbers: the words for them are in the system's language. */
const SCRIPT = `
$printers = @(Get-CimInstance Win32_Printer | Select-Object Name,DriverName,PortName,PrinterStatus,PrinterState,DetectedErrorState,WorkOffline,Default)
$jobs = @(Get-CimInstance Win32_PrintJob | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Submitted = if ($_.TimeSubmitted) { $_.TimeSubmitted.ToUniversalTime().ToString('o') } } })
$ports = @(); try { $ports = @(Get-CimInstance Win32_TCPIPPrinterPort | Select-Object Name,HostAddress) } catch { }
ConvertTo-Json -Compress -Depth 3 -InputObject @{ Printers = $printers; Jobs = $jobs; Ports = $ports }`;

export async function readPrinters(context: ProbeContext): Promise<Found<Printer[]>> {
  const outcome = await powershell(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const value = isRow(outcome.value) ? outcome.value : {};
  const printers = 'Printers' in value ? rowsOf(value['Printers']) : null;
  if (printers === null) return failed('unreadable', 'Win32_Printer: no list of printers');
  const jobs = (rowsOf(value['Jobs']) ?? []).map(jobOf);
  const ports = rowsOf(value['Ports']) ?? [];
  const found = printers.flatMap((row) => printerOf(row, jobs, ports, context.now()) ?? []);
  if (printers.length > 0 && found.length === 0) {
    return failed('unreadable', 'Win32_Printer: printers without a name');
  }
  return foundSome(found, 'no printer is set up');
}

interface Job {
  printer: string;
  since: number;
}

/** A job is called after its printer: `Office, 12`. */
function jobOf(row: Row): Job {
  return {
    printer: said(row['Name']).replace(/, \d+$/, ''),
    since: Date.parse(said(row['Submitted'])),
  };
}

function printerOf(row: Row, jobs: readonly Job[], ports: readonly Row[], now: number): Printer | null {
  const name = said(row['Name']);
  if (name === '') return null;
  const queued = jobs.filter((job) => job.printer === name);
  const times = queued.map((job) => job.since).filter((since) => Number.isFinite(since));
  return {
    name,
    model: said(row['DriverName']),
    connection: connectionOf(said(row['PortName'], 300), ports),
    state: stateOf(row),
    reason: reasonOf(row),
    default: row['Default'] === true,
    jobs: queued.length,
    oldestJobMinutes: times.length > 0 ? Math.max(0, Math.round((now - Math.min(...times)) / 60_000)) : null,
  };
}

function connectionOf(port: string, ports: readonly Row[]): string {
  const host = ports.find((entry) => entry['Name'] === port)?.['HostAddress'];
  if (/^USB\d/i.test(port)) return 'usb';
  return said(host, 300) || port;
}

/** Win32_Printer.DetectedErrorState; 2 is "no error". */
const ERRORS: Readonly<Record<number, string>> = {
  3: 'media-low',
  4: 'media-empty',
  5: 'toner-low',
  6: 'toner-empty',
  7: 'door-open',
  8: 'media-jam',
  9: 'offline',
  10: 'service-needed',
  11: 'output-area-full',
};
/** Bits of Win32_Printer.PrinterState, as the spooler keeps them. */
const FLAGS: readonly [number, string][] = [
  [0x1, 'paused'],
  [0x2, 'other-error'],
  [0x8, 'media-jam'],
  [0x10, 'media-empty'],
  [0x40, 'media-problem'],
  [0x80, 'offline'],
  [0x800, 'output-area-full'],
  [0x20000, 'toner-low'],
  [0x40000, 'toner-empty'],
  [0x100000, 'service-needed'],
  [0x400000, 'door-open'],
];
const PAUSED = 0x1;
const BLOCKED = 0x2 | 0x8 | 0x10 | 0x40 | 0x800 | 0x40000 | 0x100000 | 0x400000;
const OFFLINE = 0x80;

function stateOf(row: Row): Printer['state'] {
  const status = numberOf(row['PrinterStatus']);
  const flags = countOf(row['PrinterState']) ?? 0;
  const error = numberOf(row['DetectedErrorState']);
  if (row['WorkOffline'] === true || status === 7 || error === 9 || (flags & OFFLINE) !== 0) return 'offline';
  if ((flags & (PAUSED | BLOCKED)) !== 0 || status === 6) return 'stopped';
  if (status === 4 || status === 5) return 'printing';
  return status === 3 ? 'idle' : 'unknown';
}

function reasonOf(row: Row): string | null {
  const error = ERRORS[numberOf(row['DetectedErrorState']) ?? 0];
  const flags = countOf(row['PrinterState']) ?? 0;
  const named = FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
  const reasons = new Set([...(error === undefined ? [] : [error]), ...named]);
  return said([...reasons].join(', ')) || null;
}
