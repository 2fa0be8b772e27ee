import { expect, test } from 'vitest';
import type { DeskApi } from '../../../src/main/link/desk-api';
import { Outbox } from '../../../src/main/link/outbox';
import { outboxStore } from '../../../src/main/link/outbox-store';
import { nodeDisk } from '../../../src/main/storage/disk';
import type { FaultCode } from '../../../src/shared/base/fault';
import { fail, ok, type Result } from '../../../src/shared/base/result';
import type { Route } from '../../../src/shared/contract/route';
import { REPORT_VERSION } from '../../../src/shared/model/diagnostics';
import type { RequesterTicket } from '../../../src/shared/model/ticket';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';
import { failing } from '../support/faulty-disk';
import { commentRecord, requesterTicket, ticketRecord } from '../support/records';
import { tempFolder } from '../support/temp-folder';

interface Call {
  path: string;
  json: string | undefined;
}

/** A desk that answers each call as told, `true` for yes. */
function scripted(answers: (FaultCode | true)[] = []) {
  const calls: Call[] = [];
  const call = (route: Route, _input: unknown, options: { rawJson?: string } = {}) => {
    calls.push({ path: `${route.method} ${route.path}`, json: options.rawJson });
    const next = answers.shift() ?? true;
    const value = requesterTicket('0192f0c4-7e00-7000-8000-000000000001');
    return Promise.resolve<Result<unknown>>(next === true ? ok(value) : fail(next));
  };
  return { calls, api: { call } as unknown as Pick<DeskApi, 'call'> };
}

async function outboxWith(answers: (FaultCode | true)[] = [], folder?: string, disk = nodeDisk) {
  const desk = scripted(answers);
  const clock = new FakeClock();
  const log = memoryLog();
  const arrived: RequesterTicket[] = [];
  const there = new Set<string>();
  const outbox = new Outbox({
    store: outboxStore(disk, folder ?? (await tempFolder()), log),
    api: desk.api,
    clock,
    random: () => 0.5,
    log,
    changed: () => undefined,
    isThere: (ticketId) => there.has(ticketId),
    arrived: (ticket) => void arrived.push(ticket),
  });
  await outbox.open();
  return { outbox, clock, log, arrived, there, ...desk };
}

/** As an agent before this one left it behind. */
function olderRecord() {
  const { record } = ticketRecord();
  const json = record.json.replace('"report":null', '"report":{"version":1,"sections":[]}');
  return { ...record, json };
}

test('a report of an older version goes as it is while the desk takes it', async () => {
  const { outbox, calls } = await outboxWith();
  const record = olderRecord();
  await outbox.add(record);
  await outbox.flush();
  expect(calls.map((call) => call.json)).toEqual([record.json]);
});

test('a desk that refuses the older report gets the request without it, and the log says so', async () => {
  const { outbox, calls, log } = await outboxWith(['invalid-input', true]);
  const record = olderRecord();
  await outbox.add(record);
  await outbox.flush();
  expect(calls.map((call) => call.json)).toEqual([record.json, ticketRecordJson(record.json)]);
  expect(log.has('outbox.report-left-out')).toBe(true);
  expect(outbox.records).toEqual([]);
});

test('a request that had arrived with its older report counts as sent', async () => {
  const { outbox, calls, arrived } = await outboxWith(['invalid-input', 'already-exists', true]);
  await outbox.add(olderRecord());
  await outbox.flush();
  expect(calls.at(-1)?.path).toBe('GET /api/device/tickets/:id');
  expect(arrived).toHaveLength(1);
  expect(outbox.records).toEqual([]);
});

test('a request of today that is refused is not tried without its report', async () => {
  const { outbox, calls } = await outboxWith(['invalid-input']);
  const { record } = ticketRecord();
  const json = record.json.replace('"report":null', `"report":{"version":${REPORT_VERSION}}`);
  await outbox.add({ ...record, json });
  await outbox.flush();
  expect(calls).toHaveLength(1);
  expect(outbox.records).toMatchObject([{ refused: { code: 'invalid-input' } }]);
});

const ticketRecordJson = (json: string) => json.replace(/"report":\{.*\}\}$/, '"report":null}');

