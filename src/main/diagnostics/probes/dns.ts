import { getServers, Resolver } from 'node:dns/promises';
import type { SectionData } from '../../../shared/model/diagnostics';
import { errorCode } from '../../storage/disk';
import { always, collected, DEADLINE_MS, said, type Probe } from '../probe';

const TIMEOUT_MS = 2_000;
/** What every resolver can answer from its own root hints: asks nobody about anything private. */
const QUESTION = '.';
/** The server answered; what it said is another matter. */
const ANSWERS = new Set(['ENOTFOUND', 'ENODATA', 'EREFUSED', 'ESERVFAIL', 'ENOTIMP', 'EFORMERR']);

export const dnsProbe: Probe<'dns'> = {
  key: 'dns',
  source: 'node:dns Resolver for each server; /etc/resolv.conf',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run({ platform, readText }) {
    const servers = await Promise.all(getServers().slice(0, 8).map(ask));
    const resolvConf = platform === 'windows' ? null : await readText('/etc/resolv.conf');
    return collected({ servers, searchDomains: parseSearchDomains(resolvConf ?? '') });
  },
};

async function ask(address: string): Promise<SectionData<'dns'>['servers'][number]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  const startedAt = performance.now();
  const row = (answers: boolean, error: string | null) => ({
    address: said(address, 80),
    answers,
    tookMs: answers ? Math.round(performance.now() - startedAt) : null,
    error,
  });
  try {
    resolver.setServers([address]);
    await resolver.resolveNs(QUESTION);
    return row(true, null);
  } catch (error) {
    const code = errorCode(error);
    return row(ANSWERS.has(code), code.slice(0, 80) || 'unknown');
  }
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
