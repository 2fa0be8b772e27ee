import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { failed, type Found, type ProbeContext } from '../../probe';
import { pnpDevices, type PnpDevice } from './pnp';

type UsbDevice = SectionData<'usb'>[number];

const SCRIPT = `
$devices = @(Get-PnpDevice -PresentOnly | Where-Object { $_.InstanceId -like 'USB\\VID_*' })
ConvertTo-Json -Compress -InputObject @($devices | Select-Object FriendlyName,Manufacturer,Class,Service,InstanceId,Status)`;

/** Windows' names for what a device is for, which are not translated. */
const KINDS: Readonly<Record<string, string>> = {
  AudioEndpoint: 'audio',
  Bluetooth: 'wireless',
  Camera: 'video',
  DiskDrive: 'storage',
  HIDClass: 'input',
  Image: 'imaging',
  Keyboard: 'input',
  MEDIA: 'audio',
  Mouse: 'input',
  Net: 'network',
  Ports: 'communication',
  Printer: 'printer',
  SmartCardReader: 'smart card',
  USB: '',
  WPD: 'storage',
};

export async function readUsb(context: ProbeContext): Promise<Found<UsbDevice[]>> {
  const outcome = await pnpDevices(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const parts = outcome.devices.filter(({ id }) => id.includes('&MI_'));
  const whole = outcome.devices.filter(({ id }) => !id.includes('&MI_'));
  return foundSome(
    whole.map((device) => deviceOf(device, parts)),
    'no USB device',
  );
}

/** A device of several parts is only "USB composite device"; its parts say what it is. */
function deviceOf(device: PnpDevice, parts: readonly PnpDevice[]): UsbDevice {
  const [, vendor = '', product = ''] = /VID_([\dA-F]{4})&PID_([\dA-F]{4})/i.exec(device.id) ?? [];
  const own = parts.filter(({ id }) => id.includes(`VID_${vendor}&PID_${product}&`));
  const told = own.find(({ kind }) => kind !== 'USB' && kind !== 'HIDClass') ?? own[0];
  const hub = /^USBHUB/i.test(device.service);
  const composite = device.service === 'usbccgp';
  const kinds = new Set(
    [device, ...own].map(({ kind }) => KINDS[kind] ?? kind).filter((kind) => kind !== ''),
  );
  return {
    name: composite && told !== undefined ? told.name : device.name,
    manufacturer: composite && told !== undefined ? told.manufacturer : device.manufacturer,
    id: `${vendor}:${product}`.toLowerCase(),
    kind: hub ? 'hub' : [...kinds].join(', ').slice(0, 60),
  };
}
