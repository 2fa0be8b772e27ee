import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

type Row = SectionData<'interfaces'>[number];

const NET = '/sys/class/net';
const LOOPBACK = '772';

/** From the kernel's own files: the library asks programs for it, waits for them and builds shell lines of their words. */
export async function linuxInterfaces(): Promise<Row[]> {
  const names = (await readdir(NET)).slice(0, 64);
  const standard = defaultInterfaces(await text('/proc/net/route'));
  return Promise.all(names.map((name) => readRow(name, standard)));
}

async function readRow(name: string, standard: ReadonlySet<string>): Promise<Row> {
  const read = async (file: string) => (await text(path.join(NET, name, file))).trim();
  const [state, type, mac, speed, place, wireless] = await Promise.all([
    read('operstate'),
    read('type'),
    read('address'),
    read('speed'),
    realpath(path.join(NET, name)).catch(() => ''),
    exists(path.join(NET, name, 'wireless')),
  ]);
  const loopback = type === LOOPBACK;
  const addresses = networkInterfaces()[name] ?? [];
  return {
    name: said(name),
    kind: kindOf(loopback, wireless, place.includes('/devices/virtual/')),
    // Loopback and tunnels do not know their state; they are up when they have an address.
    up: state === 'up' || (state === 'unknown' && addresses.length > 0),
    mac: loopback || mac === '' ? null : said(mac, 40),
    addresses: addresses.slice(0, 32).map((address) => said(address.cidr ?? address.address, 80)),
    speedMbit: Number(speed) > 0 ? Number(speed) : null,
    default: standard.has(name),
  };
}

function kindOf(loopback: boolean, wireless: boolean, virtual: boolean): Row['kind'] {
  if (loopback) return 'loopback';
  if (wireless) return 'wireless';
  return virtual ? 'virtual' : 'wired';
}

/** Names of the interfaces with a route to everywhere, out of `/proc/net/route`. */
export function defaultInterfaces(route: string): ReadonlySet<string> {
  const rows = route.split('\n').map((line) => line.split('\t'));
  return new Set(
    rows.flatMap(([name, destination, , , , , , mask]) =>
      name && destination === '00000000' && mask === '00000000' ? [name] : [],
    ),
  );
}

function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
