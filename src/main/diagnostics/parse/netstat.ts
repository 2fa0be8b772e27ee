import { said } from '../probe';
import type { RouteRow } from './route-row';

/** `netstat -rn` of macOS: destination, gateway, flags, interface; short forms such as `10.1` and `default` written out. */
export function parseNetstatRoutes(output: string): RouteRow[] {
  const [four = '', six = ''] = output.split(/^Internet6:$/m);
  const rows = (text: string, family: 4 | 6) =>
    text.split('\n').flatMap((line) => routeIn(line, family) ?? []);
  return [...rows(four, 4), ...rows(six, 6)];
}

function routeIn(line: string, family: 4 | 6): RouteRow | null {
  const [destination = '', gateway = '', flags = '', ...more] = line.trim().split(/\s+/);
  // Before macOS 11 two counters stand before the interface.
  const name = more.find((entry) => /^[a-z]+\d+$/.test(entry));
  if (name === undefined || !countsForAll(destination, flags)) return null;
  // Without the flag of a gateway that column has the hardware, the interface or its own address.
  const onLink = !flags.includes('G') || gateway.startsWith('link#');
  return {
    destination: family === 4 ? whole4(destination) : whole6(destination),
    gateway: onLink ? null : said(gateway, 80),
    interface: said(name),
    metric: null,
  };
}

/** Neighbors, the computer itself and multicast are no routes, nor is a default that only one interface uses. */
function countsForAll(destination: string, flags: string): boolean {
  if (!flags.startsWith('U') || /[LWm]/.test(flags)) return false;
  return destination !== 'default' || !flags.includes('I');
}

/** `127` is 127.0.0.0/8, `169.254` is 169.254.0.0/16, four numbers alone are one host. */
function whole4(destination: string): string {
  if (destination === 'default') return '0.0.0.0/0';
  const [numbers = '', bits] = destination.split('/');
  const parts = numbers.split('.');
  const filled = [...parts, '0', '0', '0'].slice(0, 4).join('.');
  return said(`${filled}/${bits ?? parts.length * 8}`, 80);
}

function whole6(destination: string): string {
  if (destination === 'default') return '::/0';
  const plain = destination.replace(/%\w+/, '');
  return said(plain.includes('/') ? plain : `${plain}/128`, 80);
}

export interface Counters {
  mtu: number | null;
  errors: number;
  received: number;
  sent: number;
}

/** `netstat -ibn` of macOS: one line for each link, with its counters at the end. */
export function parseNetstatCounters(output: string): Map<string, Counters> {
  const rows = output.matchAll(
    /^(\S+?)\*?\s+(\d+)\s+<Link#\d+>(?:\s+[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5})?\s+\d+\s+(\d+|-)\s+(\d+)\s+\d+\s+(\d+|-)\s+(\d+)\s+\d+/gim,
  );
  return new Map(
    [...rows].map(([, name = '', mtu, inErrors, received, outErrors, sent]) => [
      name,
      {
        mtu: Number(mtu),
        errors: (Number(inErrors) || 0) + (Number(outErrors) || 0),
        received: Number(received),
        sent: Number(sent),
      },
    ]),
  );
}
