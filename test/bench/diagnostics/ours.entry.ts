import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startCollection } from '../../../src/main/diagnostics/collect';
import { NO_TARGETS, notApplicable } from '../../../src/main/diagnostics/probe';
import { realClock } from '../../../src/main/time/real-clock';
import type { Section, SectionKey } from '../../../src/shared/model/diagnostics';
import { SECTION_GROUPS } from '../../../src/shared/model/section-keys';
import { redactReport } from '../../../src/shared/rules/redact';
import { MASK_ALL } from '../../../src/shared/rules/redact/context';
import { memoryLog } from '../../main/support/memory-log';
import { cpuSeconds } from './cpu';
import { forkCollector } from './fork-collector';

/** Collects once the way the agent does, with the processes that ship, and says what it took and found. */
const [workerFile = '', what = 'all'] = process.argv.slice(2);
const only: readonly SectionKey[] | undefined =
  what === 'network'
    ? SECTION_GROUPS.network
    : what === 'local'
      ? [...SECTION_GROUPS.machine, ...SECTION_GROUPS.software]
      : undefined;

// A desk to reach, so that the checks of the network have something to check.
const desk = createServer((_request, response) => response.end('{}'));
await new Promise<void>((resolve) => void desk.listen(0, '127.0.0.1', resolve));
const targets = {
  ...NO_TARGETS,
  deskUrl: `http://127.0.0.1:${(desk.address() as AddressInfo).port}`,
  loadPercent: 10,
};

const ended: Promise<void>[] = [];
const cpuBefore = cpuSeconds();
const startedAt = performance.now();
const { done } = startCollection(
  {
    platform: 'linux',
    targets: () => Promise.resolve(targets),
    startWorker(keys, pace) {
      const { worker, exited } = forkCollector(workerFile, keys, pace, targets);
      ended.push(exited);
      return worker;
    },
    mainProbes: (['displays', 'desk', 'clock'] as const).map((key) => ({
      key,
      source: 'bench',
      deadlineMs: 1_000,
      run: () => Promise.resolve(notApplicable('only in the agent itself')),
    })),
    derive: () =>
      Promise.resolve(
        (['changes', 'history'] as const).map((key): Section => ({
          key,
          status: 'not-applicable',
          tookMs: 0,
          source: 'bench',
          detail: 'nothing is remembered',
        })),
      ),
    clock: realClock,
    log: memoryLog(),
    ...(only ? { only } : {}),
  },
  () => undefined,
);
const report = await done;
const wallSeconds = (performance.now() - startedAt) / 1000;
await Promise.all(ended);
const cpu = cpuSeconds() - cpuBefore;

const masking = performance.now();
const json = JSON.stringify(
  redactReport(report, {
    userNames: ['jane.miller'],
    homeFolders: ['/home/jane.miller'],
    policy: MASK_ALL,
    salt: 'bench',
  }),
);
const redactMs = performance.now() - masking;
desk.close();
process.stdout.write(
  JSON.stringify({
    wallSeconds,
    cpuSeconds: cpu,
    bytes: Buffer.byteLength(json),
    gzipBytes: gzipSync(json).length,
    redactMs,
    report,
  }),
);
