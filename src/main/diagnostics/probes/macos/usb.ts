import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import type { Row } from '../../json-value';
import { failed, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler, withItems } from './system-profiler';

type UsbDevice = SectionData<'usb'>[number];

/** macOS 26 has a list of its own under another name; the older one is empty there. */
export async function readUsb(context: ProbeContext): Promise<Found<UsbDevice[]>> {
  const outcome = await systemProfiler(context, 'SPUSBDataType', 'SPUSBHostDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return foundSome(
    withItems(outcome.rows).flatMap((row) => deviceOf(row) ?? []),
    'no USB device',
  );
}

/** Controllers have no number of a product. */
function deviceOf(row: Row): UsbDevice | null {
  // A hub without a name of its own has the program's key for one.
  const name = said(row['_name']).replace(/^hub_device$/, 'Hub');
  const vendor = said(row['vendor_id'] ?? row['USBDeviceKeyVendorID']);
  const product = hexOf(said(row['product_id'] ?? row['USBDeviceKeyProductID']));
  if (name === '' || product === null) return null;
  // Apple's own devices name their maker in place of its number.
  const number = vendor === 'apple_vendor_id' ? '05ac' : hexOf(vendor);
  const named = /\(([^)]*)\)\s*$/.exec(vendor)?.[1];
  return {
    name,
    manufacturer: said(row['manufacturer'] ?? row['USBDeviceKeyVendorName'] ?? named).trim(),
    id: `${number ?? '????'}:${product}`,
    kind: /\bhub\b/i.test(name) ? 'hub' : Array.isArray(row['Media']) ? 'storage' : '',
  };
}

function hexOf(text: string): string | null {
  const digits = /^0x([\da-f]{1,4})\b/i.exec(text)?.[1];
  return digits === undefined ? null : digits.toLowerCase().padStart(4, '0');
}
