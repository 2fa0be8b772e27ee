import { readdir, readFile } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';
import { redactReport } from '../../shared/rules/redact';
import { maskingOf } from '../../shared/rules/redact/masking';
import { baselineStore } from '../diagnostics/baseline-store';
import { startCollection } from '../diagnostics/collect';
import { DailyLook } from '../diagnostics/daily-look';
import { deskProbes } from '../diagnostics/desk-probes';
import { overTime } from '../diagnostics/over-time';
import { collected, DEADLINE_MS } from '../diagnostics/probe';
import { runProgram } from '../diagnostics/run-program';
import { displaysInfo } from '../shell/capture';
import { chromiumFetch, proxyRoute } from '../shell/net';
import { isOnBattery } from '../shell/power';
import { startWorkerProcess } from '../shell/worker-process';
import { nodeDisk } from '../storage/disk';
import { dischargingPercent } from '../watch/battery';
import { collecting, type Collecting } from '../watch/collecting';
import { pingGateway } from '../watch/gateway-ping';
import { LoadMeter } from '../watch/load-meter';
import { MinuteWatch } from '../watch/minute-watch';
import { within } from '../time/within';
import { signalIn } from '../watch/wifi-signal';
import type { Desk } from './compose-desk';
import type { Here } from './here';
import { composeTargets } from './probe-targets';

export interface Diagnostics {
  collect: Collecting['collect'];
  watch: MinuteWatch;
  daily: DailyLook;
}

/** Below this, a computer on battery has better things to do than to look at itself. */
const LOW_PERCENT = 20;

/** How long collecting stands back for a window that is on its way to the screen: less than it waits for its targets. */
const SHOWN_MS = 800;

interface Surroundings {
  sharing(): boolean;
  /** The window that was asked for is on the screen. */
  windowShown(): Promise<void>;
}

/** Collecting, what is remembered of other days, and the look once a minute. */
export function composeDiagnostics(
  here: Here,
  { session }: Desk,
  { sharing, windowShown }: Surroundings,
): Diagnostics {
  const { policy, platform, redaction, clock, log, inData, inBundles } = here;
  const files = {
    readText: (file: string) => readFile(file, 'utf8').catch(() => null),
    list: (folder: string) => readdir(folder).catch(() => []),
  };
  const store = baselineStore(nodeDisk, inData('baseline'), log);

  const load = new LoadMeter(cpus);
  const watch = new MinuteWatch({
    gateway: () => pingGateway({ platform, run: runProgram, ...files }, everyone.gateway),
    signalDbm: async () => signalIn((await files.readText('/proc/net/wireless')) ?? ''),
    memoryUsedPercent: () => Math.round(1000 * (1 - freemem() / totalmem())) / 10,
    load,
    clock,
    log,
  });
  const looks = overTime({
    store,
    redact: (report) => redactReport(report, redaction),
    masking: maskingOf(redaction),
    minutes: () => watch.minutes,
    clock,
    log,
  });

  const targets = composeTargets({
    checkHosts: () => policy.settings.checkHosts,
    deskUrl: () => session.deskUrl,
    network: () => session.network,
    proxyRoute,
  });
  const displays = {
    key: 'displays' as const,
    source: 'Electron screen.getAllDisplays()',
    deadlineMs: DEADLINE_MS,
    run: () => Promise.resolve(collected(displaysInfo())),
  };
  const worker = inBundles('main', 'diagnostics-worker.js');

  const everyone = collecting({
    start: (onSection, only, loadPercent) =>
      startCollection(
        {
          platform,
          async targets() {
            const shown = within(SHOWN_MS, windowShown(), undefined);
            const known = await targets();
            await shown;
            return { ...known, loadPercent };
          },
          startWorker: (keys, pace, known) =>
            startWorkerProcess(worker, [pace, JSON.stringify(known), ...keys]),
          mainProbes: [...deskProbes(chromiumFetch, clock, () => session.deskUrl), displays],
          derive: only ? () => Promise.resolve([]) : looks.forCollection(),
          clock,
          log,
          ...(only ? { only } : {}),
        },
        onSection,
      ),
    load,
    loadPercent: () => watch.loadPercent,
    remember: (report) => looks.remember(report),
  });

  const daily = new DailyLook({
    // Whoever collects, the look is remembered.
    collect: () => everyone.collect(() => undefined).done,
    lastLookAt: looks.lastLookAt,
    async hindrance() {
      if (sharing()) return 'the screen is shared';
      if (everyone.busy) return 'being collected already';
      // Elsewhere than on Linux only whether there is mains is known here, not how much is left.
      const low =
        platform === 'linux' ? ((await dischargingPercent(files)) ?? 100) < LOW_PERCENT : isOnBattery();
      return low ? 'on battery' : null;
    },
    clock,
    log,
  });
  return { collect: everyone.collect, watch, daily };
}
