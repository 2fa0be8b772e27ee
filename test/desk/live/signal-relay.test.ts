import type { Socket } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { SignalRelay, type Party } from '../../../src/desk/live/signal-relay';
import { ok, type Result } from '../../../src/shared/base/result';
import type { AddressedSignal } from '../../../src/shared/model/assist';
import { newId } from '../../../src/shared/model/ids';

const party: Party = { assistId: newId(), deviceId: newId(), technicianId: newId() };
const participantId = newId();
const attach = { assistId: party.assistId, participantId };
const signal = (text = ''): AddressedSignal => ({
  ...attach,
  generation: 0,
  signal: { type: 'offer', sdp: text },
});

describe('the signal relay', () => {
  it('ties no participant to a socket that closed while it was looked up', async () => {
    const looked = later<Result<Party | null>>();
    const relay = new SignalRelay(() => looked.promise);
    const { socket, close } = fakeSocket();
    const attached = relay.attach(socket, party.technicianId, attach);
    close();
    expect(relay.detach(socket)).toEqual([]);
    looked.resolve(ok(party));
    expect(await attached).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    expect(relay.of(socket)).toEqual([]);
  });

  it('keeps what comes before the page does, in order, and no more than its bound', async () => {
    const relay = new SignalRelay(async () => ok(party));
    const large = 'x'.repeat(50_000);
    let kept = 0;
    while ((await relay.fromDevice(party.deviceId, signal(`${kept}${large}`))).ok) kept += 1;
    expect(kept).toBeGreaterThan(4);
    expect(kept).toBeLessThan(32);
    const { socket, sent } = fakeSocket();
    await relay.attach(socket, party.technicianId, attach);
    expect(sent).toEqual(Array.from({ length: kept }, (_, index) => signal(`${index}${large}`)));
    expect(await relay.fromDevice(party.deviceId, signal('next'))).toEqual(ok());
    expect(sent.at(-1)).toEqual(signal('next'));
  });

  it('tells a page that is back but not attached yet apart from a foreign one', async () => {
    const relay = new SignalRelay(async () => ok(party));
    const page = fakeSocket();
    const from = (technicianId: string) => relay.fromConsole(page.socket, technicianId, signal());
    expect(await from(party.technicianId)).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    expect(await from(newId())).toMatchObject({ ok: false, fault: { code: 'not-a-participant' } });
    await relay.attach(page.socket, party.technicianId, attach);
    expect(await from(party.technicianId)).toEqual(ok(party.deviceId));
    const other = await relay.fromConsole(fakeSocket().socket, party.technicianId, signal());
    expect(other).toMatchObject({ ok: false, fault: { code: 'not-a-participant' } });
  });

  it('asks again when somebody left while it was looked up', async () => {
    const answers = [later<Result<Party | null>>(), later<Result<null>>()];
    let asked = 0;
    const relay = new SignalRelay(() => answers[asked++]!.promise);
    const relayed = relay.fromDevice(party.deviceId, signal());
    relay.keep(party.assistId, []);
    answers[0]!.resolve(ok(party));
    answers[1]!.resolve(ok(null));
    expect(await relayed).toMatchObject({ ok: false, fault: { code: 'not-a-participant' } });
  });
});

function later<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((answer) => (resolve = answer));
  return { promise, resolve };
}

/** As much of a socket as the relay touches. */
function fakeSocket(): { socket: Socket; sent: unknown[]; close(): void } {
  const sent: unknown[] = [];
  const socket = { connected: true, emit: (_event: string, payload: unknown) => sent.push(payload) };
  return { socket: socket as unknown as Socket, sent, close: () => (socket.connected = false) };
}
