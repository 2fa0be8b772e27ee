import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fingerprint, newKeyPair } from '../../../src/main/link/keys';
import { nodeDisk } from '../../../src/main/storage/disk';
import type { MachineIdentity } from '../../../src/shared/model/device';
import { startTestDesk } from '../../support/desk';
import { bareDesk } from '../support/bare-desk';
import {
  agentSession,
  INVENTORY,
  MACHINE,
  type memorySecrets,
  OTHER_HARDWARE,
  tokenDrop,
} from '../support/session';
import { tempFolder } from '../support/temp-folder';

const TOKEN = 'T'.repeat(43);

async function realDesk() {
  const desk = await startTestDesk();
  onTestFinished(() => desk.close());
  return desk;
}

async function storedIn(folder: string) {
  const text = await readFile(path.join(folder, 'identity.json'), 'utf8');
  return JSON.parse(text) as {
    deviceId: string;
    machine: MachineIdentity | null;
    desk: { publicKey: string; policyPublicKey: string | null } | null;
  };
}

describe('the token', () => {
  test('is given up only when the new identity is on the disk', async () => {
    const desk = await bareDesk();
    const folder = await tempFolder();
    const drop = tokenDrop(TOKEN);
    const seen: (string | null)[] = [];
    const used = drop.used.bind(drop);
    drop.used = async () => {
      seen.push((await storedIn(folder)).desk?.publicKey ?? null);
      await used();
    };
    const agent = await agentSession({ url: desk.url, token: drop, folder });
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect(seen).toEqual([desk.publicKey]);
    expect(drop.left).toBeNull();
    expect(desk.enrolled).toMatchObject([{ token: TOKEN, machine: MACHINE, osUser: 'jane', copyOf: null }]);
    expect(await storedIn(folder)).toMatchObject({
      machine: MACHINE,
      desk: { policyPublicKey: desk.policyPublicKey },
    });
  });

  test('stays where it is while the desk does not admit anybody', async () => {
    const desk = await bareDesk({ enroll: () => 'unavailable' });
    const drop = tokenDrop(TOKEN);
    const agent = await agentSession({ url: desk.url, token: drop });
    await agent.session.start();
    expect(agent.state).toBe('offline');
    expect(drop.left).toBe(TOKEN);
  });

  test('stays until the identity is on the disk, and admits the same device then', async () => {
    const desk = await bareDesk();
    const drop = tokenDrop(TOKEN);
    let full = false;
    const disk = {
      ...nodeDisk,
      writeSynced: (...[file, bytes]: Parameters<typeof nodeDisk.writeSynced>) =>
        full ? Promise.reject(new Error('full')) : nodeDisk.writeSynced(file, bytes),
    };
    const filling: typeof fetch = (...request) => {
      full = true;
      return fetch(...request);
    };
    const agent = await agentSession({ url: desk.url, token: drop, disk, fetch: filling });
    await agent.session.start();
    expect(agent.connections.at(-1)).toMatchObject({ state: 'offline', fault: { code: 'disk-failed' } });
    expect(drop.left).toBe(TOKEN);
    agent.session.stop();
    const again = await agentSession({
      url: desk.url,
      token: drop,
      folder: agent.folder,
      secrets: agent.secrets,
    });
    await again.session.start();
    await vi.waitFor(() => expect(again.state).toBe('online'));
    expect(drop.left).toBeNull();
    expect(desk.enrolled[1]).toEqual(desk.enrolled[0]);
  });

  test('that comes to an enrolled computer once more does not stay there', async () => {
    const desk = await bareDesk();
    const first = await agentSession({ url: desk.url, token: TOKEN });
    await first.session.start();
    await vi.waitFor(() => expect(first.state).toBe('online'));
    first.session.stop();
    const drop = tokenDrop(TOKEN);
    const { folder, secrets } = first;
    const again = await agentSession({ url: desk.url, token: drop, folder, secrets });
    await again.session.start();
    expect(drop.left).toBeNull();
    expect(desk.enrolled).toHaveLength(1);
  });

  test('that comes later is taken then, without a new start', async () => {
    const desk = await bareDesk({ enroll: ({ token }) => (token === TOKEN ? 'active' : 'token-refused') });
    const drop = tokenDrop(null);
    const agent = await agentSession({ url: desk.url, token: drop });
    await agent.session.start();
    expect(agent.connections).toMatchObject([{ state: 'unenrolled', fault: { code: 'not-enrolled' } }]);
    expect(desk.enrolled).toMatchObject([{ token: null }]);
    drop.left = TOKEN;
    agent.session.retryNow();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect(drop.left).toBeNull();
  });
});