test('sends the request, then its picture, then what was said after it', async () => {
  const { outbox, calls, arrived } = await outboxWith();
  const { record, bytes } = ticketRecord(new Uint8Array([1, 2, 3]));
  await outbox.add(record, bytes);
  await outbox.add(commentRecord(record.ticketId));
  await outbox.flush();
  expect(calls.map((call) => call.path)).toEqual([
    'POST /api/device/tickets',
    'PUT /api/device/tickets/:id/attachments/:attachmentId',
    'POST /api/device/tickets/:id/comments',
  ]);
  expect(calls[0]!.json).toBe(record.json);
  expect(outbox.records).toEqual([]);
  expect(arrived).toHaveLength(2);
});

test('what could not be saved is neither listed nor sent', async () => {
  const { outbox, calls } = await outboxWith([], undefined, failing('rename', 'EIO'));
  const { record } = ticketRecord();
  expect(await outbox.add(record)).toMatchObject({ ok: false, fault: { code: 'disk-failed' } });
  await outbox.flush();
  expect(outbox.records).toEqual([]);
  expect(calls).toEqual([]);
});

test('waits with growing pauses while the desk is away, and goes at once when it is back', async () => {
  const { outbox, clock, calls } = await outboxWith(['desk-unreachable', 'unavailable', true]);
  await outbox.add(ticketRecord().record);
  await outbox.flush();
  expect(calls).toHaveLength(1);
  expect(outbox.lastFault?.code).toBe('desk-unreachable');
  clock.advance(2_000);
  await outbox.flush();
  expect(calls).toHaveLength(2);
  await outbox.flush();
  expect(outbox.records).toEqual([]);
  expect(clock.pending).toBe(0);
});

test.for([
  'device-revoked',
  'desk-unverified',
  'not-enrolled',
  'proof-refused',
  'protocol-unsupported',
] as const)('keeps everything when the trouble is the way to the desk: %s', async (code) => {
  const { outbox } = await outboxWith([code]);
  const { record } = ticketRecord();
  await outbox.add(record);
  await outbox.flush();
  expect(outbox.records).toEqual([record]);
});

test('keeps what the desk refuses for good, says so, and sends other tickets', async () => {
  const folder = await tempFolder();
  const { outbox, calls } = await outboxWith(['invalid-input', true], folder);
  const refused = ticketRecord().record;
  const other = ticketRecord().record;
  await outbox.add(refused);
  await outbox.add(commentRecord(refused.ticketId));
  await outbox.add(other);
  await outbox.flush();
  expect(calls).toHaveLength(2);
  expect(outbox.records.map((record) => record.refused?.code)).toEqual(['invalid-input', undefined]);
  // And it is still so after a restart.
  const again = await outboxWith([], folder);
  await again.outbox.flush();
  expect(again.calls).toEqual([]);
});

test('a picture the desk refuses for good does not hold up what is said on its ticket', async () => {
  const { outbox, calls, there } = await outboxWith([true, 'too-large', true]);
  const { record, bytes } = ticketRecord(new Uint8Array([1, 2, 3]));
  there.add(record.ticketId);
  await outbox.add(record, bytes);
  await outbox.add(commentRecord(record.ticketId));
  await outbox.flush();
  expect(calls.at(-1)?.path).toBe('POST /api/device/tickets/:id/comments');
  expect(outbox.records.map((entry) => entry.refused?.code)).toEqual(['too-large']);
});

test('one the desk stumbles over holds up its own ticket, no other, and is tried again', async () => {
  const { outbox, clock, calls } = await outboxWith(['internal', true, true, true]);
  const stuck = ticketRecord().record;
  const other = ticketRecord().record;
  await outbox.add(stuck);
  await outbox.add(commentRecord(stuck.ticketId));
  await outbox.add(other);
  await outbox.flush();
  expect(calls.map((call) => call.json)).toEqual([stuck.json, other.json]);
  expect(outbox.lastFault?.code).toBe('internal');
  expect(clock.pending).toBe(1);
  await outbox.flush();
  expect(outbox.records).toEqual([]);
  expect(outbox.lastFault).toBeNull();
  expect(clock.pending).toBe(0);
});

test('after a restart what was saved is sent, once', async () => {
  const folder = await tempFolder();
  const before = await outboxWith(['desk-unreachable'], folder);
  const { record } = ticketRecord();
  await before.outbox.add(record);
  await before.outbox.flush();
  before.outbox.close();
  const after = await outboxWith([], folder);
  await Promise.all([after.outbox.flush(), after.outbox.flush()]);
  expect(after.calls.map((call) => call.json)).toEqual([record.json]);
});

test('owns no timer while nothing waits', async () => {
  const { outbox, clock } = await outboxWith();
  await outbox.add(ticketRecord().record);
  await outbox.flush();
  expect(clock.pending).toBe(0);
});
