import { hostname } from 'node:os';
import type { ProbeContext } from '../diagnostics/probe';
import type { Signals } from './signals';

type Files = Pick<ProbeContext, 'readText' | 'list' | 'resolvePath'>;
type Hardware = Signals['hardware'];

const MACHINE_ID = /^[0-9a-f]{32}$/;
/** The kernel's word for an address that the adapter itself brought along. */
const PERMANENT = '0';
const BOARD = [
  '/sys/class/dmi/id/product_uuid',
  '/sys/class/dmi/id/board_serial',
  '/proc/device-tree/serial-number',
];

/** Of files that everybody may read; the board's are root's on most computers and then missing. */
export async function linuxSignals(files: Files): Promise<Signals> {
  const board = await texts(files, BOARD);
  return {
    machineId: await machineId(files),
    hardware: [
      ...board.map((value) => ({ kind: 'board' as const, value })),
      ...(await adapters(files)),
      ...(await disks(files)),
    ],
  };
}

async function machineId(files: Files): Promise<string> {
  const ids = await texts(files, ['/etc/machine-id', '/var/lib/dbus/machine-id']);
  // A system without one is told from others by its name, which is the best there is.
  return ids.find((value) => MACHINE_ID.test(value)) ?? `name ${hostname()}`;
}

async function adapters(files: Files): Promise<Hardware> {
  const found: string[] = [];
  for (const name of await files.list('/sys/class/net')) {
    const folder = `/sys/class/net/${name}`;
    if (!(await isBuiltIn(files, folder))) continue;
    // Of a wireless or bonded adapter the address may be made up; its own stands elsewhere.
    const own = await texts(files, [`${folder}/phy80211/macaddress`, `${folder}/bonding_slave/perm_hwaddr`]);
    const [origin] = await texts(files, [`${folder}/addr_assign_type`]);
    const shown = origin === PERMANENT ? await texts(files, [`${folder}/address`]) : [];
    found.push(...[...own, ...shown].slice(0, 1));
  }
  return found.map((value) => ({ kind: 'adapter', value }));
}

async function disks(files: Files): Promise<Hardware> {
  const found: string[] = [];
  for (const name of await files.list('/sys/block')) {
    const folder = `/sys/block/${name}`;
    if (!(await isBuiltIn(files, folder))) continue;
    const [removable] = await texts(files, [`${folder}/removable`]);
    const [card] = await texts(files, [`${folder}/device/type`]);
    if (removable === '1' || card === 'SD') continue;
    const places = ['device/wwid', 'wwid', 'device/serial', 'serial'].map((place) => `${folder}/${place}`);
    found.push(...(await texts(files, places)));
  }
  return found.map((value) => ({ kind: 'disk', value }));
}

/** What hangs on USB goes from one computer to the next, and what has no device is no hardware. */
async function isBuiltIn(files: Files, folder: string): Promise<boolean> {
  const device = await files.resolvePath(`${folder}/device`);
  return device !== null && !/\/usb\d|\/virtual\//.test(device);
}

/** What these files hold, without those that are missing or empty. */
async function texts(files: Files, names: readonly string[]): Promise<string[]> {
  const read = await Promise.all(names.map((name) => files.readText(name)));
  // The kernel ends some of them with a NUL.
  return read.flatMap((text) => (text ?? '').replaceAll('\0', '').trim() || []);
}