describe('a further person of an enrolled computer', () => {
  async function second(others: boolean, token: string | null, machine = MACHINE) {
    const home = await realDesk();
    const first = await home.enrollToken(1, { othersOnComputer: others });
    const one = await agentSession({ url: home.url, token: first });
    await one.session.start();
    await vi.waitFor(() => expect(one.state).toBe('online'));
    const other = await agentSession({
      url: home.url,
      token: tokenDrop(token === 'used up' ? first : token),
      machine,
    });
    await other.session.start();
    return { one, other };
  }

  test('needs no token, and is a device of their own', async () => {
    const { one, other } = await second(true, null);
    await vi.waitFor(() => expect(other.state).toBe('online'));
    expect(one.session.deviceId).not.toBe(other.session.deviceId);
    expect(one.state).toBe('online');
  });

  test('gets in although the token of the policy is used up', async () => {
    const { other } = await second(true, 'used up');
    await vi.waitFor(() => expect(other.state).toBe('online'));
    expect(other.log.has('token.refused')).toBe(true);
  });

  test('is not let in where the token says so', async () => {
    expect((await second(false, null)).other.state).toBe('unenrolled');
  });

  test('is not let in on another computer', async () => {
    expect((await second(true, null, OTHER_HARDWARE)).other.state).toBe('unenrolled');
  });
});

test('a device that waits for approval says so, and is there within a minute of it', async () => {
  const home = await realDesk();
  const token = await home.enrollToken(1, { approve: 'none' });
  const agent = await agentSession({ url: home.url, token });
  await agent.session.start();
  await vi.waitFor(() =>
    expect(agent.connections.at(-1)).toMatchObject({ state: 'pending', fault: { code: 'device-pending' } }),
  );
  for (let tries = 2; tries <= 8; tries += 1) {
    agent.clock.advance(60_000);
    await vi.waitFor(() => expect(agent.connections).toHaveLength(tries));
    expect(agent.state).toBe('pending');
  }
  const administrator = await home.administrator();
  const { deviceId } = await storedIn(agent.folder);
  await administrator.get('approveDevices', { body: { ids: [deviceId] } });
  agent.clock.advance(60_000);
  await vi.waitFor(() => expect(agent.state).toBe('online'));
});

test('an agent that starts before anybody said where its desk is enrolls when somebody does', async () => {
  const desk = await bareDesk();
  const given: Parameters<typeof agentSession>[0] = { url: null, token: TOKEN };
  const agent = await agentSession(given);
  await agent.session.start();
  expect(agent.state).toBe('unenrolled');
  expect(agent.clock.pending).toBe(0);
  given.url = desk.url;
  agent.session.retryNow();
  await vi.waitFor(() => expect(agent.state).toBe('online'));
});

test('an identity that cannot be read for a while is not replaced by another', async () => {
  const desk = await bareDesk();
  const first = await agentSession({ url: desk.url, token: TOKEN });
  await first.session.start();
  await vi.waitFor(() => expect(first.state).toBe('online'));
  first.session.stop();
  const { folder, secrets } = first;
  let locked = true;
  const disk = {
    ...nodeDisk,
    read: (file: string) =>
      locked ? Promise.reject(Object.assign(new Error('locked'), { code: 'EBUSY' })) : nodeDisk.read(file),
  };
  const again = await agentSession({ url: desk.url, token: TOKEN, folder, secrets, disk });
  await again.session.start();
  expect(again.connections.at(-1)).toMatchObject({ state: 'offline', fault: { code: 'disk-failed' } });
  locked = false;
  again.session.retryNow();
  await vi.waitFor(() => expect(again.state).toBe('online'));
  expect(again.session.deviceId).toBe(first.session.deviceId);
  expect(desk.enrolled).toHaveLength(1);
  expect([...(secrets as ReturnType<typeof memorySecrets>).kept.keys()]).toEqual([
    `device-key-${first.session.deviceId}`,
  ]);
});

test('whatever breaks, the agent tries again', async () => {
  const desk = await bareDesk();
  let breaks = true;
  const readMachine = () => (breaks ? Promise.reject(new Error('out of files')) : Promise.resolve(MACHINE));
  const agent = await agentSession({ url: desk.url, token: TOKEN, readMachine });
  await agent.session.start();
  expect(agent.connections.at(-1)).toMatchObject({ state: 'offline', fault: { code: 'internal' } });
  breaks = false;
  agent.clock.advance(2_000);
  await vi.waitFor(() => expect(agent.state).toBe('online'));
});

test('a computer that cannot be told from others now is enrolled when it can; nothing is sent until then', async () => {
  const desk = await bareDesk();
  const agent = await agentSession({ url: desk.url, token: TOKEN, machine: null });
  await agent.session.start();
  expect(agent.connections.at(-1)).toMatchObject({ state: 'offline', fault: { code: 'internal' } });
  expect(agent.clock.pending).toBe(1);
  expect(desk.paths).toEqual([]);
});

