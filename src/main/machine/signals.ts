import { createHash } from 'node:crypto';
import type { MachineIdentity } from '../../shared/model/device';

/** What this computer has as its own, in the clear. It is hashed where it is read and kept nowhere. */
export interface Signals {
  /** The operating system's own. */
  machineId: string;
  hardware: readonly { kind: 'board' | 'adapter' | 'disk'; value: string }[];
}

const MOST = 16;
/** What makers and hypervisors put where a number of its own belongs: the same on thousands of computers. */
const NOT_ITS_OWN =
  /^(?:|none|default string|not (?:specified|available|applicable)|n\/a|unknown|to be filled.*|(?:system|base board) serial number|0?123456789(?:abcdef)?|.*qemu harddisk.*qm0000\d|qm0000\d|03000200-0400-0500-0006-000700080009)$/;
const ONE_CHARACTER = /^([0-9a-z])\1*$/;

/** Hashed for this purpose alone, so that nothing that is known elsewhere is the same here. */
export function identityOf({ machineId, hardware }: Signals): MachineIdentity {
  const hashes = hardware.flatMap(({ kind, value }) => {
    const known = value.trim().replace(/\s+/g, ' ').toLowerCase();
    const plain = known.replace(/[^0-9a-z]/g, '');
    return NOT_ITS_OWN.test(known) || plain === '' || ONE_CHARACTER.test(plain) ? [] : digest(kind, known);
  });
  return {
    tag: digest('machine id', machineId.trim().toLowerCase()),
    hardware: [...new Set(hashes)].toSorted().slice(0, MOST),
  };
}

function digest(kind: string, value: string): string {
  return createHash('sha256')
    .update(`deskside machine identity\n${kind}\n${value}`)
    .digest('hex')
    .slice(0, 32);
}
