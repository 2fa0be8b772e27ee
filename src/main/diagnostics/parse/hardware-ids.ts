export interface HardwareName {
  vendor: string;
  /** Empty where only the maker is known. */
  device: string;
}

/**
 * The names behind numbers in `pci.ids` or `usb.ids`: `8086  Intel Corporation`, below it, after a tab,
 * `1616  HD Graphics 5500`. null where the maker is not listed.
 */
export function findHardwareName(list: string, vendorId: string, deviceId: string): HardwareName | null {
  const start = list.indexOf(`\n${vendorId}  `);
  if (start < 0) return null;
  const [head = '', ...rest] = sectionAt(list, start + 1).split('\n');
  const device = rest.find((line) => line.startsWith(`\t${deviceId}  `)) ?? '';
  return { vendor: head.slice(vendorId.length).trim(), device: device.slice(deviceId.length + 1).trim() };
}

function sectionAt(list: string, start: number): string {
  const next = /\n[^\t#\n]/g;
  next.lastIndex = start;
  return list.slice(start, next.exec(list)?.index);
}
