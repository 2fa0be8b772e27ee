import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL } from '../../../src/shared/contract/version';
import { CONSOLE_NAMESPACE, DEVICE_NAMESPACE, WIRE_LIMIT } from '../../../src/shared/contract/wire';
import { newId } from '../../../src/shared/model/ids';
import { startTestDesk, type TestDesk } from '../../support/desk';
import { LiveSocket } from '../../support/live-socket';

describe('sockets', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await startTestDesk();
  });
  afterEach(() => desk.close());

  const refused = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });

  it('lets in pages of its own with a technician’s session, nobody else', async () => {
    const technician = await desk.person('technician');
    const requester = await desk.person('requester');
    const cookie = technician.cookie ?? '';
    const origin = desk.url;
    const tryWith = (headers: Record<string, string>) => desk.consoleSocket(headers).connect();
    await expect(tryWith({ origin })).rejects.toEqual(refused('unauthenticated'));
    await expect(tryWith({ origin, cookie: 'deskside=forged' })).rejects.toEqual(refused('unauthenticated'));
    await expect(tryWith({ cookie })).rejects.toEqual(refused('origin-refused'));
    await expect(tryWith({ cookie, 'sec-fetch-site': 'cross-site' })).rejects.toEqual(
      refused('origin-refused'),
    );
    await expect(tryWith({ origin, cookie: requester.cookie ?? '' })).rejects.toEqual(refused('forbidden'));
    for (const foreign of ['https://evil.example', `${origin}.evil.example`, 'null']) {
      await expect(tryWith({ origin: foreign, cookie })).rejects.toThrow(/websocket error|xhr/);
    }
    const old = new LiveSocket(desk.url, CONSOLE_NAMESPACE, { protocol: 99 }, { origin, cookie });
    await expect(old.connect()).rejects.toEqual(refused('protocol-unsupported'));
    await tryWith({ origin, cookie });
    await tryWith({ 'sec-fetch-site': 'same-origin', cookie });
  });

  it('tells a device where the live view may find a way, without credentials, and how it is seen', async () => {
    const told = await startTestDesk({
      config: {
        stunUrls: ['stun:stun.example.org:3478'],
        turnUrls: ['turn:turn.example.org:3478?transport=tcp'],
        turnSecret: 'sixteen characters',
      },
    });
    try {
      const socket = await told.connectDevice(await told.device());
      expect(await socket.next('hello')).toMatchObject({
        iceUrls: ['stun:stun.example.org:3478', 'turn:turn.example.org:3478?transport=tcp'],
        address: '127.0.0.1',
      });
    } finally {
      await told.close();
    }
  });

  it('has no namespace but its two', async () => {
    const socket = new LiveSocket(desk.url, '/admin', { protocol: PROTOCOL });
    await expect(socket.connect()).rejects.toThrow('Invalid namespace');
    socket.close();
  });

  it('keeps devices out of the console and consoles out of the devices', async () => {
    const device = await desk.device();
    const proof = await device.prove('link');
    const asConsole = new LiveSocket(
      desk.url,
      CONSOLE_NAMESPACE,
      { protocol: PROTOCOL, proof },
      { origin: desk.url },
    );
    await expect(asConsole.connect()).rejects.toEqual(refused('invalid-input'));
    const { cookie = '' } = await desk.administrator();
    const asDevice = new LiveSocket(desk.url, DEVICE_NAMESPACE, { protocol: PROTOCOL }, { cookie });
    await expect(asDevice.connect()).rejects.toEqual(refused('invalid-input'));
  });

  it('closes a socket that sends more than the limit, and serves the next', async () => {
    const device = await desk.device();
    const socket = await desk.connectDevice(device);
    const closed = socket.closed();
    socket.socket.emit('signal', { text: 'x'.repeat(WIRE_LIMIT + 1) });
    await closed;
    expect((await desk.connectDevice(device)).socket.connected).toBe(true);
  });

  it('closes a socket that sends what is no packet, and serves the next', async () => {
    const device = await desk.device();
    for (const frame of [
      '4',
      '42/device,{',
      '451-/device,["signal"',
      '49',
      'x',
      '42/device,"signal"',
      '4\u0000',
    ]) {
      const socket = await desk.connectDevice(device);
      socket.socket.io.engine.transport.send([{ type: 'message', data: frame.slice(1) }]);
      await socket
        .send('device:status', { assist: null })
        .catch(() => undefined)
        .then(() => socket.close());
      expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
    }
    expect((await desk.connectDevice(device)).socket.connected).toBe(true);
  });

  it('refuses more than a hundred events in a second', async () => {
    const device = await desk.device();
    const socket = await desk.connectDevice(device);
    const ended = { assistId: newId(), reason: 'denied' };
    const answers = await Promise.all(Array.from({ length: 800 }, () => socket.send('assist:ended', ended)));
    const codes = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.fault.code)));
    expect(codes).toEqual(new Set(['not-found', 'rate-limited']));
    expect(socket.socket.connected).toBe(true);
  });
});
