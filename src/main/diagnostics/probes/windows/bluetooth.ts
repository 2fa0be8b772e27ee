import type { SectionData } from '../../../../shared/model/diagnostics';
import { collected, failed, notApplicable, type Found, type ProbeContext } from '../../probe';
import { pnpDevices, type PnpDevice } from './pnp';

type Bluetooth = SectionData<'bluetooth'>;

/**
 * Adapters and devices, and for each device two properties that only have numbers for names: whether it is connected,
 * and its charge, which a headset has on another of its entries (its hands-free service, of the class System).
 */
const SCRIPT = `
$all = @(Get-PnpDevice -PresentOnly | Where-Object { $_.Class -eq 'Bluetooth' -or $_.InstanceId -like 'BTHENUM\\*' -or $_.InstanceId -like 'BTHLE\\*' })
$ids = @($all | Where-Object { $_.InstanceId -like 'BTH*' } | ForEach-Object { $_.InstanceId })
$told = @(); if ($ids.Count -gt 0) { try {
  $told = @(Get-PnpDeviceProperty -InstanceId $ids -KeyName '{83DA6326-97A6-4088-9453-A1923F573B29} 15','{104EA319-6EE2-4701-BD47-8DDBF425BBE5} 2' -ErrorAction SilentlyContinue)
} catch { } }
$rows = foreach ($device in $all) {
  $own = @($told | Where-Object { $_.InstanceId -eq $device.InstanceId })
  [pscustomobject]@{
    FriendlyName = $device.FriendlyName; Class = $device.Class; InstanceId = $device.InstanceId; Status = $device.Status
    Connected = ($own | Where-Object { $_.KeyName -like '{83DA6326*' } | Select-Object -First 1).Data
    Battery = ($own | Where-Object { $_.KeyName -like '{104EA319*' } | Select-Object -First 1).Data
  }
}
ConvertTo-Json -Compress -InputObject @($rows)`;

export async function readBluetooth(context: ProbeContext): Promise<Found<Bluetooth>> {
  const outcome = await pnpDevices(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const adapters = outcome.devices.filter(
    ({ id, kind }) => kind === 'Bluetooth' && /^(?:USB|PCI|ACPI)\\/i.test(id),
  );
  if (adapters.length === 0) return notApplicable('no Bluetooth adapter');
  const entries = outcome.devices.filter(({ id }) => addressOf(id) !== null);
  const devices = entries.filter(({ id }) => /^BTH(?:ENUM|LE)\\DEV_/i.test(id));
  return collected({
    // Windows does not tell in a list of devices that the radio is off, only that the adapter does not work.
    powered: adapters.some(({ status }) => status === 'OK') ? null : false,
    devices: devices.slice(0, 64).map((device) => deviceOf(device, entries)),
  });
}

function deviceOf(device: PnpDevice, entries: readonly PnpDevice[]): Bluetooth['devices'][number] {
  const same = entries.filter(({ id }) => addressOf(id) === addressOf(device.id));
  const near = same.some(({ connected }) => connected === true);
  // What is far away keeps an old number.
  const charges = near ? same.flatMap(({ batteryPercent }) => batteryPercent ?? []) : [];
  return {
    name: device.name,
    kind: /^BTHLE/i.test(device.id) ? 'low energy' : 'classic',
    connected: near,
    batteryPercent: charges.length > 0 ? Math.min(...charges) : null,
  };
}

/** `BTHENUM\DEV_0011223344AA\…` is the device, `BTHENUM\{service}…&0011223344AA_C00000000` one of its services. */
function addressOf(id: string): string | null {
  const found = /DEV_([\dA-F]{12})\b/i.exec(id) ?? /&([\dA-F]{12})_C\d+$/i.exec(id);
  return found?.[1]?.toUpperCase() ?? null;
}
