import { net, session } from 'electron';
import { trustForDesk, type VouchFor } from './extra-ca';
import { proxyConfig } from './proxy-config';

/** Chromium's stack: system proxy, PAC, proxies that ask for a password, and the system's trust store apply. */
export function chromiumFetch(url: string, init?: RequestInit): Promise<Response> {
  return net.fetch(url, init);
}

/** How Chromium would reach that address, in PAC's words: `DIRECT`, `PROXY host:port; DIRECT`. */
export function proxyRoute(url: string): Promise<string> {
  return session.defaultSession.resolveProxy(url);
}

/** Whether Chromium would reach that address without a proxy: Node's own sockets can then do so too. */
export async function isDirect(url: string): Promise<boolean> {
  const route = await proxyRoute(url);
  return route.split(';')[0]?.trim() === 'DIRECT';
}

/** From now on, for everything that goes through Chromium. */
export function setProxy(rule: string): Promise<void> {
  return session.defaultSession.setProxy(proxyConfig(rule));
}

/** Must run before the first request: Chromium remembers its verdicts. */
export function trustDeskBy(vouchFor: VouchFor, isDesk: (host: string) => boolean): void {
  trustForDesk(session.defaultSession, isDesk, vouchFor);
}
