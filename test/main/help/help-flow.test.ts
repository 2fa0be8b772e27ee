import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Collection } from '../../../src/main/diagnostics/collect';
import { HelpFlow } from '../../../src/main/help/help-flow';
import type { OutboxRecord } from '../../../src/main/link/outbox-record';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { fail, ok, type Result } from '../../../src/shared/base/result';
import { deviceApi } from '../../../src/shared/contract/api-device';
import { helpCalls } from '../../../src/shared/contract/ipc';
import { REPORT_VERSION, type Report, type Section } from '../../../src/shared/model/diagnostics';
import { factsOf } from '../../../src/shared/model/section-keys';
import { draft as draftSchema, type RequesterTicket } from '../../../src/shared/model/ticket';
import { FakeClock } from '../../support/fake-clock';
import { JANE } from '../../support/redaction';
import { HEALTHY, reportOf } from '../../support/report';
import { failing } from '../support/faulty-disk';
import { memoryLog } from '../support/memory-log';
import { requesterTicket } from '../support/records';
import { tempFolder } from '../support/temp-folder';
import { DEFAULT_SETTINGS } from './default-settings';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const { system, uptime } = HEALTHY;
const SYSTEM: Section = {
  key: 'system',
  status: 'collected',
  tookMs: 3,
  source: 'test',
  data: { ...system, hostname: 'pc of jane', model: 'token=abc123' },
};
const UPTIME: Section = { key: 'uptime', status: 'collected', tookMs: 3, source: 'test', data: uptime };
const REPORT: Report = {
  version: REPORT_VERSION,
  collectedAt: '2026-01-05T09:00:00.000Z',
  tookMs: 4,
  sections: [SYSTEM, UPTIME],
};
const WORDS = { text: 'Outlook\nwill not open', canWork: 'no', affected: 'me' } as const;
const PLAIN = { ...WORDS, includeReport: true, removed: [], screenshot: null };

let clock: FakeClock;
let folder: string;
let records: OutboxRecord[];
let tickets: RequesterTicket[];
let pushed: { name: string; value: unknown }[];
let save: () => Result<void>;
let collections: { finish: (report?: Report) => void; cut: boolean }[];
let windowOpen: boolean;
let copied: (readonly Section[])[];
let flush: ReturnType<typeof vi.fn<() => Promise<void>>>;
let flow: HelpFlow;

function makeFlow(disk = nodeDisk): HelpFlow {
  const log = memoryLog();
  return new HelpFlow({
    window: {
      open: () => !windowOpen && (windowOpen = true),
      close: () => {
        windowOpen = false;
        flow.closed();
      },
    },
    push: (name, value) => void pushed.push({ name, value }),
    outbox: {
      add: (record) => {
        const saved = save();
        if (saved.ok) records.push(record);
        return Promise.resolve(saved);
      },
      flush,
      get records() {
        return records;
      },
      sendingTicket: null,
      lastFault: null,
    },
    tickets: {
      get tickets() {
        return tickets;
      },
    },
    startCollection(onSection): Collection {
      let finish: (report: Report) => void = () => undefined;
      const done = new Promise<Report>((resolve) => {
        finish = resolve;
      });
      const entry = { finish: (report = REPORT) => finish(report), cut: false };
      collections.push(entry);
      queueMicrotask(() => onSection(SYSTEM));
      return {
        sections: [SYSTEM],
        done,
        cutShort: () => {
          entry.cut = true;
          finish({ ...REPORT, sections: [SYSTEM] });
        },
      };
    },
    takeScreenshots: () => Promise.resolve(ok([])),
    copy: () => undefined,
    copyDeviceInfo(known) {
      copied.push(known);
      return Promise.resolve(ok(undefined) as Result<undefined>);
    },
    draftFile: jsonFile(disk, path.join(folder, 'draft.json'), draftSchema, log),
    removedFile: jsonFile(disk, path.join(folder, 'left-out.json'), helpCalls['help:preview'].args, log),
    settings: DEFAULT_SETTINGS,
    redaction: JANE,
    requesterName: 'jane',
    language: 'en',
    organization: () => 'Example GmbH',
    connection: () => ({ state: 'offline', fault: null }),
    hotkey: () => 'Control+Alt+H',
    clock,
    log,
  });
}

beforeEach(async () => {
  clock = new FakeClock();
  folder = await tempFolder();
  records = [];
  tickets = [];
  pushed = [];
  collections = [];
  windowOpen = false;
  copied = [];
  save = () => ok();
  flush = vi.fn(() => Promise.resolve());
  flow = makeFlow();
  await flow.load();
});

const names = () => pushed.map((entry) => entry.name);

