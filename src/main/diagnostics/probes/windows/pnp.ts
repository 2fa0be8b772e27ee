import { countOf, rowsOf, type Row } from '../../json-value';
import { powershell } from '../../powershell';
import { said, type ProbeContext } from '../../probe';
import type { ProbeFailure } from '../../../../shared/model/diagnostics';

/** A device as Windows' plug and play knows it. */
export interface PnpDevice {
  name: string;
  manufacturer: string;
  /** Not translated, unlike names: `AudioEndpoint`, `Camera`. */
  kind: string;
  service: string;
  id: string;
  status: string;
  connected: boolean | null;
  batteryPercent: number | null;
}

export type PnpOutcome =
  { ok: true; devices: PnpDevice[] } | { ok: false; reason: ProbeFailure; detail: string };

/** A probe's script prints rows with these fields; those without a name or an id are of no use to anybody. */
export async function pnpDevices(context: ProbeContext, script: string): Promise<PnpOutcome> {
  const outcome = await powershell(context, script);
  if (!outcome.ok) return outcome;
  const rows = rowsOf(outcome.value);
  const devices = rows?.flatMap((row) => deviceOf(row) ?? []) ?? [];
  if (rows === null || (rows.length > 0 && devices.length === 0)) {
    return { ok: false, reason: 'unreadable', detail: 'Get-PnpDevice: no list of devices' };
  }
  return { ok: true, devices };
}

function deviceOf(row: Row): PnpDevice | null {
  const id = said(row['InstanceId'], 300);
  const name = said(row['FriendlyName']);
  if (id === '' || name === '') return null;
  const battery = countOf(row['Battery']);
  return {
    name,
    manufacturer: said(row['Manufacturer']),
    kind: said(row['Class'], 60),
    service: said(row['Service'], 60),
    id,
    status: said(row['Status'], 20),
    connected: typeof row['Connected'] === 'boolean' ? row['Connected'] : null,
    batteryPercent: battery === null || battery > 100 ? null : battery,
  };
}
