import { readdir, realpath } from 'node:fs/promises';
import type { Logger } from '../../shared/base/logger';
import type { MachineIdentity, Platform } from '../../shared/model/device';
import type { ProbeContext } from '../diagnostics/probe';
import { readText } from '../diagnostics/read-text';
import { runProgram } from '../diagnostics/run-program';
import { linuxSignals } from './linux';
import { macosSignals } from './macos';
import { identityOf, type Signals } from './signals';
import { windowsSignals } from './windows';

/** What this computer is told from others by; null where the system does not say it now. */
export type ReadMachine = () => Promise<MachineIdentity | null>;

export type MachineContext = Pick<ProbeContext, 'run' | 'readText' | 'list' | 'resolvePath'>;

/** The computer this agent runs on. */
export const thisMachine: MachineContext = {
  run: runProgram,
  readText: (file) => readText(file),
  list: (folder) => readdir(folder).catch(() => []),
  resolvePath: (file) => realpath(file).catch(() => null),
};

const READERS: Readonly<Record<Platform, (context: MachineContext) => Promise<Signals | null>>> = {
  linux: linuxSignals,
  windows: windowsSignals,
  macos: macosSignals,
};

export function machineReader(platform: Platform, context: MachineContext, log: Logger): ReadMachine {
  return async () => {
    const signals = await READERS[platform](context);
    if (signals === null) {
      log.warn('machine.unread');
      return null;
    }
    const identity = identityOf(signals);
    log.info('machine.read', { signals: identity.hardware.length });
    return identity;
  };
}
