import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { deviceApi } from '../../shared/contract/api-device';
import { handedOver, verifiedVersions, type UpdateReport } from '../../shared/model/update';
import type { DeskSession } from '../link/desk-session';
import { quit } from '../shell/program';
import { startAgain, updateFolder } from '../shell/start-host';
import type { ShellUpdater } from '../shell/updater';
import { nodeDisk } from '../storage/disk';
import { jsonFile, parseJson } from '../storage/json-file';
import { appImageInstaller } from '../update/appimage';
import type { Downloader, Installer } from '../update/installer';
import { macInstaller, nsisInstaller } from '../update/nsis';
import { watchReplacedPackage } from '../update/replaced-package';
import { UpdateFlow, type Busy } from '../update/update-flow';
import { UpdateMemory } from '../update/update-memory';
import type { Here } from './here';

export interface Updates {
  /** How this agent stands with its update, for the inventory. */
  report(): UpdateReport;
  /** Once the agent is ready for the person. */
  start(): Promise<void>;
  stop(): void;
  /** Policy or the desk changed something about updates. */
  check(): void;
  online(): void;
  /** By the desk's word; a release's expiry is judged by it. */
  deskTime(serverTime: string): void;
}

export interface UpdateSurroundings {
  session: Pick<DeskSession, 'api' | 'deskUrl'>;
  busy(): Busy | null;
  /** The report is another. */
  changed(): void;
}

export function composeUpdate(here: Here, { session, busy, changed }: UpdateSurroundings): Updates {
  const { clock, random, log, policy, facts, platform, packageKind, program } = here;
  const folder = updateFolder();
  const downloader = lazyDownloader(here, folder, () => session.deskUrl);
  const files = {
    verified: jsonFile(nodeDisk, path.join(folder, 'verified.json'), verifiedVersions, log),
    handedOver: jsonFile(nodeDisk, path.join(folder, 'handed-over.json'), handedOver, log),
  };
  const memory = new UpdateMemory(files, folder);
  let aheadMs = 0;
  let endWatch: (() => void) | null = null;
  const flow = new UpdateFlow({
    facts: { version: facts.version, platform, package: packageKind, arch: archOf(process.arch) },
    wishes() {
      const { updates, updateChannel, updateRing } = policy.settings;
      return { updates, channel: updateChannel, ring: updateRing };
    },
    ask: (query) => session.api.call(deviceApi.ownUpdate, { query }),
    keys: releaseKeys(here),
    memory,
    downloader,
    installer: installerOf(here, folder, downloader.handOver),
    busy,
    deskNow: () => clock.now() + aheadMs,
    clock,
    random,
    log,
    changed,
  });
  return {
    report: () => flow.report,
    async start() {
      // Without its folder nothing is updated, and each try says so; the agent is needed all the same.
      await nodeDisk
        .makeFolder(folder)
        .catch((error: unknown) => log.error('update.no-folder', { reason: String(error) }));
      await memory.open();
      flow.start();
      if (packageKind !== 'deb' && packageKind !== 'rpm') return;
      endWatch = watchReplacedPackage({
        program,
        clock,
        idle: () => busy() === null,
        relaunch: () => restart(program),
        log,
      });
    },
    stop() {
      endWatch?.();
      flow.stop();
    },
    check: () => void flow.check(),
    online: () => flow.online(),
    deskTime(serverTime) {
      aheadMs = Date.parse(serverTime) - clock.now();
    },
  };
}

export function archOf(arch: string): 'x64' | 'arm64' | 'other' {
  return arch === 'x64' || arch === 'arm64' ? arch : 'other';
}

/** Out of this package, which the system or its own signature protects; without keys nothing is taken from anybody. */
function releaseKeys({ inBundles, log }: Here): readonly string[] {
  try {
    const keys = parseJson(readFileSync(inBundles('release-keys.json'), 'utf8'));
    if (Array.isArray(keys)) return keys.filter((key) => typeof key === 'string');
    log.error('update.no-keys', { reason: 'not a list' });
  } catch (error) {
    log.error('update.no-keys', { reason: String(error) });
  }
  return [];
}

/** The library is loaded when there is something to download: most days there is nothing. */
function lazyDownloader(
  { platform, log }: Here,
  folder: string,
  deskUrl: () => string | null,
): Downloader & { handOver(): void } {
  const cache = path.join(folder, 'download');
  let loading: Promise<ShellUpdater> | null = null;
  let loaded: ShellUpdater | null = null;
  const load = () => {
    loading ??= import('../shell/updater').then(({ electronUpdater }) => {
      loaded = electronUpdater({ platform, cache, deskUrl, log });
      return loaded;
    });
    return loading;
  };
  return {
    download: async (wanted) => (await load()).download(wanted),
    // What somebody still reads, such as a virus scanner, goes at the next start.
    discard: () =>
      rm(cache, { recursive: true, force: true }).catch((error: unknown) =>
        log.warn('update.not-discarded', { reason: String(error) }),
      ),
    handOver: () => loaded?.handOver(),
  };
}

function installerOf({ platform, program, facts }: Here, folder: string, handOver: () => void): Installer {
  const place = { target: program, version: facts.version, folder };
  if (platform === 'windows') return nsisInstaller({ ...place, handOver });
  if (platform === 'macos') return macInstaller({ handOver });
  return appImageInstaller({ ...place, relaunch: restart });
}

function restart(program: string): void {
  startAgain(program, '--updated');
  quit();
}
