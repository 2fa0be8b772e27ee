import { networkInterfaces as allInterfaces } from 'node:os';
import { networkInterfaces, type Systeminformation } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';
import { linuxInterfaces } from './linux-interfaces';

export const interfacesProbe: Probe<'interfaces'> = {
  key: 'interfaces',
  source: 'os.networkInterfaces(), /sys/class/net; elsewhere systeminformation networkInterfaces()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run({ platform }) {
    if (platform === 'linux') return collected(await linuxInterfaces());
    const known = await networkInterfaces();
    const list = Array.isArray(known) ? known : [known];
    return collected(list.slice(0, 64).map(toRow));
  },
};

function toRow(entry: Systeminformation.NetworkInterfacesData): SectionData<'interfaces'>[number] {
  // The library gives one address of each family; Node knows all of them, with their prefix lengths.
  const all = allInterfaces()[entry.iface] ?? allInterfaces()[entry.ifaceName] ?? [];
  return {
    name: said(entry.ifaceName || entry.iface),
    kind: kindOf(entry),
    up: entry.operstate === 'up' || (entry.internal && entry.operstate === 'unknown'),
    mac: said(entry.mac, 40) || null,
    addresses: all.slice(0, 32).map((address) => said(address.cidr ?? address.address, 80)),
    speedMbit: amount(entry.speed),
    default: entry.default,
  };
}

function kindOf(entry: Systeminformation.NetworkInterfacesData): SectionData<'interfaces'>[number]['kind'] {
  if (entry.internal) return 'loopback';
  if (entry.type === 'wireless') return 'wireless';
  if (entry.virtual) return 'virtual';
  return entry.type === 'wired' ? 'wired' : 'other';
}
