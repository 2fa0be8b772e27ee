import { said } from '../probe';
import type { EventGroup, LoggedEvent } from './event-groups';
import { isoTime, numberOf, type Row } from '../json-value';

type Kind = EventGroup['kind'];

/** By who reports and which event: the same in each language, as the words are not. */
const KINDS: readonly (readonly [RegExp, readonly number[] | null, Kind])[] = [
  [/^Application Error$/, [1000], 'crash'],
  [/^\.NET Runtime$/, [1023, 1025, 1026], 'crash'],
  [/^Application Hang$/, [1002], 'hang'],
  [/WER-SystemErrorReporting$/, [1001], 'crash'],
  [/Kernel-Power$/, [41], 'crash'],
  [/^EventLog$/, [6008], 'crash'],
  [/Resource-Exhaustion-Detector$/, [2004], 'out-of-memory'],
  [/^(disk|Disk|Microsoft-Windows-Disk|partmgr|volsnap|volmgr)$/, null, 'disk'],
  [/^(Ntfs|Microsoft-Windows-Ntfs|Microsoft-Windows-ReFS|Microsoft-Windows-StorDiag)$/, null, 'disk'],
  [/^(storahci|stornvme|iaStor\w*|nvme\w*|atapi|cdrom)$/i, null, 'disk'],
  [/WHEA-Logger$/, null, 'hardware'],
  [/^(ACPI|Microsoft-Windows-Kernel-Processor-Power|Microsoft-Windows-USB-\S+)$/, null, 'hardware'],
  [/WindowsUpdateClient$|^Microsoft-Windows-Servicing$|^MsiInstaller$/, null, 'update'],
  [/^(Display|nvlddmkm|amdkmdag|amdwddmg|igfx\S*)$/i, null, 'driver'],
  [/DriverFrameworks|Kernel-PnP$/, null, 'driver'],
  [/^Service Control Manager$/, [7000, 7026], 'driver'],
  [/^(Netwtw\d+|e1\w*express|rt\d*\w*|BTHUSB|vwifi\w*)$/i, null, 'driver'],
];
/** 7000 and 7026 are said of services and drivers alike; only the second is always a driver. */
const SERVICE_START = 7000;
/** A stop code, `0x0000001a (0x…)`, has letters and names nobody. */
const NAME = /^(?!0x).*[A-Z]{2}/i;

export function windowsEvent(row: Row): LoggedEvent | null {
  const at = isoTime(row['At']);
  const source = said(row['Provider'], 120);
  const id = numberOf(row['Id']);
  if (at === null || source === '' || id === null) return null;
  const found = KINDS.find(([provider, ids]) => provider.test(source) && (ids === null || ids.includes(id)));
  const kind = id === SERVICE_START ? 'error' : (found?.[2] ?? 'error');
  // The first parameter names the program, device or service in these, and a number in many others.
  const parameter = said(row['Param1'], 160);
  const named = kind !== 'error' || source === 'Service Control Manager';
  const subject = named && NAME.test(parameter) ? shortName(parameter) : null;
  const message = said(row['Message'], 400) || `${source} ${id}`;
  return { at, source, kind, subject, message, code: String(id) };
}

/** The last part of a path or device name. */
function shortName(parameter: string): string {
  return parameter.split(/[\\/]/).findLast((part) => part !== '') ?? parameter;
}