test('an identity of the first version goes on and learns the policy key', async () => {
  const home = await realDesk();
  const agent = await agentSession({ url: home.url, token: await home.enrollToken() });
  await agent.session.start();
  await vi.waitFor(() => expect(agent.state).toBe('online'));
  agent.session.stop();
  const { folder, secrets } = agent;
  const { desk, deviceId, ...rest } = await storedIn(folder);
  const { policyPublicKey, ...known } = desk!;
  const { publicKey } = rest as unknown as { publicKey: string };
  const first = { version: 1, deviceId, publicKey, desk: known };
  await writeFile(path.join(folder, 'identity.json'), JSON.stringify(first));
  const again = await agentSession({ url: home.url, folder, secrets });
  await again.session.start();
  await vi.waitFor(() => expect(again.state).toBe('online'));
  expect(again.session.deviceId).toBe(deviceId);
  expect(await storedIn(folder)).toMatchObject({ deviceId, machine: MACHINE, desk: { policyPublicKey } });
});

describe('a desk that took new keys', () => {
  async function met() {
    const desk = await bareDesk();
    const before = { desk: desk.publicKey, policy: desk.policyPublicKey };
    const agent = await agentSession({ url: desk.url, token: TOKEN });
    await agent.session.start();
    // The last thing it asks for by itself.
    await vi.waitFor(() => expect(agent.lists).toHaveLength(1));
    agent.session.stop();
    const again = () => agentSession({ url: desk.url, folder: agent.folder, secrets: agent.secrets });
    return { desk, before, again };
  }

  test('is followed, its new keys are kept, and the log names old and new', async () => {
    const { desk, before, again } = await met();
    desk.rotate('desk');
    desk.rotate('policy');
    desk.rotate('desk');
    const agent = await again();
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect(await storedIn(agent.folder)).toMatchObject({
      desk: {
        publicKey: desk.publicKey,
        policyPublicKey: desk.policyPublicKey,
        formerPolicyKey: before.policy,
      },
    });
    expect(agent.log.lines).toContainEqual({
      level: 'warn',
      event: 'desk.key-changed',
      fields: { from: fingerprint(before.desk), to: fingerprint(desk.publicKey) },
    });
    expect(agent.log.lines).toContainEqual({
      level: 'warn',
      event: 'desk.policy-key-changed',
      fields: { from: fingerprint(before.policy), to: fingerprint(desk.policyPublicKey) },
    });
    agent.session.stop();
    const later = await again();
    await later.session.start();
    await vi.waitFor(() => expect(later.state).toBe('online'));
    expect(later.log.has('desk.key-changed')).toBe(false);
  });

  test('is refused where the old key did not sign the new one, and hears nothing but a challenge', async () => {
    const { desk, before, again } = await met();
    desk.rotate('desk', newKeyPair());
    desk.paths.length = 0;
    const agent = await again();
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('refused'));
    expect(agent.connections.at(-1)?.fault?.code).toBe('desk-unverified');
    expect(new Set(desk.paths)).toEqual(new Set(['/api/device/challenge']));
    expect((await storedIn(agent.folder)).desk?.publicKey).toBe(before.desk);
  });

  test('keeps its old policy key where only that one’s change does not hold', async () => {
    const { desk, before, again } = await met();
    desk.rotate('policy', newKeyPair());
    const agent = await again();
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect((await storedIn(agent.folder)).desk?.policyPublicKey).toBe(before.policy);
    expect(agent.log.has('desk.policy-key-kept')).toBe(true);
  });
});

test('the inventory is told after the status, and again only when it changed', async () => {
  const heard: { name: string; payload: unknown }[] = [];
  const desk = await bareDesk({
    connected: (socket) =>
      void socket.onAny((name: string, payload: unknown, acknowledge: (answer: unknown) => void) => {
        heard.push({ name, payload });
        acknowledge({ ok: true });
      }),
  });
  const agent = await agentSession({ url: desk.url, token: TOKEN });
  await agent.session.start();
  await vi.waitFor(() =>
    expect(heard.map(({ name }) => name)).toEqual(['device:status', 'device:inventory']),
  );
  expect(heard[1]?.payload).toEqual({ ...INVENTORY, machine: MACHINE });
  agent.setInventory({ ...INVENTORY });
  agent.setInventory({ ...INVENTORY, update: { state: 'waiting', version: '0.2.0', reason: 'assist-open' } });
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  expect(heard[2]?.payload).toMatchObject({ update: { state: 'waiting' } });
  desk.drop();
  await vi.waitFor(() => expect(agent.state).toBe('offline'));
  agent.clock.advance(2_000);
  await vi.waitFor(() => expect(heard).toHaveLength(5));
});
