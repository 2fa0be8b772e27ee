import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, isRow, rowsOf, type Row } from '../../json-value';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler } from './system-profiler';

type Bluetooth = SectionData<'bluetooth'>;
type Device = Bluetooth['devices'][number];

/** Since macOS 12 connected and other devices stand apart; before, in one list with a field of their own. */
export async function readBluetooth(context: ProbeContext): Promise<Found<Bluetooth>> {
  const outcome = await systemProfiler(context, 'SPBluetoothDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const [row] = outcome.rows;
  if (row === undefined) return notApplicable('no Bluetooth adapter');
  const state = isRow(row['controller_properties'])
    ? row['controller_properties']['controller_state']
    : isRow(row['local_device_title'])
      ? row['local_device_title']['general_power']
      : undefined;
  const devices = [
    ...named(row['device_connected']).map(([name, device]) => deviceOf(name, device, true)),
    ...named(row['device_not_connected']).map(([name, device]) => deviceOf(name, device, false)),
    ...named(row['device_title']).map(([name, device]) =>
      deviceOf(name, device, device['device_isconnected'] === 'attrib_Yes'),
    ),
  ];
  if (state === undefined && devices.length === 0) return notApplicable('no Bluetooth adapter');
  return collected({
    powered: typeof state === 'string' ? /_(?:on|On|Yes)$/.test(state) : null,
    devices: devices.slice(0, 64),
  });
}

/** `[{"Name of the device": {…}}, …]` */
function named(value: unknown): [string, Row][] {
  return (rowsOf(value) ?? []).flatMap((row) =>
    Object.entries(row).flatMap(([name, device]): [string, Row][] => (isRow(device) ? [[name, device]] : [])),
  );
}

function deviceOf(name: string, device: Row, connected: boolean): Device {
  // Of a pair of earphones the emptier one counts, not their case; and what is far away keeps an old number.
  const parts = connected ? ['Main', 'Left', 'Right'] : [];
  const charges = parts.flatMap((part) => chargeOf(device[`device_batteryLevel${part}`]) ?? []);
  return {
    name: said(name),
    kind: said(device['device_minorType'] ?? device['device_minorClassOfDevice_string'], 60),
    connected,
    batteryPercent: charges.length > 0 ? Math.min(...charges) : null,
  };
}

/** `85%`, or `85 %` where the person's language writes it so. */
function chargeOf(value: unknown): number | null {
  const charge = countOf(said(value).replace(/\s*%$/, ''));
  return charge === null || charge > 100 ? null : charge;
}
