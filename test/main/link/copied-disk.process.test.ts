import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { verifyText } from '../../../src/main/link/keys';
import type { SecretStore } from '../../../src/main/link/identity';
import { fail } from '../../../src/shared/base/result';
import type { FaultCode } from '../../../src/shared/base/fault';
import { copyProofText, deviceApi } from '../../../src/shared/contract/api-device';
import type { MachineIdentity } from '../../../src/shared/model/device';
import { startTestDesk } from '../../support/desk';
import { bareDesk, type Asked } from '../support/bare-desk';
import { agentSession, MACHINE, memorySecrets, OTHER_HARDWARE, tokenDrop } from '../support/session';
import { tempFolder } from '../support/temp-folder';

const TOKEN = 'T'.repeat(43);

interface Stored {
  deviceId: string;
  publicKey: string;
  machine: MachineIdentity | null;
  desk: object | null;
  copyOf: { deviceId: string } | null;
}

async function storedIn(folder: string): Promise<Stored> {
  return JSON.parse(await readFile(path.join(folder, 'identity.json'), 'utf8')) as Stored;
}

/** An enrolled computer whose agent was stopped, and what a copy of its disk holds. */
async function imaged(url: string, token: string) {
  const original = await agentSession({ url, token });
  await original.session.start();
  await vi.waitFor(() => expect(original.state).toBe('online'));
  original.session.stop();
  const { folder } = original;
  await mkdir(path.join(folder, 'outbox'));
  await writeFile(path.join(folder, 'outbox', 'unsent.json'), '{}');
  await writeFile(path.join(folder, 'draft.json'), '{}');
  async function copy(secrets: SecretStore = copyOf(original.secrets)) {
    const disk = await tempFolder();
    await cp(folder, disk, { recursive: true });
    return { folder: disk, secrets };
  }
  return { original, before: await storedIn(folder), copy };
}

function copyOf(secrets: SecretStore): SecretStore & { kept: Map<string, string> } {
  const copied = memorySecrets();
  for (const [name, value] of (secrets as unknown as { kept: Map<string, string> }).kept) {
    copied.kept.set(name, value);
  }
  return copied;
}

test('a copied disk in another computer becomes a device of its own; the original stays what it was', async () => {
  const home = await startTestDesk();
  onTestFinished(() => home.close());
  const { original, before, copy } = await imaged(home.url, await home.enrollToken());
  const { folder, secrets } = await copy();
  const clone = await agentSession({ url: home.url, folder, secrets, machine: OTHER_HARDWARE });
  await clone.session.start();
  await vi.waitFor(() => expect(clone.state).toBe('online'));
  const now = await storedIn(folder);
  expect(now).toMatchObject({ machine: OTHER_HARDWARE, copyOf: null });
  expect(now.deviceId).not.toBe(before.deviceId);
  expect(clone.log.lines).toContainEqual({
    level: 'warn',
    event: 'device.copied',
    fields: { deviceId: before.deviceId, enrolled: true, saidBy: 'hardware' },
  });
  const [setAside] = (await readdir(folder)).filter((name) => name.startsWith('copied-'));
  expect((await readdir(path.join(folder, setAside!))).toSorted()).toEqual(['draft.json', 'outbox']);
  expect(await readdir(folder)).not.toContain('outbox');
  expect([...(secrets as ReturnType<typeof copyOf>).kept.keys()]).toEqual([`device-key-${now.deviceId}`]);

  const first = await agentSession({ url: home.url, folder: original.folder, secrets: original.secrets });
  await first.session.start();
  await vi.waitFor(() => expect(first.state).toBe('online'));
  expect(first.session.deviceId).toBe(before.deviceId);
  const administrator = await home.administrator();
  const device = await administrator.get('device', { params: { id: now.deviceId } });
  expect(device.copyOf).toBe(before.deviceId);
});

