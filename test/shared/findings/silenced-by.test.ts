import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../../src/shared/rules/findings/findings';
import { RULES, type RuleId } from '../../../src/shared/rules/findings/rules';
import { isSilenced, SILENCED_BY } from '../../../src/shared/rules/findings/silenced-by';
import { HEALTHY, reportOf } from '../../support/report';
import { change, daysAgo, part, rows, type Facts } from './cases/case';

function rulesOf(facts: Facts): RuleId[] {
  return findingsOf(reportOf(facts)).map(({ rule }) => rule);
}

const DESK_GONE: Facts = part('desk', { reachable: false, status: null, error: 'timeout' });
/** What a computer sees whose way out is dead: nothing answers. */
const NOTHING_ANSWERS: Facts = {
  ...DESK_GONE,
  ...part('dns', {
    servers: HEALTHY.dns.servers.map((server) => ({
      ...server,
      answers: false,
      tookMs: null,
      error: 'timeout',
    })),
    deskName: { name: 'desk.example.org', resolves: false, addresses: [], tookMs: 5000, error: 'ETIMEDOUT' },
  }),
  ...part('proxy', { mode: 'manual', server: 'proxy.example.org:3128', reachable: false }),
  ...rows('vpn', { receives: false, sends: true }),
  ...part('internet', { deskByIpv4: false, deskByIpv6: false }),
  ...rows(
    'tls',
    { reachable: false, trusted: null, validTo: null },
    { host: 'mail.example.org', purpose: 'chosen', reachable: false },
  ),
  ...part('liveView', { udp: false, relay: false }),
};

describe('one cause is told, not what follows from it', () => {
  test.each<[string, Facts, RuleId[]]>([
    [
      'a dead gateway',
      { ...NOTHING_ANSWERS, ...part('gateway', { reachable: false, neighbor: false, roundTripMs: null }) },
      ['gateway-silent'],
    ],
    [
      'no cable',
      {
        ...NOTHING_ANSWERS,
        interfaces: HEALTHY.interfaces.map((card) => ({ ...card, up: card.kind === 'loopback' })),
        wifi: [],
        routes: [],
        ...part('gateway', { address: null, reachable: null, neighbor: null }),
      },
      ['no-network'],
    ],
    [
      'no DHCP server',
      {
        ...NOTHING_ANSWERS,
        interfaces: HEALTHY.interfaces.map((card) =>
          card.kind === 'loopback' ? card : { ...card, addresses: ['169.254.8.1/16'] },
        ),
        routes: [],
        ...part('gateway', { address: null, reachable: null, neighbor: null }),
      },
      ['self-assigned-address'],
    ],
    [
      'a hotel',
      {
        ...NOTHING_ANSWERS,
        ...part('internet', { captivePortal: true }),
        ...rows('tls', { issuer: 'mitmproxy', trusted: false }),
      },
      ['captive-portal'],
    ],
    [
      'a wrong clock',
      {
        ...part('clock', { skewMs: 400 * 86_400_000 }),
        ...rows('tls', { validTo: daysAgo(3), trusted: false }),
      },
      ['clock-wrong'],
    ],
    [
      'names do not resolve',
      {
        ...NOTHING_ANSWERS,
        proxy: HEALTHY.proxy,
        vpn: [],
      },
      ['dns-all-silent'],
    ],
  ])('%s', (_name, facts, told) => {
    expect(rulesOf(facts)).toEqual(told);
  });
});

test('without a network, its servers have not changed: they are gone with it', () => {
  const offline: Facts = {
    interfaces: HEALTHY.interfaces.map((card) => ({ ...card, up: card.kind === 'loopback' })),
    ...change('dns-changed', { section: 'dns', before: '10.20.0.5', after: null }),
  };
  expect(rulesOf(offline)).toEqual(['no-network']);
});

test('what is about another thing is told all the same', () => {
  const desk = 'desk.example.org';
  expect(
    isSilenced({ rule: 'desk-unreachable', subject: desk }, [{ rule: 'tls-untrusted', subject: desk }]),
  ).toBe(true);
  expect(
    isSilenced({ rule: 'desk-unreachable', subject: desk }, [
      { rule: 'tls-untrusted', subject: 'mail.example.org' },
    ]),
  ).toBe(false);
  expect(rulesOf(rows('printers', { state: 'stopped', jobs: 1, oldestJobMinutes: 20 }))).toEqual([
    'printer-stopped',
  ]);
  expect(
    rulesOf(
      rows('printers', { state: 'stopped' }, { name: 'B', default: false, jobs: 1, oldestJobMinutes: 20 }),
    ),
  ).toEqual(['printer-stopped', 'jobs-stuck']);
});

test('no rule silences itself, not even around a corner: something is always told', () => {
  const causes = (id: RuleId): RuleId[] =>
    (SILENCED_BY[id] ?? []).map((cause) => (typeof cause === 'string' ? cause : cause.rule));
  const reaches = (from: RuleId, to: RuleId, seen: ReadonlySet<RuleId>): boolean =>
    causes(from).some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))),
    );
  expect(RULES.map(({ id }) => id).filter((id) => reaches(id, id, new Set()))).toEqual([]);
});
