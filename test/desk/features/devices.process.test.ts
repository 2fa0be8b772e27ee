import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../src/shared/base/result';
import { newId } from '../../../src/shared/model/ids';
import { PROTOCOL } from '../../../src/shared/contract/version';
import { DEVICE_NAMESPACE, type ToConsole } from '../../../src/shared/contract/wire';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { DeskClient } from '../../support/desk-client';
import { FakeClock } from '../../support/fake-clock';
import { FakeDevice } from '../../support/fake-device';
import { LiveSocket } from '../../support/live-socket';

describe('devices', () => {
  let desk: TestDesk;
  let clock: FakeClock;
  beforeEach(async () => {
    clock = new FakeClock();
    desk = await startTestDesk({ clock });
  });
  afterEach(() => desk.close());

  const anyone = (): DeskClient => new DeskClient(desk.url);
  const enroll = (device: FakeDevice, token: string) =>
    anyone().call('enroll', { body: device.enrollment(token) });

  it('admits as many devices as the token has uses, and each one twice over', async () => {
    const token = await desk.enrollToken(2);
    const [first, second, third] = [1, 2, 3].map(() => new FakeDevice(desk.url));
    const answer = await enroll(first!, token);
    expect(answer.status).toBe(201);
    expect((await enroll(first!, token)).value).toEqual(answer.value);
    expect((await enroll(second!, token)).status).toBe(201);
    expect((await enroll(third!, token)).problem?.code).toBe('token-refused');
    // Used up, but still the same answer for those it admitted.
    expect((await enroll(first!, token)).value).toEqual(answer.value);
  });

  it('refuses unknown, expired and revoked tokens, and other keys under a known name', async () => {
    const token = await desk.enrollToken(10);
    const device = new FakeDevice(desk.url);
    expect((await enroll(device, 'x'.repeat(43))).problem?.code).toBe('token-refused');
    expect((await enroll(device, token)).status).toBe(201);
    expect((await enroll(new FakeDevice(desk.url, device.id), token)).problem?.code).toBe('already-exists');
    const copied = { ...device.enrollment(token), deviceId: newId() };
    expect((await anyone().call('enroll', { body: copied })).problem?.code).toBe('already-exists');
    const short = { ...device.enrollment(token), publicKey: 'AAAA' };
    expect((await anyone().call('enroll', { body: short })).problem?.code).toBe('invalid-input');
    const administrator = await desk.administrator();
    const [listed] = await administrator.get('enrollmentTokens', {});
    expect(listed).toMatchObject({ usesLeft: 9, revoked: false });
    await administrator.get('revokeEnrollmentToken', { params: { id: listed!.id } });
    expect((await enroll(new FakeDevice(desk.url), token)).problem?.code).toBe('token-refused');
    const late = await desk.enrollToken();
    clock.advance(3_600_000);
    expect((await enroll(new FakeDevice(desk.url), late)).problem?.code).toBe('token-refused');
  });

  it('gives a token for a proof only when nonce, purpose, device and desk are right, once', async () => {
    const device = await desk.device();
    const other = await desk.device();
    const tryProof = async (body: ReturnType<FakeDevice['sign']>) =>
      (await anyone().call('deviceToken', { body })).problem?.code ?? 'accepted';

    const good = await device.prove('api');
    expect(await tryProof(good)).toBe('accepted');
    expect(await tryProof(good), 'replayed').toBe('proof-refused');
    expect(await tryProof(await device.prove('link')), 'other purpose').toBe('proof-refused');
    const forLink = await device.challenge('link');
    expect(await tryProof(device.sign('api', forLink)), 'nonce of another purpose').toBe('proof-refused');
    const nonce = await device.challenge('api');
    expect(await tryProof(device.sign('api', nonce, newId())), 'other desk').toBe('proof-refused');
    const stolen = other.sign('api', await device.challenge('api'));
    expect(await tryProof({ ...stolen, deviceId: device.id }), 'other key').toBe('proof-refused');
    expect(await tryProof(stolen), 'nonce of another device').toBe('proof-refused');
    expect(await tryProof(device.sign('api', 'x'.repeat(43))), 'made-up nonce').toBe('proof-refused');
    const late = await device.prove('api');
    clock.advance(60_000);
    expect(await tryProof(late), 'expired').toBe('proof-refused');
    const short = await device.prove('api');
    expect(await tryProof({ ...short, signature: short.signature.slice(0, 20) })).toBe('proof-refused');
    const stranger = new FakeDevice(desk.url);
    expect(await tryProof(stranger.sign('api', nonce)), 'unknown device').toBe('proof-refused');
    const administrator = await desk.administrator();
    const trail = await administrator.get('audit', { query: { limit: 200 } });
    expect(trail.filter(({ action }) => action === 'device.refused')).toHaveLength(10);
  });

  it('lets nobody fill the audit trail with refused proofs', async () => {
    const device = await desk.device();
    for (let count = 0; count < 150; count += 1) {
      const body = device.sign('api', 'x'.repeat(43));
      expect((await anyone().call('deviceToken', { body })).problem?.code).toBe('proof-refused');
    }
    const written = await desk.desk.storage.read(async ({ audit }) => ok(await audit.after(0, 1000)));
    const refusals = written.ok ? written.value.filter(({ action }) => action === 'device.refused') : [];
    expect(refusals).toHaveLength(100);
  });

  it('lets an access token go after ten minutes, and no other spelling of it in', async () => {
    const client = await (await desk.device()).client();
    const alive = async (accessToken = client.accessToken ?? '') =>
      (await new DeskClient(desk.url, { accessToken }).call('ownTickets', {})).status;
    expect(await alive()).toBe(200);
    const bytes = Buffer.from(client.accessToken ?? '', 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(await alive(changed.toString('base64url'))).toBe(401);
    }
    clock.advance(10 * 60_000);
    expect(await alive()).toBe(401);
  });

  it('knows its devices after a restart, with the same key of its own', async () => {
    const device = await desk.device();
    const client = await device.client();
    await desk.desk.stop();
    const again = await startTestDesk({ clock, dataDir: desk.dataDir });
    const returned = new DeskClient(again.url, { accessToken: client.accessToken ?? '' });
    expect((await returned.call('ownTickets', {})).status).toBe(200);
    Object.assign(device, { url: again.url });
    await expect(device.client()).resolves.toBeDefined();
    await again.close();
  });

  it('connects a device with a fresh proof for `link` only, in a protocol it speaks', async () => {
    const device = await desk.device();
    const connect = (auth: object) => new LiveSocket(desk.url, DEVICE_NAMESPACE, auth).connect();
    const refused = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });
    const proof = await device.prove('link');
    await expect(connect({})).rejects.toEqual(refused('invalid-input'));
    await expect(connect({ protocol: 99, proof })).rejects.toEqual(refused('protocol-unsupported'));
    await expect(connect({ protocol: PROTOCOL, proof: await device.prove('api') })).rejects.toEqual(
      refused('proof-refused'),
    );
    const socket = new LiveSocket(desk.url, DEVICE_NAMESPACE, { protocol: PROTOCOL, proof });
    await socket.connect();
    await expect(connect({ protocol: PROTOCOL, proof })).rejects.toEqual(refused('proof-refused'));
    socket.close();
  });

  it('connects a device over polling, as agents begin', async () => {
    const device = await desk.device();
    const socket = await device.socket();
    socket.socket.io.opts.transports = ['polling'];
    await socket.connect();
    await socket.next('hello');
    expect(await socket.send('device:status', { assist: null })).toEqual({ ok: true });
    socket.close();
  });

  it('is online from its first status to its end, as consoles see it', async () => {
    const device = await desk.device();
    const technician = await desk.person('technician');
    const console = await desk.connectConsole(technician);
    const socket = await desk.connectDevice(device);
    const came = await console.next<ToConsole['device:presence']>('device:presence');
    expect(came).toMatchObject({ deviceId: device.id, online: true });
    expect((await technician.get('devices', { query: {} })).devices[0]).toMatchObject({
      id: device.id,
      online: true,
    });
    socket.close();
    const went = await console.next<ToConsole['device:presence']>('device:presence');
    expect(went).toMatchObject({ deviceId: device.id, online: false });
    expect(went.seq).toBe(came.seq + 1);
  });

  it('keeps one connection of a device: the newer one', async () => {
    const device = await desk.device();
    const first = await desk.connectDevice(device);
    const closed = first.closed();
    const second = await desk.connectDevice(device);
    await closed;
    expect(second.socket.connected).toBe(true);
    const administrator = await desk.administrator();
    expect(await administrator.get('devices', { query: {} })).toMatchObject({ devices: [{ online: true }] });
    const trail = await administrator.get('audit', { query: { limit: 200 } });
    expect(trail.find(({ action }) => action === 'device.connected')?.details).toMatchObject({
      replaced: true,
    });
  });

  it('cuts a revoked device off at once, whatever it holds', async () => {
    const device = await desk.device();
    const client = await device.client();
    const socket = await desk.connectDevice(device);
    const closed = socket.closed();
    const administrator = await desk.administrator();
    const revoked = await administrator.get('revokeDevice', { params: { id: device.id } });
    expect(revoked.status).toBe('revoked');
    await closed;
    expect((await client.call('ownTickets', {})).problem?.code).toBe('device-revoked');
    const proof = await device.prove('api');
    expect((await anyone().call('deviceToken', { body: proof })).problem?.code).toBe('device-revoked');
    await expect(device.connect()).rejects.toMatchObject({ data: { code: 'device-revoked' } });
  });

  it('cuts off a device that is revoked between its proof and its connection', async () => {
    const device = await desk.device();
    const administrator = await desk.administrator();
    const { devices } = desk.desk.features;
    const prove = devices.prove.bind(devices);
    vi.spyOn(devices, 'prove').mockImplementationOnce(async (...proof) => {
      const proven = await prove(...proof);
      await administrator.get('revokeDevice', { params: { id: device.id } });
      return proven;
    });
    const socket = await device.socket();
    await socket.connect();
    // It says nothing more itself, and would otherwise hear what the desk tells all.
    await socket.closed();
  });
});