test('the same computer with other parts is no copy, and is known by its new parts from then on', async () => {
  const desk = await bareDesk();
  const { before, copy } = await imaged(desk.url, TOKEN);
  const { folder, secrets } = await copy();
  const [kept = ''] = MACHINE.hardware;
  for (const hardware of [
    [kept, 'd4'.repeat(16)],
    ['d4'.repeat(16), 'e5'.repeat(16)],
    [],
    ['e5'.repeat(16)],
  ]) {
    const agent = await agentSession({
      url: desk.url,
      folder,
      secrets,
      machine: { tag: MACHINE.tag, hardware },
    });
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
    expect(agent.session.deviceId).toBe(before.deviceId);
    agent.session.stop();
  }
  expect(desk.enrolled).toHaveLength(1);
});

test('where the desk says so the same happens, whatever the computer looks like from here', async () => {
  let known = '';
  const desk = await bareDesk({
    connected: (socket) =>
      void socket.onAny((name: string, _payload: unknown, acknowledge: (answer: unknown) => void) => {
        const { proof } = socket.handshake.auth as { proof: { deviceId: string } };
        const copied = name === 'device:inventory' && proof.deviceId === known;
        acknowledge(copied ? { ok: false, fault: { code: 'device-copied' } } : { ok: true });
      }),
  });
  const { before, copy } = await imaged(desk.url, TOKEN);
  known = before.deviceId;
  const { folder, secrets } = await copy();
  const agent = await agentSession({ url: desk.url, folder, secrets });
  await agent.session.start();
  await vi.waitFor(() => expect(agent.session.deviceId).not.toBe(known));
  await vi.waitFor(() => expect(agent.state).toBe('online'));
  expect(agent.log.lines).toContainEqual({
    level: 'warn',
    event: 'device.copied',
    fields: { deviceId: known, enrolled: true, saidBy: 'desk' },
  });
  const { copyOf: proof, deviceId, publicKey } = desk.enrolled.at(-1)!;
  expect(proof?.deviceId).toBe(known);
  expect(verifyText(before.publicKey, copyProofText(known, deviceId, publicKey), proof!.signature)).toBe(
    true,
  );
  expect(await readdir(folder)).not.toContain('outbox');
  // What is asked for now is asked as the new device.
  await agent.session.api.call(deviceApi.ownTickets, {});
  expect(desk.tokensFor.at(-1)).toBe(deviceId);
});

test('one that is called a copy without end does not fill the desk with devices', async () => {
  const desk = await bareDesk({
    connected: (socket) =>
      void socket.onAny((name: string, _payload: unknown, acknowledge: (answer: unknown) => void) => {
        const copied = name === 'device:inventory';
        acknowledge(copied ? { ok: false, fault: { code: 'device-copied' } } : { ok: true });
      }),
  });
  const agent = await agentSession({ url: desk.url, token: TOKEN });
  const copies = () => agent.connections.filter(({ fault }) => fault?.code === 'device-copied').length;
  await agent.session.start();
  await vi.waitFor(() => expect(copies()).toBe(2));
  expect(desk.enrolled).toHaveLength(2);
  expect(agent.state).toBe('offline');
  agent.clock.advance(29_000);
  expect(agent.clock.pending).toBe(1);
  agent.clock.advance(31_000);
  await vi.waitFor(() => expect(copies()).toBe(3));
  expect(desk.enrolled).toHaveLength(3);
  expect(agent.clock.pending).toBe(1);
});

/** A bare desk that admits copies only when it is told to. */
async function reluctant() {
  let say: 'active' | FaultCode = 'unavailable';
  const desk = await bareDesk({ enroll: ({ copyOf: proof }: Asked) => (proof === null ? 'active' : say) });
  return { desk, relent: () => (say = 'active'), refuse: (code: FaultCode) => (say = code) };
}

