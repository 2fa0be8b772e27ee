import { isIP } from 'node:net';
import { said } from '../probe';
import { hostAndPort, withoutCredentials, type SystemProxy } from './system-proxy';

/** `scutil --dns` of macOS: the servers for every name, in the order they are asked, and the domains to search in. */
export function parseScutilDns(output: string): { servers: string[]; searchDomains: string[] } {
  const [general = ''] = output.split('DNS configuration (for scoped queries)');
  // A resolver with a domain of its own answers only for names in it.
  const blocks = general.split(/^resolver #\d+$/m).filter((block) => !/^\s*domain\s*:/m.test(block));
  const all = (pattern: RegExp) => [
    ...new Set(blocks.flatMap((block) => [...block.matchAll(pattern)].map((match) => match[1] ?? ''))),
  ];
  return {
    servers: all(/^\s*nameserver\[\d+\]\s*:\s*(\S+)/gm).filter((address) => isIP(address) !== 0),
    searchDomains: all(/^\s*search domain\[\d+\]\s*:\s*(\S+)/gm)
      .map((name) => said(name))
      .slice(0, 32),
  };
}

/** `scutil --proxy` of macOS. */
export function parseScutilProxy(output: string): SystemProxy {
  const field = (name: string) => new RegExp(String.raw`^\s*${name} : (.+)$`, 'm').exec(output)?.[1]?.trim();
  const on = (name: string) => field(`${name}Enable`) === '1';
  const list = /ExceptionsList : <array> \{([^}]*)\}/.exec(output)?.[1] ?? '';
  const bypass = [...list.matchAll(/^\s*\d+ : (.+)$/gm)].map((match) => match[1]?.trim() ?? '').join(', ');
  const kind = ['HTTPS', 'HTTP', 'SOCKS'].find(on);
  const parts = kind === undefined ? [] : [field(`${kind}Proxy`), field(`${kind}Port`)];
  const server = hostAndPort(parts.filter(Boolean).join(':'));
  const pacUrl = on('ProxyAutoConfig') ? withoutCredentials(field('ProxyAutoConfigURLString') ?? '') : '';
  const discovers = field('ProxyAutoDiscoveryEnable') === '1';
  return {
    mode: pacUrl || discovers ? 'automatic' : server === null ? 'direct' : 'manual',
    server,
    pacUrl: pacUrl || null,
    bypass: said(bypass, 500) || null,
  };
}

export interface NetworkService {
  connected: boolean;
  name: string;
  /** `IPSec`, `L2TP`, `com.wireguard.macos`: the type in brackets. */
  type: string;
}

/** `scutil --nc list` of macOS: `* (Connected) UUID VPN (com.example.client) "Office" [VPN:com.example.client]`. */
export function parseScutilServices(output: string): NetworkService[] {
  const rows = output.matchAll(/^\s*\*?\s*\((\w+)\)\s.*"([^"]*)"\s+\[([^\]]*)\]\s*$/gm);
  return [...rows].map(([, state, name, type]) => ({
    connected: state === 'Connected',
    name: said(name),
    type: said(type),
  }));
}
