import * as nodeTls from 'node:tls';
import type { PeerCertificate, SecureContext } from 'node:tls';
import type { Socket } from 'node:net';
import type { SectionData } from '../../../shared/model/diagnostics';
import { deskHost } from '../net/desk-host';
import { askProxy } from '../net/http-proxy';
import { resolve } from '../net/names';
import { secure } from '../net/secure';
import { perContext } from '../net/per-context';
import { codeOf, connectTcp } from '../net/tcp';
import { timeBox, type TimeBox } from '../net/time-box';
import { firstProxy } from '../parse/pac';
import { always, collected, DEADLINE_MS, notApplicable, said, type Probe, type ProbeContext } from '../probe';

type Row = SectionData<'tls'>[number];
type Target = Pick<Row, 'host' | 'port' | 'purpose'>;

export const tlsProbe: Probe<'tls'> = {
  key: 'tls',
  source: 'TLS handshake with the desk and the hosts chosen by IT operations',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const [desk, ...chosen] = await Promise.all([
      deskHandshake(context),
      ...context.targets.checkHosts
        .slice(0, 15)
        .map((entry) => shakeHands(context, { ...entry, purpose: 'chosen' })),
    ]);
    const rows = desk ? [desk, ...chosen] : chosen;
    return rows.length === 0
      ? notApplicable('the desk is reached without TLS and no hosts are chosen')
      : collected(rows);
  },
};

/** Who signed it is not on the list; the operating system's own list may know better. */
const UNKNOWN_SIGNER = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/** The one handshake with the desk that several sections read. */
export const deskHandshake = perContext((context): Promise<Row | null> => {
  const desk = deskHost(context.targets.deskUrl);
  if (!desk?.secure) return Promise.resolve(null);
  return shakeHands(context, { host: desk.host, port: desk.port, purpose: 'desk' });
});

/**
 * What the operating system trusts, as browsers do. Reading it is costly, so only where the runtime's own list does
 * not do; runtimes before Node 22.15 know no other.
 */
const systemTrust = perContext((): Promise<SecureContext | null> => {
  if (!('getCACertificates' in nodeTls)) return Promise.resolve(null);
  const ca = [...nodeTls.getCACertificates('default'), ...nodeTls.getCACertificates('system')];
  return Promise.resolve(nodeTls.createSecureContext({ ca }));
});

async function shakeHands(context: ProbeContext, target: Target): Promise<Row> {
  const box = timeBox();
  const first = await handshake(context, target, box);
  if (first.trusted !== false || !UNKNOWN_SIGNER.has(first.error ?? '')) return first;
  const trust = await systemTrust(context);
  if (trust === null) return first;
  const second = await handshake(context, target, box, trust);
  return second.trusted === true ? { ...second, tookMs: first.tookMs } : first;
}

async function handshake(
  context: ProbeContext,
  target: Target,
  box: TimeBox,
  trust?: SecureContext,
): Promise<Row> {
  const row: Row = {
    ...target,
    host: said(target.host, 300),
    reachable: false,
    tookMs: null,
    protocol: null,
    issuer: null,
    subject: null,
    validTo: null,
    trusted: null,
    error: null,
  };
  const reached = await reach(context, target, box);
  if (typeof reached === 'string') return { ...row, error: said(reached) };
  const upper = await secure(reached, target.host, box.left(), trust);
  if (typeof upper === 'string') return { ...row, error: said(upper) };
  const found = {
    reachable: true,
    tookMs: box.spent(),
    protocol: said(upper.getProtocol(), 20) || null,
    ...factsOf(upper.getPeerCertificate()),
    trusted: upper.authorized,
    error: upper.authorized ? null : codeOf(upper.authorizationError),
  };
  upper.destroy();
  return { ...row, ...found };
}

function factsOf(certificate: PeerCertificate): Pick<Row, 'issuer' | 'subject' | 'validTo'> {
  const { issuer, subject, valid_to: end } = certificate as Partial<PeerCertificate>;
  const until = Date.parse(end ?? '');
  return {
    issuer: said(firstOf(issuer?.O) || firstOf(issuer?.CN), 300) || null,
    subject: said(firstOf(subject?.CN) || firstOf(subject?.O), 300) || null,
    validTo: Number.isNaN(until) ? null : new Date(until).toISOString(),
  };
}

/** A name may stand in a certificate more than once. */
function firstOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The way the agent itself would take; the system's way to a chosen host may be another, so both are tried there. */
async function reach(context: ProbeContext, target: Target, box: TimeBox): Promise<Socket | string> {
  const proxy = firstProxy(context.targets.proxyRoute);
  if (proxy === null || proxy.kind === 'socks') return directly(context, target, box);
  const asked = await askProxy(context, proxy, target, box);
  if (asked.kind === 'open') return asked.socket;
  if (target.purpose === 'chosen') return directly(context, target, box);
  if (asked.kind === 'refused') return `the proxy answers ${asked.status}`;
  return asked.kind === 'silent' ? 'the proxy does not answer' : `the proxy: ${asked.error}`;
}

async function directly(context: ProbeContext, target: Target, box: TimeBox): Promise<Socket | string> {
  const { addresses, error } = await resolve(context, target.host);
  if (addresses.length === 0) return error ?? 'ENOTFOUND';
  const connected = await connectTcp(addresses, target.port, box.left());
  return connected.ok ? connected.socket : connected.error;
}