test('until the copy is admitted the key it was copied with stays, whatever happens in between', async () => {
  const { desk, relent } = await reluctant();
  const { before, copy } = await imaged(desk.url, TOKEN);
  const { folder, secrets } = await copy();
  const kept = () => (secrets as ReturnType<typeof copyOf>).kept;
  const first = await agentSession({ url: desk.url, folder, secrets, machine: OTHER_HARDWARE });
  await first.session.start();
  expect(first.state).toBe('offline');
  first.session.stop();
  const waiting = await storedIn(folder);
  expect(waiting).toMatchObject({ desk: null, copyOf: { deviceId: before.deviceId } });
  expect(kept().has(`device-key-${before.deviceId}`)).toBe(true);

  relent();
  const second = await agentSession({ url: null, folder, secrets, machine: OTHER_HARDWARE });
  await second.session.start();
  await vi.waitFor(() => expect(second.state).toBe('online'));
  expect(second.session.deviceId).toBe(waiting.deviceId);
  expect([...kept().keys()]).toEqual([`device-key-${waiting.deviceId}`]);
  expect((await readdir(folder)).filter((name) => name.startsWith('copied-'))).toHaveLength(1);
});

test('an old key that could not be removed is removed at the next start', async () => {
  const desk = await bareDesk();
  const { before, copy } = await imaged(desk.url, TOKEN);
  const { folder, secrets } = await copy();
  const stuck: SecretStore = { ...secrets, remove: () => Promise.resolve(fail('disk-failed', 'EBUSY')) };
  const first = await agentSession({ url: desk.url, folder, secrets: stuck, machine: OTHER_HARDWARE });
  await first.session.start();
  await vi.waitFor(() => expect(first.state).toBe('online'));
  expect(first.log.has('device.key-kept')).toBe(true);
  first.session.stop();
  const second = await agentSession({ url: desk.url, folder, secrets, machine: OTHER_HARDWARE });
  await second.session.start();
  expect((secrets as ReturnType<typeof copyOf>).kept.has(`device-key-${before.deviceId}`)).toBe(false);
  expect((await storedIn(folder)).copyOf).toBeNull();
});

test('a copy tells nothing to a desk that is not its original’s; with a token it enrolls there as a newcomer', async () => {
  const home = await bareDesk();
  const stranger = await bareDesk();
  const { copy } = await imaged(home.url, TOKEN);
  const silent = await copy();
  const agent = await agentSession({ url: stranger.url, ...silent, machine: OTHER_HARDWARE });
  await agent.session.start();
  expect(agent.connections.at(-1)).toMatchObject({ state: 'refused', fault: { code: 'desk-unverified' } });
  expect(new Set(stranger.paths)).toEqual(new Set(['/api/device/challenge']));

  const welcome = await copy();
  const drop = tokenDrop(TOKEN);
  const other = await agentSession({ url: stranger.url, ...welcome, machine: OTHER_HARDWARE, token: drop });
  await other.session.start();
  await vi.waitFor(() => expect(other.state).toBe('online'));
  expect(stranger.enrolled).toMatchObject([{ token: TOKEN, copyOf: null }]);
});

test('a copy of a device that was decommissioned is not let in', async () => {
  const { desk, refuse } = await reluctant();
  refuse('device-revoked');
  const { copy } = await imaged(desk.url, TOKEN);
  const agent = await agentSession({ url: desk.url, ...(await copy()), machine: OTHER_HARDWARE });
  await agent.session.start();
  expect(agent.connections.at(-1)).toMatchObject({ state: 'refused', fault: { code: 'device-revoked' } });
});

test('an image made before the agent ever reached its desk: each computer asks with a key of its own', async () => {
  const unreachable = () => Promise.reject(new Error('no route'));
  const desk = await bareDesk();
  const image = await agentSession({ url: desk.url, token: TOKEN, fetch: unreachable });
  await image.session.start();
  image.session.stop();
  const machines = [1, 2].map((index) => ({ tag: MACHINE.tag, hardware: [`f${index}`.repeat(16)] }));
  for (const machine of machines) {
    const folder = await tempFolder();
    await cp(image.folder, folder, { recursive: true });
    const agent = await agentSession({
      url: desk.url,
      token: TOKEN,
      folder,
      secrets: copyOf(image.secrets),
      machine,
    });
    await agent.session.start();
    await vi.waitFor(() => expect(agent.state).toBe('online'));
  }
  const [one, other] = desk.enrolled;
  expect(one?.publicKey).not.toBe(other?.publicKey);
  expect(one?.deviceId).not.toBe(other?.deviceId);
});
