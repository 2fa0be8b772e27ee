import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { usbKind } from '../../parse/usb-class';
import { said, type Found, type ProbeContext } from '../../probe';
import { hardwareName } from './hardware-names';
import { sysText } from './sys';

type UsbDevice = SectionData<'usb'>[number];

const FOLDER = '/sys/bus/usb/devices';

/** `1-4` is a device, `1-4:1.0` one of its interfaces, `usb1` the computer's own end. */
export async function readUsb(context: ProbeContext): Promise<Found<UsbDevice[]>> {
  const names = await context.list(FOLDER);
  const devices = names.filter((name) => /^\d+-[\d.]+$/.test(name)).toSorted();
  const found = await Promise.all(devices.slice(0, 64).map((name) => readDevice(context, name, names)));
  return foundSome(
    found.filter((device) => device !== null),
    'no USB device',
  );
}

async function readDevice(
  context: ProbeContext,
  name: string,
  names: readonly string[],
): Promise<UsbDevice | null> {
  const text = (file: string) => sysText(context, `${FOLDER}/${name}/${file}`);
  const interfaces = names.filter((entry) => entry.startsWith(`${name}:`));
  const [vendor, product, maker, label, ...classes] = await Promise.all([
    text('idVendor'),
    text('idProduct'),
    text('manufacturer'),
    text('product'),
    text('bDeviceClass'),
    ...interfaces.map((entry) => sysText(context, `${FOLDER}/${entry}/bInterfaceClass`)),
  ]);
  if (!vendor || !product) return null;
  // Many devices do not say what they are called.
  const listed = maker && label ? null : await hardwareName(context, 'usb.ids', vendor, product);
  return {
    name: label || said(listed?.device) || said(`${vendor}:${product}`),
    manufacturer: maker || said(listed?.vendor),
    id: said(`${vendor}:${product}`, 20),
    kind: usbKind(classes),
  };
}
