export interface IceServer {
  url: string;
  relay: boolean;
  transport: 'udp' | 'tcp' | 'tls';
  host: string;
  port: number;
}

/** TLS over UDP is DTLS, which browsers do not speak to a relay. */
const WAYS: Readonly<Record<string, IceServer['transport']>> = {
  'plain ': 'udp',
  'plain udp': 'udp',
  'plain tcp': 'tcp',
  'tls ': 'tls',
  'tls tcp': 'tls',
};

/** `stun:`, `stuns:` (RFC 7064), `turn:`, `turns:` (RFC 7065); null for anything else. */
export function parseIceUrl(url: string): IceServer | null {
  const match =
    /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[^:?/@\s[\]]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  const [, scheme = '', host = '', port, transport = ''] = match ?? [];
  const how = WAYS[`${/s$/i.test(scheme) ? 'tls' : 'plain'} ${transport.toLowerCase()}`];
  const number = Number(port ?? (how === 'tls' ? 5349 : 3478));
  if (match === null || how === undefined || number < 1 || number > 65_535) return null;
  const relay = scheme.toLowerCase().startsWith('turn');
  return { url, relay, transport: how, host: host.replace(/^\[|\]$/g, ''), port: number };
}
