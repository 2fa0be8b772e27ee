import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, CONSOLE_HEADER, type RouteName } from '../../../src/shared/contract/api';
import { deviceApi } from '../../../src/shared/contract/api-device';
import { problem, type Problem } from '../../../src/shared/contract/problem';
import { pathOf, type Route } from '../../../src/shared/contract/route';
import { ok } from '../../../src/shared/base/result';
import { newId } from '../../../src/shared/model/ids';
import { ADMIT_ALL, startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import {
  PICTURE,
  PICTURE_SHA256,
  REPORT,
  validCall,
  type CallScene,
  type RawCall,
} from '../../support/valid-calls';

const ROUTES = Object.entries(api) as [RouteName, Route][];
const isDeviceRoute = (name: RouteName): boolean => Object.hasOwn(deviceApi, name);

/** Every route, every way to call it wrongly: a problem document with a code, nothing changed, server alive. */
describe('bad input', () => {
  let desk: TestDesk;
  let administrator: DeskClient;
  let requester: DeskClient;
  let own: DeskClient;
  let foreign: DeskClient;
  let revoked: DeskClient;
  let scene: CallScene;

  beforeAll(async () => {
    desk = await startTestDesk();
    administrator = await desk.administrator();
    requester = await desk.person('requester');
    const device = await desk.device();
    own = await device.client();
    foreign = await (await desk.device()).client();
    const gone = await desk.device();
    revoked = await gone.client();
    await administrator.get('revokeDevice', { params: { id: gone.id } });
    const agent = await desk.connectDevice(device);
    const request = device.request();
    const filed = await own.get('createTicket', { body: { request, report: REPORT } });
    const attachmentId = newId();
    await own.get('attach', {
      params: { id: filed.id, attachmentId },
      query: { name: 'screen.png', kind: 'screenshot' },
      headers: { 'content-type': 'image/png', 'x-content-sha256': PICTURE_SHA256 },
      body: PICTURE,
    });
    const assistId = newId();
    await administrator.get('askAssist', { params: { id: filed.id }, body: { id: assistId } });
    await agent.send('assist:started', { assistId });
    const participantId = newId();
    await administrator.get('joinAssist', { params: { id: assistId }, body: { id: participantId } });
    const { token: _token, id: tokenId } = await administrator.get('addEnrollmentToken', {
      body: { id: newId(), label: 'x', uses: 1, hours: 1, ...ADMIT_ALL },
    });
    const { version } = await administrator.get('ticket', { params: { id: filed.id } });
    scene = {
      device,
      ticketId: filed.id,
      ticketVersion: version,
      attachmentId,
      assistId,
      participantId,
      tokenId,
    };
  });
  afterAll(() => desk.close());

  /** The client whose access is enough for the route. */
  const entitled = (name: RouteName): DeskClient => (api[name].access === 'device' ? own : administrator);

  async function send(
    name: RouteName,
    headers: Record<string, string>,
    call: RawCall,
    rawBody?: string | Buffer,
  ): Promise<{ status: number; problem: Problem | null }> {
    const route: Route = api[name];
    const bytes = call.body instanceof Uint8Array;
    const body = rawBody ?? (bytes ? Buffer.from(call.body as Buffer) : JSON.stringify(call.body));
    const response = await fetch(`${desk.url}${pathOf(route, call.params, call.query)}`, {
      method: route.method,
      headers: {
        ...headers,
        ...(call.body !== undefined && !bytes ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const text = await response.text();
    expect(text).not.toMatch(/at .*\.[jt]s|SQLITE|node_modules|\/src\//);
    return { status: response.status, problem: isProblem ? problem.parse(JSON.parse(text)) : null };
  }

  /** What a request could change: the trail of everything that is written, apart from refusals themselves. */
  async function state(): Promise<number> {
    const refusals = ['access.refused', 'device.refused', 'session.refused'];
    const counted = await desk.desk.storage.read(async ({ audit }) => {
      const entries = await audit.after(0, 10_000);
      return ok(entries.filter(({ action }) => !refusals.includes(action)).length);
    });
    if (!counted.ok) throw new Error(counted.fault.code);
    return counted.value;
  }

  async function refused(
    sent: Promise<{ status: number; problem: Problem | null }>,
    codes: readonly string[],
  ): Promise<void> {
    const { status, problem: document } = await sent;
    expect(codes).toContain(document?.code);
    expect(status).toBe(document?.status);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }

  // Set-up is over in this scene: whatever is sent there is not found.
  const gone = (name: RouteName, ...codes: string[]): string[] => (name === 'setup' ? ['not-found'] : codes);

  describe.each(ROUTES)('%s', (name, route) => {
    it('changes nothing and answers with a problem, whatever is wrong', async () => {
      const before = await state();
      const call = validCall(name, scene);
      const headers = entitled(name).headers();

      for (const part of ['params', 'query', 'body'] as const) {
        const wrong = { ...call, [part]: damaged(call[part]) };
        if (!route[part] || route[part] === 'bytes') continue;
        // A ticket is also looked up by its number, so any short text may stand there.
        const lookUp = name === 'ticket' ? ['not-found'] : [];
        await refused(send(name, headers, wrong), gone(name, 'invalid-input', ...lookUp));
      }
      if (route.body && route.body !== 'bytes') await badBodies(name, headers, call);
      if (!route.body) {
        const surplus = { ...call, body: { surplus: 1 } };
        if (route.method !== 'GET') await refused(send(name, headers, surplus), gone(name, 'invalid-input'));
      }
      if (!route.query) {
        const surplus = { ...call, query: { surplus: '1' } };
        await refused(send(name, headers, surplus), gone(name, 'invalid-input'));
      }
      expect(await state()).toBe(before);
      expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
    });

    it('lets in nobody who may not', async () => {
      const before = await state();
      const call = validCall(name, scene);
      const access = api[name].access;
      const anonymous = { [CONSOLE_HEADER]: '1', origin: desk.url };
      if (access !== 'anyone') {
        await refused(send(name, anonymous, call), ['unauthenticated']);
        const forged = { ...anonymous, cookie: 'deskside=forged', authorization: `Bearer ${'x'.repeat(94)}` };
        await refused(send(name, forged, call), ['unauthenticated']);
      }
      if (access === 'device') {
        await refused(send(name, revoked.headers(), call), ['device-revoked']);
        await refused(send(name, administrator.headers(), call), ['unauthenticated']);
        if (call.params) await refused(send(name, foreign.headers(), call), ['not-found']);
      }
      if (access === 'technician' || access === 'administrator') {
        await refused(send(name, requester.headers(), call), ['forbidden']);
        await refused(send(name, own.headers(), call), ['unauthenticated']);
      }
      expect(await state()).toBe(before);
    });
  });

  describe.each(ROUTES.filter(([name]) => !isDeviceRoute(name)))('%s', (name, route) => {
    it('answers only pages of its own', async () => {
      const before = await state();
      const call = validCall(name, scene);
      const headers = administrator.headers();
      const codes = gone(name, 'origin-refused');
      const host = new URL(desk.url).host;
      for (const origin of [
        'https://evil.example',
        `http://${host}.evil.example`,
        'null',
        'http://127.0.0.1',
      ]) {
        await refused(send(name, { ...headers, origin }, call), codes);
      }
      await refused(send(name, { ...headers, 'sec-fetch-site': 'cross-site' }, call), codes);
      await refused(send(name, { ...headers, 'sec-fetch-site': 'same-site' }, call), codes);
      if (route.method !== 'GET') {
        const { [CONSOLE_HEADER]: _dropped, ...without } = headers;
        await refused(send(name, without, call), codes);
      }
      expect(await state()).toBe(before);
    });
  });

  async function badBodies(name: RouteName, headers: Record<string, string>, call: RawCall): Promise<void> {
    const json = { ...headers, 'content-type': 'application/json' };
    const text = JSON.stringify(call.body);
    const bad = gone(name, 'invalid-input');
    await refused(send(name, json, { ...call, body: undefined }, text.slice(0, -1)), bad);
    await refused(send(name, json, { ...call, body: undefined }, ''), bad);
    await refused(send(name, json, { ...call, body: [] }), bad);
    await refused(send(name, json, { ...call, body: null }), bad);
    await refused(send(name, json, { ...call, body: 'text' }), bad);
    const polluted = `{"__proto__":{"admin":true},${text.slice(1)}`;
    await refused(send(name, json, { ...call, body: undefined }, polluted), bad);
    const body = call.body as Record<string, unknown>;
    await refused(send(name, json, { ...call, body: { ...body, isAdministrator: true } }), bad);
    for (const key of Object.keys(body).filter((field) => field !== 'impact')) {
      const { [key]: _removed, ...without } = body;
      await refused(send(name, json, { ...call, body: without }), bad);
      await refused(send(name, json, { ...call, body: { ...body, [key]: { $ne: null } } }), bad);
      await refused(send(name, json, { ...call, body: { ...body, [key]: 'x'.repeat(300_000) } }), bad);
    }
    const large = { ...call, body: { ...body, large: 'x'.repeat(1_100_000) } };
    await refused(send(name, json, large), gone(name, 'too-large'));
    const plain = { ...headers, 'content-type': 'text/plain' };
    await refused(send(name, plain, { ...call, body: undefined }, text), gone(name, 'media-type-refused'));
  }

  it('answers an unknown path under /api with a problem, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${desk.url}/api/nothing`, { method });
      expect(response.status).toBe(404);
      expect(problem.parse(await response.json()).code).toBe('not-found');
    }
  });
});

/** The same with one unknown field. */
function damaged(part: unknown): unknown {
  if (part instanceof Uint8Array || part === undefined) return { surplus: '1' };
  const record = part as Record<string, unknown>;
  return 'id' in record && Object.keys(record).length <= 2
    ? { ...record, id: 'not-an-id', surplus: 1 }
    : { ...record, surplus: 1 };
}
