import { getServers, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SectionData } from '../../../shared/model/diagnostics';
import { errorCode } from '../../storage/disk';
import { within } from '../../time/within';
import { deskHost } from '../net/desk-host';
import { resolve } from '../net/names';
import { timeBox } from '../net/time-box';
import { windowsNetwork } from '../net/windows-network';
import { parseNameservers, parseSearchDomains } from '../parse/resolv-conf';
import { parseScutilDns } from '../parse/scutil';
import { windowsDns } from '../parse/windows-rows';
import { always, collected, DEADLINE_MS, said, type Probe, type ProbeContext } from '../probe';

type Dns = SectionData<'dns'>;

const TIMEOUT_MS = 1_800;
/** What every resolver can answer from its own root hints: asks nobody about anything private. */
const QUESTION = '.';
/** The server answered; what it said is another matter, and worth knowing only where it failed or would not. */
const ANSWERS = new Map<string, string | null>([
  ['ENOTFOUND', null],
  ['ENODATA', null],
  ['EREFUSED', 'EREFUSED'],
  ['ESERVFAIL', 'ESERVFAIL'],
  ['ENOTIMP', 'ENOTIMP'],
  ['EFORMERR', 'EFORMERR'],
]);
/** systemd-resolved in between knows the real servers. */
const STUB = /^127\.0\.0\.5[34]$/;
const UPLINK = '/run/systemd/resolve/resolv.conf';

export const dnsProbe: Probe<'dns'> = {
  key: 'dns',
  source:
    'a question to each server (/etc/resolv.conf, scutil --dns, Get-DnsClientServerAddress); the desk’s name by the system',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const desk = deskName(context);
    const { servers, searchDomains } = await settings(context);
    const asked = await Promise.all(servers.slice(0, 8).map(ask));
    return collected({ servers: asked, searchDomains: await searchDomains, deskName: await desk });
  },
};

interface Settings {
  servers: string[];
  searchDomains: string[] | Promise<string[]>;
}

async function settings(context: ProbeContext): Promise<Settings> {
  switch (context.platform) {
    case 'linux': {
      const [own, uplink] = await Promise.all([
        context.readText('/etc/resolv.conf'),
        context.readText(UPLINK),
      ]);
      const named = parseNameservers(own ?? '');
      const real = named.some((address) => STUB.test(address)) ? parseNameservers(uplink ?? '') : [];
      return { servers: [...new Set([...named, ...real])], searchDomains: parseSearchDomains(own ?? '') };
    }
    case 'macos': {
      const shown = await context.run('scutil', ['--dns'], { timeoutMs: 1_000 });
      const found = shown.ok ? parseScutilDns(shown.output) : { servers: [], searchDomains: [] };
      return found.servers.length > 0 ? found : { ...found, servers: getServers() };
    }
    case 'windows': {
      // This process is new, so that its list is the system's of now; PowerShell would come too late to ask anyone.
      const servers = getServers().filter((address) => !address.startsWith('fec0:'));
      const network = windowsNetwork(context).then((found) =>
        found.status === 'collected' ? windowsDns(found.data) : { servers: [], searchDomains: [] },
      );
      return servers.length > 0
        ? { servers, searchDomains: network.then((found) => found.searchDomains) }
        : network;
    }
  }
}

async function deskName(context: ProbeContext): Promise<Dns['deskName']> {
  const desk = deskHost(context.targets.deskUrl);
  if (desk === null || isIP(desk.host) !== 0) return null;
  const { addresses, tookMs, error } = await resolve(context, desk.host);
  return {
    name: said(desk.host, 300),
    resolves: addresses.length > 0,
    addresses: addresses.slice(0, 16).map(({ address }) => said(address, 80)),
    tookMs,
    error,
  };
}

async function ask(address: string): Promise<Dns['servers'][number]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  const box = timeBox();
  const row = (answers: boolean, error: string | null) => ({
    address: said(address, 80),
    answers,
    tookMs: answers ? box.spent() : null,
    error,
  });
  try {
    resolver.setServers([isIP(address) === 6 ? `[${address}]` : address]);
    // The library rounds its own time limit up, sometimes by a lot.
    const answered = await within(TIMEOUT_MS, resolver.resolveNs(QUESTION), null);
    if (answered === null) resolver.cancel();
    return answered === null ? row(false, 'ETIMEOUT') : row(true, null);
  } catch (error) {
    const code = errorCode(error);
    const answer = ANSWERS.get(code);
    return answer !== undefined ? row(true, answer) : row(false, code.slice(0, 80) || 'unknown');
  }
}
