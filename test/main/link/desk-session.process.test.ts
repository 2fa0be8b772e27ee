import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Outbox } from '../../../src/main/link/outbox';
import { outboxStore } from '../../../src/main/link/outbox-store';
import { nodeDisk } from '../../../src/main/storage/disk';
import { deviceApi } from '../../../src/shared/contract/api-device';
import { startTestDesk, type TestDeskOptions } from '../../support/desk';
import { agentSession, memorySecrets, tokenDrop } from '../support/session';
import { memoryLog } from '../support/memory-log';
import { ticketRecord } from '../support/records';
import { tempFolder } from '../support/temp-folder';

async function desk(options: TestDeskOptions = {}) {
  const started = await startTestDesk(options);
  onTestFinished(() => started.close());
  return started;
}

async function filesWith(folder: string, needle: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return files.filter((_file, index) => texts[index]!.includes(needle));
}

describe('enrolment', () => {
  test('happens once; the token is nowhere afterwards', async () => {
    const home = await desk();
    const token = await home.enrollToken();
    const agent = await agentSession({ url: home.url, token });
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect(agent.session.organization).toBe('Example Corp IT');
    // Everything is on disk once what the desk said of the network is.
    await vi.waitFor(async () => expect(await filesWith(agent.folder, 'iceUrls')).toHaveLength(1));
    expect(await filesWith(agent.folder, token)).toEqual([]);
    expect(JSON.stringify(agent.log.lines)).not.toContain(token);
    agent.session.stop();

    const again = await agentSession({ url: null, folder: agent.folder, secrets: agent.secrets });
    await again.session.start();
    await vi.waitFor(() => expect(again.state).toBe('online'));
  });

  test('a desk that cannot be reached is asked again; a crash before the answer keeps the same device', async () => {
    const folder = await tempFolder();
    const secrets = memorySecrets();
    const unreachable = () => Promise.reject(new Error('no route'));
    const home = await desk();
    const token = await home.enrollToken();
    const first = await agentSession({ url: home.url, token, folder, secrets, fetch: unreachable });
    await first.session.start();
    expect(first.connections.at(-1)).toMatchObject({ state: 'offline', fault: { code: 'desk-unreachable' } });
    expect(first.clock.pending).toBe(1);
    first.session.stop();
    const second = await agentSession({ url: home.url, token, folder, secrets });
    await second.session.start();
    await vi.waitFor(() => expect(second.state).toBe('online'));
    expect((secrets.kept as Map<string, string>).size).toBe(1);
  });

  test('without a desk or a token there is nothing to do', async () => {
    const agent = await agentSession({ url: null });
    await agent.session.start();
    expect(agent.connections.at(-1)).toMatchObject({ state: 'unenrolled' });
    expect(agent.clock.pending).toBe(0);
    const answer = await agent.session.api.call(deviceApi.ownTickets, {});
    expect(answer).toMatchObject({ ok: false, fault: { code: 'not-enrolled' } });
  });

  test('a token that is refused is said, and asked for again in minutes, not in seconds', async () => {
    const home = await desk();
    const agent = await agentSession({ url: home.url, token: 'A'.repeat(43) });
    await agent.session.start();
    expect(agent.connections).toMatchObject([{ state: 'refused', fault: { code: 'token-refused' } }]);
    agent.clock.advance(29_000);
    expect(agent.connections).toHaveLength(1);
    expect(agent.clock.pending).toBe(1);
  });

  test('the same desk at a new address is followed, another desk is not', async () => {
    const dataDir = await tempFolder();
    const before = await startTestDesk({ dataDir });
    const agent = await agentSession({ url: before.url, token: await before.enrollToken() });
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    agent.session.stop();
    await before.close();

    const after = await desk({ dataDir });
    const { folder, secrets } = agent;
    const moved = await agentSession({ url: after.url, folder, secrets });
    await moved.session.start();
    await vi.waitFor(() => expect(moved.state).toBe('online'));
    expect(moved.log.has('desk.moved')).toBe(true);
    moved.session.stop();

    const stranger = await desk();
    const kept = await agentSession({ url: stranger.url, folder, secrets });
    await kept.session.start();
    await vi.waitFor(() => expect(kept.state).toBe('online'));
    expect(kept.session.deskUrl).toBe(after.url);
    expect(kept.log.has('desk.kept')).toBe(true);
  });
});

async function enrolled(options: { direct?: boolean; dataDir?: string } = {}) {
  const home = await startTestDesk(options.dataDir ? { dataDir: options.dataDir } : {});
  let open = true;
  const close = async () => {
    if (open) await home.close();
    open = false;
  };
  onTestFinished(close);
  const agent = await agentSession({
    url: home.url,
    token: await home.enrollToken(),
    direct: options.direct ?? false,
  });
  await agent.session.start();
  await vi.waitFor(() => expect(agent.state).toBe('online'));
  return { home, agent, close };
}