describe('the window', () => {
  test('opening starts collecting; opening again only shows', () => {
    flow.open('new');
    flow.open('tickets');
    expect(collections).toHaveLength(1);
    expect(pushed).toContainEqual({ name: 'help:show', value: { view: 'tickets', ticket: null } });
  });

  test('a page that comes later is told what is there already, masked', async () => {
    flow.open('new');
    await Promise.resolve();
    pushed = [];
    void flow.handlers['help:collect'](undefined);
    expect(names()).toEqual(['help:section']);
    expect(JSON.stringify(pushed)).not.toMatch(/jane|abc123/);
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
  });

  test('a page that has been told and asks again wants it taken anew', async () => {
    flow.open('check');
    await flow.handlers['help:state'](undefined);
    void flow.handlers['help:collect'](undefined);
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
    expect(collections).toHaveLength(1);
    void flow.handlers['help:collect'](undefined);
    expect(collections).toHaveLength(2);
    void flow.handlers['help:collect'](undefined);
    expect(collections).toHaveLength(2);
  });

  test('checking collects; asking for help with what was found keeps it, however old', async () => {
    flow.open('check');
    expect(collections).toHaveLength(1);
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
    clock.advance(60 * 60_000);
    flow.open('new');
    expect(collections).toHaveLength(1);
    const preview = await flow.handlers['help:preview']({ removed: [] });
    expect(preview).toMatchObject({ ok: true, value: { report: { collectedAt: REPORT.collectedAt } } });
  });

  test('asking for help an hour later, without a check before, takes it anew', async () => {
    flow.open('new');
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
    clock.advance(60 * 60_000);
    flow.open('new');
    expect(collections).toHaveLength(2);
  });

  test('the clock was set back: nobody knows how old it is, so it is taken anew', async () => {
    flow.open('new');
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
    clock.advance(-24 * 60 * 60_000);
    flow.open('new');
    expect(collections).toHaveLength(2);
  });

  test('device information is made of what is collected already', async () => {
    await flow.handlers['help:copy-device-info'](undefined);
    flow.open('check');
    await flow.handlers['help:copy-device-info'](undefined);
    collections[0]!.finish();
    await vi.waitFor(() => expect(names()).toContain('help:report'));
    await flow.handlers['help:copy-device-info'](undefined);
    expect(copied).toEqual([[], [SYSTEM], [SYSTEM, UPTIME]]);
  });

  test('closing ends the collection and keeps the draft, also over a restart', async () => {
    flow.open('new');
    await flow.handlers['help:save-draft']({ text: 'Half a sent', canWork: 'yes', affected: null });
    void flow.handlers['help:close'](undefined);
    expect(collections[0]!.cut).toBe(true);
    flow = makeFlow();
    await flow.load();
    const state = await flow.handlers['help:state'](undefined);
    expect(state.draft).toEqual({ text: 'Half a sent', canWork: 'yes', affected: null });
  });

  test('a draft that cannot be saved is said', async () => {
    flow = makeFlow(failing('writeSynced', 'ENOSPC'));
    const saved = await flow.handlers['help:save-draft']({ text: 'x', canWork: null, affected: null });
    expect(saved).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
  });
});

describe('what is shown is what is sent', () => {
  async function previewed(removed: ('system' | 'uptime')[]) {
    const pending = flow.handlers['help:preview']({ removed });
    collections[0]!.finish();
    const preview = await pending;
    if (!preview.ok) throw new Error('no preview');
    return preview.value;
  }

  test('byte for byte, with its size and hash', async () => {
    flow.open('new');
    const shown = await previewed(['uptime']);
    await flow.handlers['help:send']({ ...PLAIN, removed: ['uptime'] });
    const record = records[0]!;
    if (record.kind !== 'ticket') throw new Error('no ticket');
    expect(record.json).toContain(`"report":${shown.json}}`);
    expect(shown.bytes).toBe(Buffer.byteLength(shown.json));
    expect(shown.sha256).toBe(createHash('sha256').update(shown.json).digest('hex'));
    const body = deviceApi.createTicket.body.parse(JSON.parse(record.json));
    expect(JSON.stringify(body.report)).toBe(shown.json);
    expect(body.report?.sections[1]).toEqual({ key: 'uptime', status: 'removed' });
  });

  test('what was derived from a section goes with it', async () => {
    const entry = (section: string) => ({
      kind: 'device-added' as const,
      section,
      subject: `new in ${section}`,
      before: null,
      after: null,
      seenAt: REPORT.collectedAt,
      weight: 40,
    });
    const changes = { since: null, days: 1, more: 0, entries: [entry('usb'), entry('cameras')] };
    flow.open('new');
    const pending = flow.handlers['help:preview']({ removed: ['usb', 'gateway', 'filesystems'] });
    collections[0]!.finish(reportOf({ changes }));
    const preview = await pending;
    if (!preview.ok) throw new Error('no preview');
    const { json, report } = preview.value;
    expect(json).not.toContain('new in usb');
    expect(json).toContain('new in cameras');
    expect(factsOf(report, 'history')).toMatchObject({ filesystems: [] });
    expect(json).not.toMatch(/"gatewayMs":\d/);
  });

  test('what is left out is masked all the same where others name it', async () => {
    const [wifi] = HEALTHY.wifi;
    const { events } = HEALTHY;
    const group = {
      source: 'kernel',
      kind: 'error' as const,
      subject: null,
      message: `lost ${wifi!.ssid}`,
      count: 1,
      firstAt: events.since,
      lastAt: events.since,
    };
    flow.open('new');
    const pending = flow.handlers['help:preview']({ removed: ['wifi'] });
    collections[0]!.finish(reportOf({ events: { ...events, total: 1, groups: [group] } }));
    const preview = await pending;
    expect(JSON.stringify(preview)).not.toContain(wifi!.ssid);
  });

  test('secrets, names and what was left out are in neither', async () => {
    flow.open('new');
    const shown = await previewed(['uptime']);
    expect(shown.json).not.toMatch(/jane|abc123|bootedAt/);
  });

  test('without the report there is none', async () => {
    flow.open('new');
    await flow.handlers['help:send']({ ...PLAIN, includeReport: false });
    expect(records[0]).toMatchObject({ json: expect.stringContaining('"report":null}') as string });
  });
});

