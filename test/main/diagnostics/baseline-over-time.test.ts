import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { baselineStore, type BaselineStore } from '../../../src/main/diagnostics/baseline-store';
import { overTime } from '../../../src/main/diagnostics/over-time';
import { nodeDisk } from '../../../src/main/storage/disk';
import {
  section as sectionSchema,
  type Report,
  type SectionData,
} from '../../../src/shared/model/diagnostics';
import { redactReport, type RedactionContext } from '../../../src/shared/rules/redact';
import { maskingOf } from '../../../src/shared/rules/redact/masking';
import { FakeClock } from '../../support/fake-clock';
import { JANE } from '../../support/redaction';
import { HEALTHY, reportOf } from '../../support/report';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE = {
  at: '2026-11-21T08:00:00.000Z',
  gatewayMs: 2,
  gatewayLost: false,
  loadPercent: 5,
  memoryUsedPercent: 40,
  signalDbm: -50,
};

let clock: FakeClock;
let store: BaselineStore;
let looks: ReturnType<typeof overTime>;
beforeEach(async () => {
  clock = new FakeClock();
  store = baselineStore(nodeDisk, path.join(await tempFolder(), 'baseline'), memoryLog());
  looks = looksMaskedAs(JANE);
});

function looksMaskedAs(context: RedactionContext) {
  return overTime({
    store,
    redact: (report) => redactReport(report, context),
    masking: maskingOf(context),
    minutes: () => [MINUTE],
    clock,
    log: memoryLog(),
  });
}

const now = (overrides: Parameters<typeof reportOf>[0] = {}): Report => ({
  ...reportOf(overrides),
  collectedAt: new Date(clock.now()).toISOString(),
});
async function derived(report: Report) {
  const others = report.sections.filter(({ key }) => key !== 'changes' && key !== 'history');
  const sections = await looks.forCollection()(others);
  for (const section of sections) expect(sectionSchema.safeParse(section).error).toBeUndefined();
  const data = Object.fromEntries(sections.map((entry) => [entry.key, 'data' in entry && entry.data]));
  return data as unknown as { changes: SectionData<'changes'>; history: SectionData<'history'> };
}

test('the first time there is nothing to compare with, and the hour is there', async () => {
  const { changes, history } = await derived(now());
  expect(changes).toEqual({ since: null, days: 0, entries: [], more: 0 });
  expect(history.minutes).toEqual([MINUTE]);
});

test('what changed since the last look is named, and nothing else; space is told by the day', async () => {
  await looks.remember(now());
  clock.advance(DAY_MS);
  const { changes, history } = await derived(
    now({
      software: { total: 1, items: [HEALTHY.software.items[0]!] },
      dns: { ...HEALTHY.dns, servers: [{ address: '9.9.9.9', answers: true, tookMs: 9, error: null }] },
    }),
  );
  expect(changes.entries.map((entry) => entry.kind).toSorted()).toEqual([
    'dns-changed',
    ...Array<string>(HEALTHY.software.items.length - 1).fill('software-removed'),
  ]);
  expect(history.filesystems[0]?.mount).toBe(HEALTHY.filesystems[0]?.mount);
  expect(history.filesystems[0]?.days).toHaveLength(2);
});

test('the space of a day counts once, however often it was looked at', async () => {
  await looks.remember(now());
  clock.advance(60_000);
  const { history } = await derived(now());
  expect(history.filesystems[0]?.days).toHaveLength(1);
});

test('a report that was cut short is no look', async () => {
  const report = now();
  const canceled = report.sections.map((section) =>
    section.key === 'software'
      ? ({
          key: 'software',
          status: 'failed',
          tookMs: 1,
          source: 's',
          reason: 'canceled',
          detail: '',
        } as const)
      : section,
  );
  await looks.remember({ ...report, sections: canceled });
  expect(await looks.lastLookAt()).toBeNull();
  await looks.remember(report);
  expect(await looks.lastLookAt()).toBe(clock.now());
});

test('a look from the future says nothing of when the last one was', async () => {
  await looks.remember(now());
  await looks.remember({ ...now(), collectedAt: '2031-01-01T00:00:00.000Z' });
  expect(await looks.lastLookAt()).toBe(clock.now());
});

test.for<[string, RedactionContext]>([
  ['the salt was lost', { ...JANE, salt: 'f00d'.repeat(8) }],
  ['the policy shows networks now', { ...JANE, policy: { ...JANE.policy, ssid: 'show' } }],
])('nothing changed in the Wi-Fi only because %s', async ([, context]) => {
  await looks.remember(now());
  clock.advance(DAY_MS);
  const roamed = { wifi: [{ ...HEALTHY.wifi[0]!, ssid: 'Another-Network' }] };
  expect((await derived(now(roamed))).changes.entries).toMatchObject([{ kind: 'wifi-changed' }]);
  looks = looksMaskedAs(context);
  expect((await derived(now())).changes.entries).toEqual([]);
});

test('nothing is kept that may not be sent', async () => {
  const wifi = { ...HEALTHY.wifi[0]!, ssid: 'Janes-Own-Network' };
  const startup = [
    { name: 'Sync of /home/jane/x', kind: 'autostart', command: 'x', scope: 'user', enabled: true } as const,
  ];
  await looks.remember(now({ wifi: [wifi], startup }));
  const kept = JSON.stringify(await store.load());
  expect(kept).not.toMatch(/jane/i);
});
