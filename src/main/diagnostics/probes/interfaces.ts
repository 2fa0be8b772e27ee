import { networkInterfaces as allInterfaces } from 'node:os';
import { networkInterfaces, type Systeminformation } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { windowsNetwork } from '../net/windows-network';
import { parseNetstatCounters } from '../parse/netstat';
import { windowsAdapters } from '../parse/windows-rows';
import { always, amount, collected, DEADLINE_MS, said, type Probe, type ProbeContext } from '../probe';
import { linuxInterfaces } from './linux-interfaces';

type Row = SectionData<'interfaces'>[number];
type Known = Pick<Row, 'duplex' | 'mtu' | 'driver' | 'errors'>;

export const interfacesProbe: Probe<'interfaces'> = {
  key: 'interfaces',
  source:
    'os.networkInterfaces(), /sys/class/net; elsewhere systeminformation networkInterfaces(), Get-NetAdapter, netstat -ibn',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    if (context.platform === 'linux') return collected(await linuxInterfaces(context, allInterfaces()));
    // First what other programs say: the library waits for its own with the whole process.
    const more = await knownByName(context);
    const known = await networkInterfaces();
    const list = Array.isArray(known) ? known : [known];
    return collected(list.slice(0, 64).map((entry) => toRow(entry, more)));
  },
};

/** What the library leaves out. */
async function knownByName(context: ProbeContext): Promise<ReadonlyMap<string, Partial<Known>>> {
  if (context.platform === 'windows') {
    const network = await windowsNetwork(context);
    return network.status === 'collected' ? windowsAdapters(network.data) : new Map();
  }
  const table = await context.run('netstat', ['-ibn']);
  return table.ok ? parseNetstatCounters(table.output) : new Map();
}

function toRow(
  entry: Systeminformation.NetworkInterfacesData,
  more: ReadonlyMap<string, Partial<Known>>,
): Row {
  // The library gives one address of each family; Node knows all of them, with their prefix lengths.
  const all = allInterfaces()[entry.iface] ?? allInterfaces()[entry.ifaceName] ?? [];
  return {
    name: said(entry.ifaceName || entry.iface),
    kind: kindOf(entry),
    up: entry.operstate === 'up' || (entry.internal && entry.operstate === 'unknown'),
    mac: said(entry.mac, 40) || null,
    addresses: all.slice(0, 32).map((address) => said(address.cidr ?? address.address, 80)),
    speedMbit: amount(entry.speed),
    ...factsOf(entry, more.get(entry.iface) ?? more.get(entry.ifaceName) ?? {}),
    default: entry.default,
  };
}

function factsOf(entry: Systeminformation.NetworkInterfacesData, known: Partial<Known>): Known {
  const duplex = said(entry.duplex).toLowerCase();
  const mtu = amount(entry.mtu);
  return {
    duplex: known.duplex ?? (duplex === 'full' || duplex === 'half' ? duplex : null),
    mtu: known.mtu ?? (mtu === null ? null : Math.round(mtu)),
    driver: known.driver ?? null,
    errors: known.errors ?? null,
  };
}

function kindOf(entry: Systeminformation.NetworkInterfacesData): Row['kind'] {
  if (entry.internal) return 'loopback';
  if (entry.type === 'wireless') return 'wireless';
  if (entry.virtual) return 'virtual';
  return entry.type === 'wired' ? 'wired' : 'other';
}
