import { createSocket } from 'node:dgram';
import { isIP, type Socket } from 'node:net';
import type { SectionData } from '../../../shared/model/diagnostics';
import type { IceServer } from '../parse/ice-url';
import { bindingRequest, readBinding } from '../parse/stun';
import { said, type ProbeContext } from '../probe';
import { resolve } from './names';
import { secure } from './secure';
import { codeOf, connectTcp, hear } from './tcp';
import { timeBox, type TimeBox } from './time-box';

type Row = SectionData<'liveView'>['servers'][number];
type Outcome = { mapped: string | null } | { error: string; nameless?: true };
/** `tried`: something was sent to it; a name without an address says nothing of the ways there. */
export interface IceAnswer {
  row: Row;
  tried: boolean;
}

/** A datagram may get lost without anyone being to blame: when to send it again. */
const AGAIN_MS = [250, 700];

/** Whether a STUN or TURN server answers a binding request, the one question that needs no credentials. */
export async function tryIceServer(context: ProbeContext, server: IceServer): Promise<IceAnswer> {
  const box = timeBox();
  const outcome = await ask(context, server, box);
  const address = { url: said(server.url, 300), transport: server.transport };
  if ('error' in outcome) {
    const error = said(outcome.error, 120);
    const row = { ...address, answers: false, tookMs: null, mapped: null, error };
    return { row, tried: outcome.nameless !== true };
  }
  const row = { ...address, answers: true, tookMs: box.spent(), mapped: outcome.mapped, error: null };
  return { row, tried: true };
}

async function ask(context: ProbeContext, server: IceServer, box: TimeBox): Promise<Outcome> {
  const { addresses, error } = await resolve(context, server.host);
  const [first] = addresses;
  if (first === undefined) return { error: error ?? 'ENOTFOUND', nameless: true };
  if (server.transport === 'udp') return overUdp(first.address, server.port, box);
  const connected = await connectTcp(addresses, server.port, box.left());
  if (!connected.ok) return { error: connected.error };
  if (server.transport === 'tcp') return overStream(connected.socket, box);
  const secured = await secure(connected.socket, server.host, box.left());
  return typeof secured === 'string' ? { error: secured } : overStream(secured, box);
}

function overUdp(address: string, port: number, box: TimeBox): Promise<Outcome> {
  return new Promise((settle) => {
    const request = bindingRequest();
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const finish = (outcome: Outcome) => {
      for (const timer of timers) clearTimeout(timer);
      try {
        socket.close();
      } catch {
        // A failed socket is closed already.
      }
      settle(outcome);
    };
    const send = () => socket.send(request, (error) => error && finish({ error: codeOf(error) }));
    const timers = [setTimeout(() => finish({ error: 'ETIMEDOUT' }), box.left())];
    socket.on('error', (error) => finish({ error: codeOf(error) }));
    socket.on('message', (answer) => {
      const found = readBinding(answer, request);
      if (found) finish(found);
    });
    // A connected socket hears that nobody listens there instead of waiting for nothing.
    socket.connect(port, address, () => {
      send();
      timers.push(...AGAIN_MS.map((ms) => setTimeout(send, ms)));
    });
  });
}

async function overStream(socket: Socket, box: TimeBox): Promise<Outcome> {
  const request = bindingRequest();
  socket.write(request);
  const answer = await hear(socket, (text) => readBinding(text, request) !== null, box.left());
  socket.destroy();
  return readBinding(answer, request) ?? { error: answer.length === 0 ? 'ETIMEDOUT' : 'no STUN server' };
}
