import { networkInterfaces, type Systeminformation } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

export const interfacesProbe: Probe<'interfaces'> = {
  key: 'interfaces',
  source: 'systeminformation networkInterfaces()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await networkInterfaces();
    const list = Array.isArray(known) ? known : [known];
    return collected(list.slice(0, 64).map(toRow));
  },
};

function toRow(entry: Systeminformation.NetworkInterfacesData): SectionData<'interfaces'>[number] {
  const withPrefix = (address: string, mask: string) =>
    address === '' ? [] : [said(mask === '' ? address : `${address} (${mask})`, 80)];
  return {
    name: said(entry.ifaceName || entry.iface),
    kind: kindOf(entry),
    up: entry.operstate === 'up' || (entry.internal && entry.operstate === 'unknown'),
    mac: said(entry.mac, 40) || null,
    addresses: [...withPrefix(entry.ip4, entry.ip4subnet), ...withPrefix(entry.ip6, entry.ip6subnet)],
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
