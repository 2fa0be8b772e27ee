import { readdir, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../src/shared/base/result';
import { CONSOLE_HEADER } from '../../../src/shared/contract/api';
import { peopleApi } from '../../../src/shared/contract/api-people';
import { newId } from '../../../src/shared/model/ids';
import { ADMIT_ALL, PASSWORD, startTestDesk, type TestDesk } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { FakeClock } from '../../support/fake-clock';

describe('people', () => {
  let desk: TestDesk;
  let clock: FakeClock;
  beforeEach(async () => {
    clock = new FakeClock();
    desk = await startTestDesk({ clock });
  });
  afterEach(() => desk.close());

  const setupBody = (fields: object = {}) => ({
    token: desk.setupToken,
    name: 'Ada Admin',
    email: `${newId()}@example.org`,
    password: PASSWORD,
    ...fields,
  });
  const administrators = async (): Promise<number> => {
    const counted = await desk.desk.storage.read(async ({ people }) => ok(await people.administrators()));
    return counted.ok ? counted.value : -1;
  };

  it('makes one administrator out of fifty who hurry', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => new DeskClient(desk.url).call('setup', { body: setupBody() })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201 || status === 404 || status === 429)).toBe(true);
    expect(await administrators()).toBe(1);
  });

  it('refuses a wrong set-up token', async () => {
    const body = setupBody({ token: 'x'.repeat(43) });
    const { problem } = await new DeskClient(desk.url).call('setup', { body });
    expect(problem?.code).toBe('token-refused');
    expect(await administrators()).toBe(0);
  });

  it('has no set-up any more under any spelling, then and after a restart', async () => {
    const body = JSON.stringify(setupBody());
    await desk.administrator();
    const suffixes = [
      '',
      '/',
      '//',
      '/.',
      '/x',
      '?',
      '?x=1',
      '#',
      ';x',
      '.',
      '%2f',
      '%20',
      '%00',
      '.json',
      '/..;/',
    ];
    const spellings = [
      ...suffixes.map((suffix) => `/api/setup${suffix}`),
      '/API/SETUP',
      '/api/Setup',
      '//api/setup',
      '/api//setup',
      '/api/./setup',
      '/api/%73etup',
      '/./api/setup',
      '/api/x/../setup',
      '/setup',
      '/api/setup/../setup',
      '/api%2fsetup',
      '/api\\setup',
    ];
    const tryAll = async (url: string): Promise<void> => {
      for (const path of spellings) {
        for (const method of ['POST', 'PUT', 'PATCH']) {
          const response = await fetch(`${url}${path}`, {
            method,
            headers: {
              'content-type': 'application/json',
              [CONSOLE_HEADER]: '1',
              'x-http-method-override': 'POST',
            },
            body,
          });
          expect([400, 404, 429], `${method} ${path}`).toContain(response.status);
        }
      }
    };
    await tryAll(desk.url);
    expect(desk.desk.features.setup.open).toBe(false);
    const again = await startTestDesk({ dataDir: desk.dataDir });
    expect(again.desk.setupUrl).toBeNull();
    await tryAll(again.url);
    await again.close();
    expect(await administrators()).toBe(1);
  });

  it('opens a session for the right password only, saying the same of a wrong one and a stranger', async () => {
    await desk.administrator();
    const tryTo = (email: string, password: string) =>
      new DeskClient(desk.url).call('logIn', { body: { email, password } });
    const wrong = await tryTo('ada@example.org', 'wrong password');
    const stranger = await tryTo('nobody@example.org', PASSWORD);
    expect(wrong.problem?.code).toBe('credentials-refused');
    expect({ ...stranger.problem, requestId: '' }).toEqual({ ...wrong.problem, requestId: '' });
    expect((await tryTo('ADA@example.org', PASSWORD)).status).toBe(201);
  });

  it('makes the one who fails too often wait, and says how long', async () => {
    await desk.administrator();
    const wrong = { email: 'ada@example.org', password: 'wrong password' };
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => new DeskClient(desk.url).call('logIn', { body: wrong })),
    );
    expect(tries.every(({ problem }) => problem?.code === 'credentials-refused')).toBe(true);
    const late = await new DeskClient(desk.url).call('logIn', { body: { ...wrong, password: PASSWORD } });
    expect(late.problem?.code).toBe('rate-limited');
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    clock.advance(15 * 60_000 + 1000);
    expect((await desk.logIn('ada@example.org')).cookie).toBeDefined();
  });

  it('counts those who try at once, and other spellings of one address, as the same one', async () => {
    await desk.administrator();
    const spellings = ['ada@example.org', ' ada@example.org', 'ADA@example.org ', '\tada@Example.org'];
    const tries = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const body = { email: spellings[index % spellings.length] ?? '', password: 'wrong password' };
        return new DeskClient(desk.url).call('logIn', { body });
      }),
    );
    const codes = tries.map(({ problem }) => problem?.code);
    expect(codes.filter((code) => code === 'credentials-refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate-limited')).toHaveLength(30);
  });

  it('ends a session that idles for 30 minutes, and any after 12 hours', async () => {
    const client = await desk.administrator();
    const alive = async () => (await client.call('session', {})).status;
    clock.advance(29 * 60_000);
    expect(await alive()).toBe(200);
    clock.advance(29 * 60_000);
    expect(await alive()).toBe(200);
    clock.advance(30 * 60_000);
    expect(await alive()).toBe(401);
    const busy = await desk.logIn('ada@example.org');
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      clock.advance(20 * 60_000);
      expect((await busy.call('session', {})).status).toBe(200);
    }
    clock.advance(20 * 60_000);
    expect((await busy.call('session', {})).status).toBe(401);
  });

  it('hands out a cookie that scripts and other pages cannot use, and takes it back', async () => {
    await desk.administrator();
    const client = new DeskClient(desk.url);
    const body = { email: 'ada@example.org', password: PASSWORD };
    const { headers } = await client.call('logIn', { body });
    expect(headers.get('set-cookie')).toMatch(/^deskside=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const before = client.cookie;
    const out = await client.call('logOut', {});
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^deskside=;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/);
    const stolen = new DeskClient(desk.url, { cookie: before ?? '' });
    expect((await stolen.call('session', {})).status).toBe(401);
  });

  it('says with a token where agents reach the desk, if its operator has said so', async () => {
    const made = async (of: typeof desk, address: string | undefined) => {
      const headers = {
        'content-type': 'application/json',
        [CONSOLE_HEADER]: '1',
        ...(address === undefined ? {} : { origin: address }),
      };
      const post = (path: string, body: unknown, cookie = '') =>
        fetch(`http://127.0.0.1:${of.port}${path}`, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: JSON.stringify(body),
        });
      const token = of.desk.setupUrl?.split('#token=')[1] ?? '';
      const session = (await post('/api/setup', setupBody({ token }))).headers.get('set-cookie') ?? '';
      const body = { id: newId(), label: 'x', uses: 1, hours: 1, ...ADMIT_ALL };
      const answer = await post('/api/enrollment-tokens', body, session.split(';')[0]);
      return peopleApi.addEnrollmentToken.reply.parse(await answer.json()).serverUrl;
    };
    const named = await startTestDesk({ config: { publicUrl: 'https://desk.example.org/' } });
    expect(await made(named, 'https://desk.example.org')).toBe('https://desk.example.org');
    await named.close();
    const unnamed = await startTestDesk();
    expect(await made(unnamed, undefined)).toBeNull();
    await unnamed.close();
  });

  it('keeps the cookie to itself where the desk is reached by https', async () => {
    const secure = await startTestDesk({ config: { publicUrl: 'https://desk.example.org' } });
    const token = secure.desk.setupUrl?.split('#token=')[1] ?? '';
    const port = secure.port;
    const response = await fetch(`http://127.0.0.1:${port}/api/setup`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [CONSOLE_HEADER]: '1',
        origin: 'https://desk.example.org',
      },
      body: JSON.stringify(setupBody({ token })),
    });
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-deskside=.*; Path=\/; HttpOnly; Secure/);
    expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await secure.close();
  });

  it('stores no secret in the clear', async () => {
    const client = await desk.administrator();
    const token = await desk.enrollToken();
    const files = await readdir(desk.dataDir);
    const stored = await Promise.all(files.map((name) => readFile(`${desk.dataDir}/${name}`, 'latin1')));
    const cookie = client.cookie?.split('=')[1] ?? '';
    for (const secret of [PASSWORD, cookie, token, desk.setupToken]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(stored.some((text) => text.includes(secret))).toBe(false);
    }
  });

  it('adds a person once, however often it is asked, and no second with the same address', async () => {
    const client = await desk.administrator();
    const person = {
      id: newId(),
      name: 'Tom',
      email: 'tom@example.org',
      title: 'IT',
      role: 'technician' as const,
    };
    const body = { ...person, password: PASSWORD };
    const first = await client.get('addPerson', { body });
    expect(await client.get('addPerson', { body })).toEqual(first);
    const other = await client.call('addPerson', { body: { ...body, name: 'Tim' } });
    expect(other.problem?.code).toBe('already-exists');
    const twin = await client.call('addPerson', { body: { ...body, id: newId(), email: 'TOM@example.org' } });
    expect(twin.problem?.code).toBe('already-exists');
    expect(await client.get('people', {})).toHaveLength(2);
  });

  it('shows the audit trail newest first, and it holds', async () => {
    const client = await desk.administrator();
    await desk.person('technician');
    const entries = await client.get('audit', { query: { limit: 100 } });
    expect(entries.map(({ action }) => action)).toEqual([
      'session.opened',
      'person.created',
      'session.opened',
      'administrator.created',
    ]);
    const older = await client.get('audit', { query: { before: 3, limit: 100 } });
    expect(older.map(({ seq }) => seq)).toEqual([2, 1]);
  });
});
