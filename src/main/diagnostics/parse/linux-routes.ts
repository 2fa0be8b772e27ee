import { said } from '../probe';
import type { RouteRow } from './route-row';

const UP = 1;
const REJECT = 0x2_00;
/** Addresses of this computer itself. */
const LOCAL = 0x80_00_00_00;
const ANYCAST = 0x10_00_00;

/** `/proc/net/route`: addresses as hexadecimal words of this computer's own byte order, always little-endian here. */
export function parseProcRoute(text: string): RouteRow[] {
  return text.split('\n').flatMap((line) => {
    const [name, destination, gateway, flags, , , metric, mask] = line.split('\t');
    if (!name || !isWord(destination) || !isWord(gateway) || !isWord(mask)) return [];
    if (!usable(Number.parseInt(flags ?? '', 16))) return [];
    const bits = Number.parseInt(mask, 16).toString(2).replaceAll('0', '').length;
    return [
      {
        destination: `${dotted(destination)}/${bits}`,
        gateway: gateway === '00000000' ? null : dotted(gateway),
        interface: said(name),
        metric: Number(metric),
      },
    ];
  });
}

const ROW6 =
  /^([0-9a-f]{32}) ([0-9a-f]{2}) [0-9a-f]{32} [0-9a-f]{2} ([0-9a-f]{32}) ([0-9a-f]{8}) \S+ \S+ ([0-9a-f]{8})\s+(\S+)\s*$/;

/** `/proc/net/ipv6_route`: columns of hexadecimal digits; routes of the computer to itself are left out. */
export function parseProcRoute6(text: string): RouteRow[] {
  return text.split('\n').flatMap((line) => {
    const [, destination = '', prefix = '', gateway = '', metric = '', flags = '', name] =
      ROW6.exec(line) ?? [];
    if (!usable(Number.parseInt(flags, 16)) || name === 'lo' || destination.startsWith('ff')) return [];
    return [
      {
        destination: `${address6(destination)}/${Number.parseInt(prefix, 16)}`,
        gateway: /^0+$/.test(gateway) ? null : address6(gateway),
        interface: said(name),
        metric: Number.parseInt(metric, 16),
      },
    ];
  });
}

function usable(flags: number): boolean {
  return (flags & UP) !== 0 && (flags & (REJECT | LOCAL | ANYCAST)) === 0;
}

function isWord(text: string | undefined): text is string {
  return text !== undefined && /^[0-9A-F]{8}$/i.test(text);
}

function dotted(word: string): string {
  return [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16)).join('.');
}

/** As RFC 5952 writes it; the WHATWG URL parser does that work. */
function address6(digits: string): string {
  const groups = digits.match(/.{4}/g) ?? [];
  const url = `http://[${groups.join(':')}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : digits;
}
