import path from 'node:path';
import { policyText, type SignedPolicy } from '../../../src/shared/model/policy';
import type { Given } from '../../../src/shared/policy/resolve';
import { newKeyPair, signText } from '../../../src/main/link/keys';
import { keptPolicy, type PinnedDesk } from '../../../src/main/policy/desk-policy';
import { givenFile } from '../../../src/main/policy/last-good';
import type { MachineFound, MachinePolicy } from '../../../src/main/policy/machine-policy';
import { PolicyCenter, type PolicyOptions } from '../../../src/main/policy/policy-center';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { memoryLog, type MemoryLog } from '../support/memory-log';

export const DESK_ID = '01930000-0000-7000-8000-000000000001';
export const OTHER_DESK_ID = '01930000-0000-7000-8000-000000000002';
export const DESK_KEYS = newKeyPair();
export const PINNED: PinnedDesk = { deskId: DESK_ID, policyKey: DESK_KEYS.publicKey };

export function signed(
  settings: Given,
  { revision = 1, deskId = DESK_ID, key = DESK_KEYS.privateKey } = {},
): SignedPolicy {
  const issuedAt = '2026-11-21T08:00:00.000Z';
  const payload = JSON.stringify({ format: 1, deskId, revision, issuedAt, settings });
  return { payload, signature: signText(key, policyText(payload)) };
}

export interface Machine extends MachinePolicy {
  found: MachineFound;
}

/** A machine's policy that is what the test says it is. */
export function machineWith(given: Given | null): Machine {
  const machine: Machine = {
    found: given === null ? { kind: 'none' } : { kind: 'given', given },
    read: () => Promise.resolve(machine.found),
    watch: () => () => undefined,
  };
  return machine;
}

export interface Center {
  center: PolicyCenter;
  log: MemoryLog;
}

/** A center on a folder of the test; two after each other on one folder are a restart. */
export async function openCenter(folder: string, options: Partial<PolicyOptions> = {}): Promise<Center> {
  const log = memoryLog();
  const file = (name: string) => path.join(folder, name);
  const center = new PolicyCenter({
    machine: machineWith(null),
    argument: {},
    files: {
      user: jsonFile(nodeDisk, file('settings.json'), givenFile, log),
      desk: jsonFile(nodeDisk, file('desk-policy.json'), keptPolicy, log),
      machine: jsonFile(nodeDisk, file('machine-policy.json'), givenFile, log),
    },
    pinned: () => Promise.resolve(PINNED),
    log,
    ...options,
  });
  await center.open();
  return { center, log };
}
