import type { SectionData } from '../../model/diagnostics';
import type { Facts } from './rule';

type Interface = SectionData<'interfaces'>[number];

/** Networks inside the computer: containers, virtual machines, and what the system uses for itself. */
const INSIDE =
  /^(docker|br-|virbr|veth[0-9a-f]{6,}|vmnet|vboxnet|vethernet|lxc|lxd|cni|flannel|cali|awdl|llw|bridge|anpi|ap\d|ifb|dummy)/i;

export function bare(address: string): string {
  return address.replace(/[/%].*$/, '').toLowerCase();
}

export function isSelfAssigned(address: string): boolean {
  return bare(address).startsWith('169.254.');
}

/** Good for reaching others: neither of the computer itself nor of the cable alone. */
function isUsable(address: string): boolean {
  const plain = bare(address);
  return plain !== '' && plain !== '::1' && !/^(127\.|169\.254\.|fe[89ab][0-9a-f]:)/.test(plain);
}

export function outward(interfaces: readonly Interface[]): Interface[] {
  return interfaces.filter(
    ({ kind, name, default: isDefault }) => kind !== 'loopback' && (isDefault || !INSIDE.test(name)),
  );
}

export function connected(interfaces: readonly Interface[]): Interface[] {
  return outward(interfaces).filter(({ up, addresses }) => up && addresses.some(isUsable));
}

/** A desk that answers says that work goes on, whatever is missing. */
export function weight(desk: Facts<'desk'>['desk']): 'critical' | 'warning' {
  return desk?.reachable === true ? 'warning' : 'critical';
}
