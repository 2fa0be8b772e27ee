import { isIP } from 'node:net';
import { said } from '../probe';

/** The servers in the order they are asked; an interface behind `%` is kept. */
export function parseNameservers(resolvConf: string): string[] {
  const found = [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(([, address = '']) =>
    isIP(address) === 0 ? [] : [said(address, 80)],
  );
  return [...new Set(found)];
}

/** The last `search` or `domain` line wins, as in resolv.conf(5). */
export function parseSearchDomains(resolvConf: string): string[] {
  const lines = [...resolvConf.matchAll(/^\s*(?:search|domain)\s+(.+)$/gm)];
  const last = lines.at(-1)?.[1] ?? '';
  return last
    .split(/\s+/)
    .filter((name) => name !== '' && name !== '.')
    .slice(0, 32)
    .map((name) => said(name));
}
