import path from 'node:path';
import type { NetworkInterfaceInfo } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { parseProcRoute, parseProcRoute6 } from '../parse/linux-routes';
import { defaultInterfaces } from '../parse/route-row';
import { said, type ProbeContext } from '../probe';

type Row = SectionData<'interfaces'>[number];
export type Addresses = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

const NET = '/sys/class/net';
const LOOPBACK = '772';
const FRAME_COUNTERS = ['rx_errors', 'tx_errors', 'rx_dropped', 'tx_dropped'];

/** From the kernel's own files: the library asks programs for it, waits for them and builds shell lines of their words. */
export async function linuxInterfaces(context: ProbeContext, addresses: Addresses): Promise<Row[]> {
  const [names, four, six] = await Promise.all([
    context.list(NET),
    context.readText('/proc/net/route'),
    context.readText('/proc/net/ipv6_route'),
  ]);
  const standard = defaultInterfaces([...parseProcRoute(four ?? ''), ...parseProcRoute6(six ?? '')]);
  const rows = names.slice(0, 64).map((name) => readRow(context, name, addresses[name] ?? []));
  return (await Promise.all(rows)).map((row) => ({ ...row, default: standard.has(row.name) }));
}

async function readRow(
  context: ProbeContext,
  name: string,
  addresses: readonly NetworkInterfaceInfo[],
): Promise<Row> {
  const read = async (file: string) => (await context.readText(path.join(NET, name, file)))?.trim() ?? '';
  const counters = FRAME_COUNTERS.map((counter) => read(`statistics/${counter}`));
  const [state, type, mac, speed, duplex, mtu, place, driver, entries] = await Promise.all([
    read('operstate'),
    read('type'),
    read('address'),
    read('speed'),
    read('duplex'),
    read('mtu'),
    context.resolvePath(path.join(NET, name)),
    context.resolvePath(path.join(NET, name, 'device/driver')),
    context.list(path.join(NET, name)),
  ]);
  const loopback = type === LOOPBACK;
  return {
    name: said(name),
    kind: kindOf(loopback, entries, place ?? ''),
    // Loopback and tunnels do not know their state; they are up when they have an address.
    up: state === 'up' || (state === 'unknown' && addresses.length > 0),
    mac: loopback || mac === '' ? null : said(mac, 40),
    addresses: addresses.slice(0, 32).map((address) => said(address.cidr ?? address.address, 80)),
    speedMbit: positive(speed),
    duplex: duplex === 'full' || duplex === 'half' ? duplex : null,
    mtu: positive(mtu),
    driver: driver === null ? null : said(path.basename(driver), 80),
    errors: sumOf(await Promise.all(counters)),
    default: false,
  };
}

function kindOf(loopback: boolean, entries: readonly string[], place: string): Row['kind'] {
  if (loopback) return 'loopback';
  if (entries.includes('wireless') || entries.includes('phy80211')) return 'wireless';
  return place.includes('/devices/virtual/') ? 'virtual' : 'wired';
}

/** What the kernel does not know it writes as -1, or not at all. */
function positive(text: string): number | null {
  return Number(text) > 0 ? Number(text) : null;
}

function sumOf(counters: readonly string[]): number | null {
  const numbers = counters.filter((text) => /^\d+$/.test(text)).map(Number);
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
}
