import { createServer } from 'node:net';
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { localAddress } from '../local-address';
import { bad, good, reasonOf, warn, type Finding, type Look } from './finding';

const PATIENCE_MS = 5000;
const CLOCK_MS = 30_000;
const CERTIFICATE_DAYS = 14;
const DAY_MS = 86_400_000;

export async function portCheck({ config, running }: Look): Promise<Finding[]> {
  const { host, port } = config;
  if (port === 0) return [warn('port', 'any free one', 'choose one with port, so that agents find the desk')];
  if (running) {
    const url = `${localAddress(config)}/readyz`;
    try {
      const { status } = await ask(url);
      return status === 200
        ? [good('port', `the desk answers on ${port}`)]
        : [bad('port', `the desk on ${port} answers ${status}`, 'read its log')];
    } catch (error) {
      return [
        bad('port', `the desk runs and does not answer on ${port}: ${reasonOf(error)}`, 'read its log'),
      ];
    }
  }
  const taken = await whyNotListening(host, port);
  if (taken === null) return [good('port', `${port} is free`)];
  return [bad('port', `${port} on ${host} cannot be used: ${taken}`, 'choose another with port')];
}

export async function addressCheck({ config: { publicUrl, host }, running, now }: Look): Promise<Finding[]> {
  if (publicUrl === undefined) {
    return [warn('address', 'publicUrl is not set', 'set it to the https:// address of your proxy')];
  }
  const url = new URL('/healthz', publicUrl);
  const findings: Finding[] = [];
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    findings.push(bad('address', `${publicUrl} is not encrypted`, 'put a proxy with a certificate in front'));
  }
  if (!running) {
    const todo = 'start the desk and run doctor again';
    return [
      ...findings,
      warn('address', `${publicUrl} cannot be tried: the desk does not run on ${host}`, todo),
    ];
  }
  try {
    const { status, date, validTo } = await ask(url.href);
    findings.push(
      status === 200
        ? good('address', `${publicUrl} leads to a desk`)
        : bad('address', `${publicUrl} answers ${status}`, 'have the proxy lead to this desk'),
    );
    findings.push(...certificateFinding(validTo, now), ...clockFinding(date));
  } catch (error) {
    const todo =
      'look at the name, the certificate and the proxy; a firewall may keep this machine from it, too';
    findings.push(bad('address', `${publicUrl} cannot be reached from here: ${reasonOf(error)}`, todo));
  }
  return findings;
}

export async function relayCheck({ config: { turnUrls, stunUrls } }: Look): Promise<Finding[]> {
  if (turnUrls.length > 0) return [good('relay', `TURN is set: ${turnUrls.join(', ')}`)];
  const text = stunUrls.length > 0 ? 'STUN is set, TURN is not' : 'neither STUN nor TURN is set';
  return [
    warn('relay', text, 'computers that cannot reach each other need TURN: set turnUrls and turnSecret'),
  ];
}

function certificateFinding(validTo: number | null, now: number): Finding[] {
  if (validTo === null) return [];
  const days = Math.floor((validTo - now) / DAY_MS);
  if (days >= CERTIFICATE_DAYS) return [good('certificate', `good for ${days} days`)];
  return [warn('certificate', `it ends in ${days} days`, 'renew it')];
}

function clockFinding(date: string | undefined): Finding[] {
  const apart = date === undefined ? NaN : Math.abs(Date.parse(date) - Date.now());
  if (!(apart > CLOCK_MS)) return [];
  return [warn('clock', `${Math.round(apart / 1000)} s from that of the proxy`, 'set both clocks by NTP')];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

interface Answer {
  status: number;
  date: string | undefined;
  /** Until when the certificate is good; null where there is none. */
  validTo: number | null;
}

function ask(url: string): Promise<Answer> {
  const request = url.startsWith('https:') ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    request(url, { signal: AbortSignal.timeout(PATIENCE_MS), agent: false }, (response) => {
      resolve({ status: response.statusCode ?? 0, date: response.headers.date, validTo: validTo(response) });
      response.resume();
    })
      .on('error', reject)
      .end();
  });
}

function validTo({ socket }: IncomingMessage): number | null {
  const text =
    'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate().valid_to : undefined;
  return text === undefined ? null : Date.parse(text);
}

function whyNotListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
