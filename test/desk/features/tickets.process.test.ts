import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import { databasePath } from '../../../src/desk/app/compose';
import { RequesterTickets } from '../../../src/desk/features/tickets/requester-tickets';
import { REPORT_LIMIT, type Report } from '../../../src/shared/model/diagnostics';
import { findingsOf } from '../../../src/shared/rules/findings/findings';
import type { ToConsole, ToDevice } from '../../../src/shared/contract/wire';
import { ok } from '../../../src/shared/base/result';
import { newId } from '../../../src/shared/model/ids';
import { startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import { FakeClock } from '../../support/fake-clock';
import type { FakeDevice } from '../../support/fake-device';
import { HEALTHY, reportOf } from '../../support/report';
import { REPORT } from '../../support/valid-calls';

describe('tickets', () => {
  let desk: TestDesk;
  let device: FakeDevice;
  let own: DeskClient;
  let technician: DeskClient;
  beforeEach(async () => {
    desk = await startTestDesk();
    device = await desk.device();
    own = await device.client();
    technician = await desk.person('technician');
  });
  afterEach(() => desk.close());

  const file = (report: typeof REPORT | null = null) =>
    own.get('createTicket', { body: { request: device.request(), report } });
  const read = (id: string) => technician.get('ticket', { params: { id } });

  it('answers a repeated request with the same ticket, also when both come at once', async () => {
    const body = { request: device.request(), report: REPORT };
    const answers = await Promise.all([1, 2, 3].map(() => own.get('createTicket', { body })));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await own.get('ownTickets', {})).toHaveLength(1);
    const changed = { ...body, request: { ...body.request, text: 'Something else.' } };
    expect((await own.call('createTicket', { body: changed })).problem?.code).toBe('already-exists');
  });

  it('answers a repeated reply alike, also when half a character stands in it', async () => {
    const { id } = await file();
    const body = { id: newId(), text: 'cut \uD83D', createdAt: '2026-11-21T08:00:00.000Z' };
    const first = await own.get('ownReply', { params: { id }, body });
    expect(await own.get('ownReply', { params: { id }, body })).toEqual(first);
    expect(first.comments).toHaveLength(1);
  });

  it('says nothing to another device about a ticket but that its id is taken', async () => {
    const request = device.request();
    await own.get('createTicket', { body: { request, report: null } });
    const stranger = await (await desk.device()).client();
    const same = await stranger.call('createTicket', { body: { request, report: null } });
    expect(same.problem?.code).toBe('already-exists');
    const ticket = { id: request.id };
    const elsewhere = await stranger.call('ownTicket', { params: { id: newId() } });
    const foreign = await stranger.call('ownTicket', { params: ticket });
    expect({ ...foreign.problem, requestId: '' }).toEqual({ ...elsewhere.problem, requestId: '' });
    const body = { id: newId(), text: 'Hello', createdAt: request.createdAt };
    expect((await stranger.call('ownReply', { params: ticket, body })).problem?.code).toBe('not-found');
    expect((await stranger.call('confirmSolved', { params: ticket, body: { id: newId() } })).status).toBe(
      404,
    );
    expect(await stranger.get('ownTickets', {})).toEqual([]);
  });

  it('keeps the report as it was sent and what stands on it', async () => {
    const filed = await file(REPORT);
    expect(await technician.get('report', { params: { id: filed.id } })).toEqual(REPORT);
    expect((await read(filed.id)).report).toMatchObject({
      bytes: JSON.stringify(REPORT).length,
      removed: ['users'],
      failed: ['battery'],
    });
    const bare = await file();
    expect((await read(bare.id)).report).toBeNull();
    expect((await technician.call('report', { params: { id: bare.id } })).status).toBe(404);
  });

  it('counts what is found in the report, for the queue and on the ticket', async () => {
    const report = reportOf({ gateway: { ...HEALTHY.gateway, reachable: false, neighbor: false } });
    const found = findingsOf(report);
    const counts = {
      critical: found.filter(({ severity }) => severity === 'critical').length,
      warning: found.filter(({ severity }) => severity === 'warning').length,
    };
    const console = await desk.connectConsole(technician);
    const filed = await file(report);
    const told = await console.next<ToConsole['ticket:changed']>('ticket:changed');
    expect(told.ticket.findings).toEqual(counts);
    expect((await read(filed.id)).findings).toEqual(counts);
    const bare = await file();
    const { tickets } = await technician.get('tickets', { query: {} });
    expect(Object.fromEntries(tickets.map(({ id, findings }) => [id, findings]))).toEqual({
      [filed.id]: counts,
      [bare.id]: null,
    });
  });

  it('takes a ticket though a rule stumbles over its report, and says so in the log', async () => {
    const storage = openSqliteStorage(databasePath(desk));
    const errors: unknown[] = [];
    const stumbling = new RequesterTickets({
      storage,
      clock: new FakeClock(),
      news: { changed: async () => {} },
      log: { error: (event, fields) => void errors.push([event, fields?.['ticketId']]) },
      findingsOf() {
        throw new TypeError('a mistake in a rule');
      },
    });
    const request = device.request();
    const stored = await storage.read(async ({ devices }) => ok(await devices.byId(device.id)));
    if (!stored.ok || !stored.value) throw new Error('the device is gone');
    expect(await stumbling.create(stored.value, request, REPORT)).toMatchObject({ ok: true });
    await storage.close();
    expect(errors).toEqual([['report.findings-failed', request.id]]);
    expect((await read(request.id)).findings).toBeNull();
    expect(await technician.get('report', { params: { id: request.id } })).toEqual(REPORT);
  });

  it('lists the reports of a device without opening any, and says so of a device it does not know', async () => {
    const [first, , last] = [await file(REPORT), await file(), await file(reportOf())];
    const other = await desk.device();
    const reports = await technician.get('deviceReports', { params: { id: device.id } });
    expect(reports.map(({ ticketId, number, collectedAt }) => [ticketId, number, collectedAt])).toEqual([
      [last.id, last.number, reportOf().collectedAt],
      [first.id, first.number, REPORT.collectedAt],
    ]);
    expect(await technician.get('deviceReports', { params: { id: other.id } })).toEqual([]);
    const unknown = await technician.call('deviceReports', { params: { id: newId() } });
    expect(unknown.problem?.code).toBe('not-found');
    const trail = await (await desk.administrator()).get('audit', { query: { limit: 50 } });
    expect(trail.filter(({ action }) => action === 'report.read')).toEqual([]);
  });

  it('takes the largest report there may be, with the longest request, and nothing beyond it', async () => {
    // Halves of characters are the longest in JSON.
    const text = '\uD83D'.repeat(5000);
    const send = (report: typeof REPORT) =>
      own.call('createTicket', { body: { request: device.request({ text }), report } });
    const largest = reportOfBytes(REPORT_LIMIT);
    expect(Buffer.byteLength(JSON.stringify(largest))).toBe(REPORT_LIMIT);
    const filed = await send(largest);
    expect(filed.status).toBe(201);
    expect(await technician.get('report', { params: { id: filed.value.id } })).toEqual(largest);
    expect((await send(reportOfBytes(REPORT_LIMIT + 1))).problem?.code).toBe('too-large');
  });

  it('says of a report of an older version that it cannot be read, not that there is none', async () => {
    const { id } = await file(REPORT);
    const intruder = new DatabaseSync(`${desk.dataDir}/deskside.db`);
    intruder.prepare('update reports set json = ?').run(JSON.stringify({ ...REPORT, version: 1 }));
    intruder.close();
    const { problem } = await technician.call('report', { params: { id } });
    expect(problem).toMatchObject({ code: 'report-outdated', status: 409 });
    expect((await read(id)).report).toMatchObject({ failed: ['battery'] });
  });

  it('takes the subject from the first line and priority from both answers', async () => {
    const long = `${'word '.repeat(60)}\nsecond line`;
    const request = device.request({ text: long, canWork: 'no', affected: 'everyone' });
    const filed = await own.get('createTicket', { body: { request, report: null } });
    expect(filed.subject).toHaveLength(200);
    expect(filed.subject.endsWith('…')).toBe(true);
    expect(await read(filed.number)).toMatchObject({ impact: 1, urgency: 1, priority: 1 });
  });

  it('never shows a work note to the requester, nor that there is one', async () => {
    const socket = await desk.connectDevice(device);
    const filed = await file();
    await socket.next<ToDevice['ticket:changed']>('ticket:changed');
    const before = await own.get('ownTicket', { params: { id: filed.id } });
    const note = { id: newId(), visibility: 'internal' as const, text: 'They always do this.' };
    const noted = await technician.get('addComment', { params: { id: filed.id }, body: note });
    expect(noted).toMatchObject({ status: 'new', comments: [{ visibility: 'internal' }] });
    expect(await own.get('ownTicket', { params: { id: filed.id } })).toEqual(before);
    const reply = { id: newId(), visibility: 'public' as const, text: 'On my way.' };
    await technician.get('addComment', { params: { id: filed.id }, body: reply });
    const { ticket } = await socket.next<ToDevice['ticket:changed']>('ticket:changed');
    expect(ticket.comments.map(({ text }) => text)).toEqual(['On my way.']);
    expect(JSON.stringify(ticket)).not.toContain('always');
  });

  it('moves a new ticket to in progress with the first public reply, and assigns it', async () => {
    const { id } = await file();
    const body = { id: newId(), visibility: 'public' as const, text: 'Looking.' };
    const answered = await technician.get('addComment', { params: { id }, body });
    expect(answered).toMatchObject({ status: 'in-progress', assignee: { name: 'Tom Technician' } });
    expect(answered.events.map(({ field, to }) => [field, to])).toEqual([
      ['status', 'in-progress'],
      ['assignee', 'Tom Technician'],
    ]);
    expect(await technician.get('addComment', { params: { id }, body })).toEqual(answered);
    const other = { ...body, text: 'Else.' };
    const again = await technician.call('addComment', { params: { id }, body: other });
    expect(again.problem?.code).toBe('already-exists');
  });

  it('refuses a change of a version that is no more, and one the rules forbid', async () => {
    const { id } = await file();
    const change = (body: { version: number; status?: 'new' | 'resolved' | 'closed'; impact?: 1 }) =>
      technician.call('changeTicket', { params: { id }, body });
    const resolved = await change({ version: 1, status: 'resolved', impact: 1 });
    expect(resolved.value).toMatchObject({
      version: 2,
      status: 'resolved',
      impact: 1,
      priority: 2,
      assignee: { name: 'Tom Technician' },
    });
    expect((await change({ version: 1, impact: 1 })).problem?.code).toBe('stale');
    expect((await change({ version: 2, status: 'new' })).problem?.code).toBe('wrong-state');
    expect((await change({ version: 2, status: 'closed' })).status).toBe(200);
    const racing = await file();
    const both = await Promise.all(
      [1, 2, 3, 4].map(() =>
        technician.call('changeTicket', {
          params: { id: racing.id },
          body: { version: 1, status: 'on-hold' },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  it('assigns work to technicians only', async () => {
    const { id } = await file();
    const requester = (await read(id)).requester.id;
    const assign = (assigneeId: string | null, version: number) =>
      technician.call('changeTicket', { params: { id }, body: { version, assigneeId } });
    expect((await assign(requester, 1)).problem?.code).toBe('invalid-input');
    const people = await technician.get('people', {});
    const ada = people.find(({ role }) => role === 'administrator')!;
    expect((await assign(ada.id, 1)).value.assignee?.name).toBe('Ada Admin');
    expect((await assign(null, 2)).value.assignee).toBeNull();
  });

  it('lets the requester wake a ticket that waits, say it works, and no more when it is closed', async () => {
    const { id } = await file();
    const say = (text: string, commentId = newId()) =>
      own.call('ownReply', {
        params: { id },
        body: { id: commentId, text, createdAt: '2026-11-21T08:00:00.000Z' },
      });
    await technician.get('changeTicket', { params: { id }, body: { version: 1, status: 'on-hold' } });
    const commentId = newId();
    const woken = await say('Here is what you asked for.', commentId);
    expect(woken.value).toMatchObject({
      status: 'in-progress',
      comments: [{ author: { kind: 'requester' } }],
    });
    expect((await say('Here is what you asked for.', commentId)).value).toEqual(woken.value);
    const solved = await own.get('confirmSolved', { params: { id }, body: { id: commentId } });
    expect(solved.status).toBe('resolved');
    expect((await say('No, it does not.')).value.status).toBe('in-progress');
    const repeated = await own.get('confirmSolved', { params: { id }, body: { id: commentId } });
    expect(repeated.status, 'the same "solved" again is not a new one').toBe('in-progress');
    const { version } = await read(id);
    await technician.get('changeTicket', { params: { id }, body: { version, status: 'canceled' } });
    expect((await say('Hello?')).problem?.code).toBe('wrong-state');
    const late = await own.call('confirmSolved', { params: { id }, body: { id: newId() } });
    expect(late.problem?.code).toBe('wrong-state');
  });

  it('knows one person behind all requests of one account on one device', async () => {
    const [first, second] = [await file(), await file()];
    const other = device.request({ requesterName: 'John Roe' });
    const third = await own.get('createTicket', { body: { request: other, report: null } });
    const requesters = await Promise.all(
      [first, second, third].map(async ({ id }) => (await read(id)).requester),
    );
    expect(requesters[0]).toEqual(requesters[1]);
    expect(requesters[2]).toMatchObject({ name: 'John Roe' });
    expect(requesters[2]?.id).not.toBe(requesters[0]?.id);
  });

  it('pages through the queue by cursor, and takes no cursor of another kind', async () => {
    for (let count = 0; count < 5; count += 1) await file();
    const numbers: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await technician.get('tickets', {
        query: { view: 'open', limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      numbers.push(...page.tickets.map(({ number }) => number));
      expect(page.counts.open).toBe(5);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(numbers).toEqual(['DS-1001', 'DS-1002', 'DS-1003', 'DS-1004', 'DS-1005']);
    for (const forged of ['x', 'W10', Buffer.from('[1,2,3]').toString('base64url')]) {
      const { problem } = await technician.call('tickets', { query: { cursor: forged } });
      expect(problem?.code).toBe('invalid-input');
    }
  });

  it('tells consoles of every change, in order and counted', async () => {
    const console = await desk.connectConsole(technician);
    const { id } = await file();
    const created = await console.next<ToConsole['ticket:changed']>('ticket:changed');
    await technician.get('changeTicket', { params: { id }, body: { version: 1, urgency: 1 } });
    const changed = await console.next<ToConsole['ticket:changed']>('ticket:changed');
    expect([created.seq, changed.seq]).toEqual([1, 2]);
    expect(changed.ticket).toMatchObject({ id, version: 2, urgency: 1 });
  });

  it('tells nobody of what was refused, nor twice of what was sent twice', async () => {
    const { id } = await file();
    const console = await desk.connectConsole(technician);
    const agent = await desk.connectDevice(device);
    await console.next('device:presence');
    await technician.call('changeTicket', { params: { id }, body: { version: 9, urgency: 1 } });
    const reply = { id: newId(), visibility: 'public' as const, text: 'Looking.' };
    for (let count = 0; count < 3; count += 1) {
      await technician.get('addComment', { params: { id }, body: reply });
    }
    const { version } = await read(id);
    await technician.get('changeTicket', { params: { id }, body: { version, status: 'on-hold' } });
    await agent.next<ToDevice['ticket:changed']>(
      'ticket:changed',
      ({ ticket }) => ticket.status === 'on-hold',
    );
    const held = await console.next<ToConsole['ticket:changed']>(
      'ticket:changed',
      ({ ticket }) => ticket.status === 'on-hold',
    );
    expect(held.seq, 'presence, reply, change').toBe(3);
    expect(agent.received.filter(({ event }) => event === 'ticket:changed')).toHaveLength(1);
  });

  it('writes a ticket, what happened to it and its audit entry all together or not at all', async () => {
    const { id } = await file();
    const console = await desk.connectConsole(technician);
    const request = device.request();
    const resolve = { params: { id }, body: { version: 1, status: 'resolved' as const } };
    const intruder = new DatabaseSync(`${desk.dataDir}/deskside.db`);
    intruder.exec("create trigger fails before insert on audit begin select raise(abort, 'no'); end");
    expect((await own.call('createTicket', { body: { request, report: REPORT } })).status).toBe(500);
    expect((await technician.call('changeTicket', resolve)).status).toBe(500);
    intruder.exec('drop trigger fails');
    intruder.close();
    expect(await read(id)).toMatchObject({ version: 1, status: 'new', events: [] });
    expect(await own.get('ownTickets', {})).toHaveLength(1);
    expect(console.received.filter(({ event }) => event !== 'hello')).toEqual([]);
    const filed = await own.get('createTicket', { body: { request, report: REPORT } });
    expect(filed.number, 'no number was lost').toBe('DS-1002');
    expect((await technician.get('changeTicket', resolve)).status).toBe('resolved');
  });

  it('writes down once that a technician read a ticket', async () => {
    const { id } = await file(REPORT);
    await Promise.all([read(id), read(id)]);
    await read(id);
    await technician.get('report', { params: { id } });
    const administrator = await desk.administrator();
    const trail = await administrator.get('audit', { query: { limit: 50 } });
    const reads = trail.filter(({ action, subject }) => action.endsWith('.read') && subject === id);
    expect(reads.map(({ action }) => action).sort()).toEqual(['report.read', 'ticket.read']);
  });
});

/** A report of exactly so many bytes, made long by the list that is longest in life. */
function reportOfBytes(bytes: number): Report {
  const items: { name: string; version: string; publisher: string | null }[] = [];
  const sized = () => reportOf({ software: { total: items.length, items } });
  const row = { name: 'n'.repeat(160), version: 'v'.repeat(60), publisher: null };
  const missing = bytes - Buffer.byteLength(JSON.stringify(sized()));
  const rows = Math.floor(missing / (JSON.stringify(row).length + 1));
  for (let count = 0; count < rows; count += 1) items.push({ ...row });
  const left = bytes - Buffer.byteLength(JSON.stringify(sized()));
  const short = items.splice(-4);
  const rest = left + short.length * 60;
  short.forEach((item, index) => {
    const length = Math.floor(rest / 4) + (index < rest % 4 ? 1 : 0);
    items.push({ ...item, version: 'v'.repeat(length) });
  });
  return sized();
}
