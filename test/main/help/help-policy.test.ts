import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { HelpFlow } from '../../../src/main/help/help-flow';
import type { OutboxRecord } from '../../../src/main/link/outbox-record';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { fail, ok, type Result } from '../../../src/shared/base/result';
import { helpCalls, type ShownSettings } from '../../../src/shared/contract/ipc';
import { draft } from '../../../src/shared/model/ticket';
import { FakeClock } from '../../support/fake-clock';
import { JANE } from '../../support/redaction';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const SHOWN: ShownSettings = { settings: [], broken: ['desk'] };
const REQUEST: Parameters<HelpFlow['handlers']['help:send']>[0] = {
  text: 'Outlook will not open',
  canWork: 'no',
  affected: 'me',
  includeReport: false,
  removed: [],
  screenshot: null,
};

let flow: HelpFlow;
let windowOpen: boolean;
let collections: number;
let pictures: boolean;
let pictured: number;
let records: OutboxRecord[];
let changed: unknown[];
let pushed: { name: string; value: unknown }[];

beforeEach(async () => {
  const folder = await tempFolder();
  const log = memoryLog();
  windowOpen = false;
  collections = 0;
  pictures = true;
  pictured = 0;
  records = [];
  changed = [];
  pushed = [];
  flow = new HelpFlow({
    window: { open: () => !windowOpen && (windowOpen = true), close: () => undefined },
    push: (name, value) => void pushed.push({ name, value }),
    outbox: {
      add(record) {
        records.push(record);
        return Promise.resolve(ok());
      },
      flush: () => Promise.resolve(),
      records,
      sendingTicket: null,
      lastFault: null,
    },
    tickets: { tickets: [] },
    startCollection() {
      collections += 1;
      return { sections: [], done: new Promise(() => undefined), cutShort: () => undefined };
    },
    takeScreenshots() {
      pictured += 1;
      return Promise.resolve(ok([]));
    },
    copy: () => undefined,
    copyDeviceInfo: () => Promise.resolve(ok(undefined) as Result<undefined>),
    draftFile: jsonFile(nodeDisk, path.join(folder, 'draft.json'), draft, log),
    removedFile: jsonFile(nodeDisk, path.join(folder, 'left-out.json'), helpCalls['help:preview'].args, log),
    settings: {
      shown: () => SHOWN,
      change(key, value) {
        changed.push([key, value]);
        return Promise.resolve(key === 'allowQuit' ? fail('policy-refused') : ok());
      },
      screenshots: () => pictures,
    },
    redaction: JANE,
    requesterName: 'jane',
    language: 'en',
    organization: () => 'Example GmbH',
    connection: () => ({ state: 'offline', fault: null }),
    hotkey: () => null,
    clock: new FakeClock(),
    log,
  });
});

test('a link shows its page and its ticket, and collects nothing', async () => {
  flow.open('tickets', 'DS-1042');
  expect(await flow.handlers['help:state'](undefined)).toMatchObject({ view: 'tickets', ticket: 'DS-1042' });
  flow.open('settings');
  expect(pushed).toContainEqual({ name: 'help:show', value: { view: 'settings', ticket: null } });
  expect(await flow.handlers['help:state'](undefined)).toMatchObject({ view: 'settings', ticket: null });
  expect(collections).toBe(0);
});

test('settings are shown, changed, and refused', async () => {
  expect(await flow.handlers['help:settings'](undefined)).toBe(SHOWN);
  const change = flow.handlers['help:change-setting'];
  expect(await change({ key: 'hotkey', value: 'none' })).toEqual({ ok: true, value: SHOWN });
  expect(await change({ key: 'allowQuit', value: true })).toMatchObject({
    ok: false,
    fault: { code: 'policy-refused' },
  });
  expect(changed).toEqual([
    ['hotkey', 'none'],
    ['allowQuit', true],
  ]);
});

test('an open window is told what changed', () => {
  pictures = false;
  flow.policyChanged();
  expect(pushed).toEqual([
    { name: 'help:settings', value: SHOWN },
    { name: 'help:screenshots', value: { allowed: false } },
  ]);
});

test('without pictures none is taken, and none that was taken before is sent', async () => {
  await flow.handlers['help:take-screenshots'](undefined);
  pictures = false;
  const refused = { ok: false, fault: { code: 'policy-refused' } };
  expect(await flow.handlers['help:take-screenshots'](undefined)).toMatchObject(refused);
  expect(pictured).toBe(1);
  expect(await flow.handlers['help:send']({ ...REQUEST, screenshot: PNG })).toMatchObject(refused);
  expect(records).toEqual([]);
  expect((await flow.handlers['help:state'](undefined)).screenshots).toBe(false);
  expect(await flow.handlers['help:send'](REQUEST)).toMatchObject({ ok: true });
});