test('what the desk said of the network is there again without the desk', async () => {
  const { home, agent, close } = await enrolled();
  await vi.waitFor(() => expect(agent.session.network.address).toBe('127.0.0.1'));
  await vi.waitFor(async () =>
    expect(JSON.parse(await readFile(path.join(agent.folder, 'network.json'), 'utf8'))).toEqual({
      iceUrls: [],
      address: '127.0.0.1',
    }),
  );
  agent.session.stop();
  await close();
  const later = await agentSession({ url: home.url, folder: agent.folder, secrets: agent.secrets });
  await later.session.start();
  expect(later.session.network).toEqual({ iceUrls: [], address: '127.0.0.1' });
});

test.for([true, false])('with WebSocket allowed: %s, the link works and owns no timer', async (direct) => {
  const { agent } = await enrolled({ direct });
  await vi.waitFor(() => expect(agent.events).toMatchObject([{ name: 'hello' }]));
  await vi.waitFor(() => expect(agent.lists).toEqual([[]]));
  expect(agent.clock.pending).toBe(0);
});

test('a desk whose key is not the pinned one gets nothing', async () => {
  const { home, agent } = await enrolled();
  agent.session.stop();
  const file = path.join(agent.folder, 'identity.json');
  const stored = JSON.parse(await readFile(file, 'utf8')) as { desk: { publicKey: string } };
  stored.desk.publicKey = Buffer.alloc(32, 7).toString('base64url');
  await writeFile(file, JSON.stringify(stored));
  const sent: string[] = [];
  const watched = await agentSession({
    url: home.url,
    folder: agent.folder,
    secrets: agent.secrets,
    fetch: (url, init) => {
      sent.push(new URL(url).pathname);
      return fetch(url, init);
    },
  });
  await watched.session.start();
  await vi.waitFor(() => expect(watched.state).toBe('refused'));
  const call = await watched.session.api.call(deviceApi.ownTickets, {});
  expect(call).toMatchObject({ ok: false, fault: { code: 'desk-unverified' } });
  expect(sent.length).toBeGreaterThan(0);
  expect(new Set(sent)).toEqual(new Set(['/api/device/challenge']));
});

test('a revoked device is cut off and told', async () => {
  const { home, agent } = await enrolled();
  const { deviceId } = JSON.parse(await readFile(path.join(agent.folder, 'identity.json'), 'utf8')) as {
    deviceId: string;
  };
  const administrator = await home.administrator();
  await administrator.get('revokeDevice', { params: { id: deviceId } });
  await vi.waitFor(() => expect(agent.state).not.toBe('online'));
  agent.clock.advance(2_000);
  await vi.waitFor(() =>
    expect(agent.connections.at(-1)).toMatchObject({ state: 'refused', fault: { code: 'device-revoked' } }),
  );
});

test('a new token takes a revoked device back, as another one', async () => {
  const { home, agent } = await enrolled();
  const before = agent.session.deviceId ?? '';
  await (await home.administrator()).get('revokeDevice', { params: { id: before } });
  await vi.waitFor(() => expect(agent.state).not.toBe('online'));
  agent.session.stop();
  const token = tokenDrop(await home.enrollToken());
  const { folder, secrets } = agent;
  const again = await agentSession({ url: home.url, token, folder, secrets });
  await again.session.start();
  await vi.waitFor(() => expect(again.state).toBe('online'));
  expect(again.session.deviceId).not.toBe(before);
  expect(token.left).toBeNull();
});

test('after the desk was away the link comes back by itself, first saying what is going on', async () => {
  const dataDir = await tempFolder();
  const { home, agent, close } = await enrolled({ dataDir });
  const port = new URL(home.url).port;
  await close();
  await vi.waitFor(() => expect(agent.state).toBe('offline'));
  expect(agent.clock.pending).toBe(1);
  const back = await desk({ dataDir, config: { port: Number(port) } as never });
  agent.clock.advance(2_000);
  await vi.waitFor(() => expect(agent.state).toBe('online'));
  expect(back.url).toBe(home.url);
  expect(agent.clock.pending).toBe(0);
});

describe('a request whose answer is lost', () => {
  test.for(['before the desk heard it', 'after the desk took it'])('%s is there once', async (when) => {
    const { home, agent } = await enrolled();
    agent.session.stop();
    let lose = true;
    const lossy = await agentSession({
      url: home.url,
      folder: agent.folder,
      secrets: agent.secrets,
      fetch: async (url, init) => {
        const create = init?.method === 'POST' && new URL(url).pathname === '/api/device/tickets';
        if (!create || !lose) return fetch(url, init);
        lose = false;
        if (when.startsWith('after')) await fetch(url, init);
        throw new Error('connection reset');
      },
    });
    await lossy.session.start();
    const outbox = new Outbox({
      store: outboxStore(nodeDisk, await tempFolder(), memoryLog()),
      api: lossy.session.api,
      clock: lossy.clock,
      random: () => 0,
      log: memoryLog(),
      changed: () => undefined,
      isThere: () => false,
      arrived: () => undefined,
    });
    await outbox.open();
    const { record } = ticketRecord();
    await outbox.add(record);
    await outbox.flush();
    expect(outbox.records).toHaveLength(1);
    await outbox.flush();
    expect(outbox.records).toEqual([]);
    const listed = await lossy.session.api.call(deviceApi.ownTickets, {});
    expect(listed.ok && listed.value.map((ticket) => ticket.id)).toEqual([record.ticketId]);
  });
});