describe('sending', () => {
  test('is saved first, then tried, and answered at once', async () => {
    flow.open('new');
    collections[0]!.finish();
    const answer = await flow.handlers['help:send']({ ...PLAIN, screenshot: PNG });
    const value = { delivery: 'saved', subject: 'Outlook', ticket: null };
    expect(answer).toMatchObject({ ok: true, value });
    expect(records[0]).toMatchObject({ attachments: [{ kind: 'screenshot', size: PNG.length }] });
    expect(flush).toHaveBeenCalled();
    const state = await flow.handlers['help:state'](undefined);
    expect(state.draft.text).toBe('');
  });

  test('not saved means not sent, and the draft stays', async () => {
    flow.open('new');
    collections[0]!.finish();
    await flow.handlers['help:save-draft']({ text: 'Keep me', canWork: null, affected: null });
    flush.mockClear();
    save = () => fail('disk-full');
    expect(await flow.handlers['help:send'](PLAIN)).toMatchObject({
      ok: false,
      fault: { code: 'disk-full' },
    });
    expect(flush).not.toHaveBeenCalled();
    expect((await flow.handlers['help:state'](undefined)).draft.text).toBe('Keep me');
  });

  test('waits a moment for the diagnostics, not longer', async () => {
    flow.open('new');
    const pending = flow.handlers['help:send'](PLAIN);
    clock.advance(2_499);
    expect(collections[0]!.cut).toBe(false);
    clock.advance(1);
    expect(await pending).toMatchObject({ ok: true });
    expect(collections[0]!.cut).toBe(true);
  });

  test('twice at once is once', async () => {
    flow.open('new');
    collections[0]!.finish();
    const both = await Promise.all([flow.handlers['help:send'](PLAIN), flow.handlers['help:send'](PLAIN)]);
    expect(both.map((answer) => answer.ok)).toEqual([true, false]);
    expect(records).toHaveLength(1);
  });

  test('a screenshot that is no picture is refused', async () => {
    flow.open('new');
    collections[0]!.finish();
    const bad = { ...PLAIN, screenshot: new Uint8Array([1, 2, 3]) };
    expect(await flow.handlers['help:send'](bad)).toMatchObject({
      ok: false,
      fault: { code: 'invalid-input' },
    });
    expect(records).toEqual([]);
  });

  test('what was left out is remembered for the next time', async () => {
    flow.open('new');
    collections[0]!.finish();
    await flow.handlers['help:send']({ ...PLAIN, removed: ['system'] });
    flow = makeFlow();
    await flow.load();
    expect(await flow.handlers['help:state'](undefined)).toMatchObject({ removed: ['system'] });
  });
});

describe('afterwards', () => {
  test('an answer waits in the outbox and is shown as waiting', async () => {
    const ticket = requesterTicket('0192f0c4-7e00-7000-8000-000000000001');
    tickets = [ticket];
    const answer = await flow.handlers['help:reply']({ ticketId: ticket.id, text: 'Still broken' });
    expect(answer).toMatchObject({
      ok: true,
      value: { delivery: 'sent', waiting: [{ text: 'Still broken' }], ticket: { number: 'DS-1042' } },
    });
    expect(records[0]).toMatchObject({ kind: 'comment', ticketId: ticket.id });
  });

  test('"It works again" is sent the same way', async () => {
    const ticket = requesterTicket('0192f0c4-7e00-7000-8000-000000000001');
    tickets = [ticket];
    expect(await flow.handlers['help:solved']({ ticketId: ticket.id })).toMatchObject({ ok: true });
    expect(records[0]).toMatchObject({ kind: 'solved' });
  });

  test('a ticket that is not ours takes no answer', async () => {
    const answer = await flow.handlers['help:reply']({
      ticketId: '0192f0c4-7e00-7000-8000-000000000009',
      text: 'x',
    });
    expect(answer).toMatchObject({ ok: false, fault: { code: 'not-found' } });
    expect(records).toEqual([]);
  });
});
