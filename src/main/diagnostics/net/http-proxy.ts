import type { Socket } from 'node:net';
import type { ProxyWord } from '../parse/pac';
import type { ProbeContext } from '../probe';
import { written, type DeskHost } from './desk-host';
import { resolve } from './names';
import { secure } from './secure';
import { connectTcp, hear } from './tcp';
import type { TimeBox } from './time-box';

export type ProxyAnswer =
  /** The proxy let it through; the socket now speaks with the other end. */
  | { kind: 'open'; socket: Socket }
  | { kind: 'refused'; status: number }
  | { kind: 'silent' }
  | { kind: 'unreachable'; error: string };

/** Asks a proxy for a way to a host, without credentials: whether it wants some is what there is to know. */
export async function askProxy(
  context: ProbeContext,
  proxy: ProxyWord,
  target: Pick<DeskHost, 'host' | 'port'>,
  box: TimeBox,
): Promise<ProxyAnswer> {
  const reached = await reach(context, proxy, box);
  if (typeof reached === 'string') return { kind: 'unreachable', error: reached };
  const to = written(target.host, target.port);
  reached.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n`);
  const status = statusOf(await hear(reached, (text) => text.includes('\r\n\r\n'), box.left()));
  if (status !== null && status >= 200 && status < 300) return { kind: 'open', socket: reached };
  reached.destroy();
  return status === null ? { kind: 'silent' } : { kind: 'refused', status };
}

/** What a proxy answers to a plain HTTP request, as it is asked for pages that are not encrypted; null for nothing. */
export async function askThroughProxy(
  context: ProbeContext,
  proxy: ProxyWord,
  target: DeskHost,
  box: TimeBox,
): Promise<{ status: number | null } | { error: string }> {
  const reached = await reach(context, proxy, box);
  if (typeof reached === 'string') return { error: reached };
  const to = written(target.host, target.port);
  reached.write(`GET http://${to}/healthz HTTP/1.1\r\nHost: ${to}\r\nConnection: close\r\n\r\n`);
  const status = statusOf(await hear(reached, (text) => text.includes('\r\n\r\n'), box.left()));
  reached.destroy();
  return { status };
}

/** A connection to the proxy itself, or why there is none. */
async function reach(context: ProbeContext, proxy: ProxyWord, box: TimeBox): Promise<Socket | string> {
  const { addresses, error } = await resolve(context, proxy.host);
  if (error !== null) return error;
  const connected = await connectTcp(addresses, proxy.port, box.left());
  if (!connected.ok) return connected.error;
  if (proxy.kind !== 'https') return connected.socket;
  return secure(connected.socket, proxy.host, box.left());
}

function statusOf(head: Buffer): number | null {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1];
  return status === undefined ? null : Number(status);
}
