import { isIP } from 'node:net';
import type { SectionData } from '../../../shared/model/diagnostics';
import { deskHost, type DeskHost } from '../net/desk-host';
import { resolve, type Resolution } from '../net/names';
import { ownAddressTowards } from '../net/own-address';
import { askForPortal, type Portal } from '../net/portal';
import { connectTcp } from '../net/tcp';
import { timeBox } from '../net/time-box';
import { firstProxy } from '../parse/pac';
import { always, collected, DEADLINE_MS, said, type Probe, type ProbeContext } from '../probe';
import { deskHandshake } from './tls';

type Internet = SectionData<'internet'>;

/** Addresses for documentation (RFC 5737, RFC 3849): nothing is ever sent there, only the route is asked for. */
const ELSEWHERE = {
  4: ['203.0.113.1', '198.51.100.1'],
  6: ['2001:db8:ffff::1', '2001:db8:fffe::1'],
} as const;
const UNKNOWN: Portal = { captivePortal: null, portalHost: null };

export const internetProbe: Probe<'internet'> = {
  key: 'internet',
  source: 'routes of this computer; TCP connections and one plain HTTP request to the desk',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const desk = deskHost(context.targets.deskUrl);
    // Through a proxy nobody in between answers in the desk's place, and the direct way need not exist.
    const direct = desk !== null && firstProxy(context.targets.proxyRoute) === null;
    const [ipv4, ipv6, reached, portal] = await Promise.all([
      leadsOut(4),
      leadsOut(6),
      direct ? byFamily(context, desk) : { deskByIpv4: null, deskByIpv6: null },
      direct ? portalBefore(context, desk) : UNKNOWN,
    ]);
    const publicAddress = context.targets.publicAddress;
    return collected({
      ...portal,
      ipv4,
      ipv6,
      ...reached,
      publicAddress: publicAddress === null ? null : said(publicAddress, 80),
    });
  },
};

/** Has an address and a route to everywhere: two places far from each other, so that a route to one is not enough. */
async function leadsOut(family: 4 | 6): Promise<boolean> {
  const own = await Promise.all(ELSEWHERE[family].map(ownAddressTowards));
  return own.every((address) => address !== null && !/^(?:0\.0\.0\.0|169\.254\.|fe80:|::$)/i.test(address));
}

async function byFamily(
  context: ProbeContext,
  desk: DeskHost,
): Promise<Pick<Internet, 'deskByIpv4' | 'deskByIpv6'>> {
  const box = timeBox();
  const resolution = await resolve(context, desk.host);
  const [deskByIpv4, deskByIpv6] = await Promise.all(
    ([4, 6] as const).map(async (family) => {
      const addresses = ofFamily(resolution, family);
      if (addresses.length === 0) return null;
      const connected = await connectTcp(addresses, desk.port, box.left());
      if (connected.ok) connected.socket.destroy();
      return connected.ok;
    }),
  );
  return { deskByIpv4: deskByIpv4 ?? null, deskByIpv6: deskByIpv6 ?? null };
}

function ofFamily({ addresses }: Resolution, family: 4 | 6) {
  return addresses.filter(({ address }) => isIP(address) === family);
}

async function portalBefore(context: ProbeContext, desk: DeskHost): Promise<Portal> {
  const box = timeBox();
  const resolution = await resolve(context, desk.host);
  if (resolution.addresses.length === 0) return UNKNOWN;
  // What TLS vouches for nobody answers in its place, whatever the desk's own web server does on port 80.
  const [portal, vouched] = await Promise.all([
    askForPortal(desk, resolution.addresses, box),
    deskHandshake(context),
  ]);
  return portal.captivePortal === true && vouched?.trusted === true
    ? { captivePortal: false, portalHost: null }
    : portal;
}
