import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { Platform } from '../../shared/model/device';
import { runProgram } from '../diagnostics/run-program';
import type { EnrollToken } from '../link/enroll-token';
import { keptPolicy, pinnedDesk } from '../policy/desk-policy';
import { givenFile } from '../policy/last-good';
import { linuxPolicy } from '../policy/linux-policy';
import { macosPolicy } from '../policy/macos-policy';
import type { MachinePolicy } from '../policy/machine-policy';
import { PolicyCenter } from '../policy/policy-center';
import { fileDrop, LINUX_DROP, MACOS_DROP, registryDrop } from '../policy/token-drop';
import { ROOT_OF_MACOS, ROOT_ONLY, type Trust } from '../policy/trusted-file';
import { windowsPolicy } from '../policy/windows-policy';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import type { AgentConfig } from './config';

export interface PolicyParts {
  policy: PolicyCenter;
  enrollToken: EnrollToken;
}

export interface PolicyPlace {
  platform: Platform;
  /** The person's own data folder. */
  userData: string;
  systemRoot: string;
  clock: Clock;
  log: Logger;
}

/** What decides how this agent behaves, read once. */
export async function composePolicy(config: AgentConfig, place: PolicyPlace): Promise<PolicyParts> {
  const { userData, log } = place;
  const inData = (name: string) => path.join(userData, name);
  const policy = new PolicyCenter({
    machine: machinePolicy(config, place),
    argument: config.argument,
    files: {
      user: jsonFile(nodeDisk, inData('settings.json'), givenFile, log),
      desk: jsonFile(nodeDisk, inData('desk-policy.json'), keptPolicy, log),
      machine: jsonFile(nodeDisk, inData('machine-policy.json'), givenFile, log),
    },
    pinned: async () => pinnedDesk(await readFile(inData('identity.json'), 'utf8').catch(() => '')),
    log,
  });
  await policy.open();
  return { policy, enrollToken: enrollToken(config, place, policy) };
}

/** In development there is no root's folder to write to: a file of whoever started it will do. */
function ownTrust(file: string): Trust {
  return { owner: process.getuid?.() ?? 0, from: path.dirname(file) };
}

function machinePolicy(
  { policyFile }: AgentConfig,
  { platform, systemRoot, clock }: PolicyPlace,
): MachinePolicy {
  if (policyFile !== null) return linuxPolicy(clock, policyFile, ownTrust(policyFile));
  switch (platform) {
    case 'linux':
      return linuxPolicy(clock);
    case 'windows':
      return windowsPolicy(clock, runProgram, systemRoot);
    case 'macos':
      return macosPolicy(clock, runProgram);
  }
}

function enrollToken(
  { tokenDrop }: AgentConfig,
  { platform, systemRoot, log }: PolicyPlace,
  policy: PolicyCenter,
): EnrollToken {
  function otherwise(): string | null {
    if (policy.holdsToken) log.warn('token.in-policy', { hint: 'everybody on this computer can read it' });
    return policy.settings.enrollToken;
  }
  if (tokenDrop !== null) return fileDrop(tokenDrop, otherwise, log, ownTrust(tokenDrop));
  switch (platform) {
    case 'linux':
      return fileDrop(LINUX_DROP, otherwise, log, ROOT_ONLY);
    case 'windows':
      return registryDrop(runProgram, systemRoot, otherwise, log);
    case 'macos':
      return fileDrop(MACOS_DROP, otherwise, log, ROOT_OF_MACOS);
  }
}
