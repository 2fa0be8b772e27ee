import { findHardwareName, type HardwareName } from '../../parse/hardware-ids';
import type { ProbeContext } from '../../probe';

const FOLDERS = ['/usr/share/misc', '/usr/share/hwdata'];

/** What the distribution's list calls a device, from the numbers (`0x8086`) in a folder of /sys. */
export async function pciName(context: ProbeContext, device: string): Promise<HardwareName | null> {
  const [vendorId, deviceId] = await Promise.all([
    context.readText(`${device}/vendor`),
    context.readText(`${device}/device`),
  ]);
  if (vendorId === null || deviceId === null) return null;
  return hardwareName(context, 'pci.ids', hex(vendorId), hex(deviceId));
}

export async function hardwareName(
  context: ProbeContext,
  list: 'pci.ids' | 'usb.ids',
  vendorId: string,
  deviceId: string,
): Promise<HardwareName | null> {
  for (const folder of FOLDERS) {
    const text = await context.readText(`${folder}/${list}`);
    if (text !== null) return findHardwareName(text, vendorId, deviceId);
  }
  return null;
}

function hex(id: string): string {
  return id.trim().replace(/^0x/, '').toLowerCase();
}
