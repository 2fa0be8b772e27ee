import type { LookupAddress } from 'node:dns';
import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { written, type DeskHost } from './desk-host';
import { connectTcp, hear } from './tcp';
import type { TimeBox } from './time-box';

export type Portal = Pick<SectionData<'internet'>, 'captivePortal' | 'portalHost'>;

/** HTTP status of a network that wants a log-in first (RFC 6585). */
const LOGIN_REQUIRED = 511;
/** What the desk answers to `/healthz`. */
const HEALTHY = /^\s*\{\s*"status"\s*:\s*"ok"/;

/**
 * One plain HTTP request to the desk's own host: where TLS is used, to the port beside it. Someone in between who
 * wants a log-in answers it in the desk's place, with a way elsewhere or a page. No third party is asked.
 */
export async function askForPortal(
  desk: DeskHost,
  addresses: readonly LookupAddress[],
  box: TimeBox,
): Promise<Portal> {
  const port = desk.secure ? 80 : desk.port;
  const connected = await connectTcp(addresses, port, box.left());
  if (!connected.ok) return { captivePortal: null, portalHost: null };
  const { socket } = connected;
  const host = port === 80 ? written(desk.host, 80).replace(/:80$/, '') : written(desk.host, port);
  socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\nConnection: close\r\n\r\n`);
  const answer = await hear(socket, isWhole, box.left());
  socket.destroy();
  return judge(answer.toString('latin1'), desk.host);
}

/** Headers and as much of the page as tells what it is. */
function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf('\r\n\r\n');
  return (
    end !== -1 && (answer.length > end + 4 + 2_000 || answer.includes('"ok"') || answer.includes('</html>'))
  );
}

export function judge(answer: string, deskName: string): Portal {
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const location = /^location:\s*(\S+)/im.exec(head)?.[1];
  if (location !== undefined && status >= 300 && status < 400)
    return sentTo(hostOf(location, deskName), deskName);
  const page = status === 200 && /^content-type:\s*text\/html/im.test(head);
  if (page || status === LOGIN_REQUIRED) {
    return { captivePortal: true, portalHost: pageLeadsTo(body, deskName) };
  }
  const healthy = HEALTHY.test(body.replace(/^[0-9a-f]+\r\n/i, ''));
  return { captivePortal: healthy ? false : null, portalHost: null };
}

function sentTo(host: string, deskName: string): Portal {
  const elsewhere = host !== deskName.toLowerCase();
  return { captivePortal: elsewhere, portalHost: elsewhere ? said(host, 300) : null };
}

/** The host alone: what stands behind it may name the person or the device. */
function hostOf(location: string, base: string): string {
  const from = `http://${base.includes(':') ? `[${base}]` : base}/`;
  if (!URL.canParse(location, from)) return '';
  return new URL(location, from).hostname.replace(/^\[|\]$/g, '');
}

/** Pages send people on by a refresh or a script. */
function pageLeadsTo(body: string, deskName: string): string | null {
  const url =
    /(?:http-equiv=["']?refresh["']?[^>]*url=|location(?:\.href)?\s*=\s*["'])\s*["']?(https?:[^"'\s>]+)/i.exec(
      body,
    )?.[1];
  const to = url === undefined ? '' : hostOf(url, deskName);
  return to === '' || to === deskName.toLowerCase() ? null : said(to, 300);
}
