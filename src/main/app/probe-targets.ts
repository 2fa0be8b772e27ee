import type { ProbeTargets } from '../diagnostics/probe';
import { within } from '../time/within';
import type { AgentConfig } from './config';

/** Less than a collection waits for all of this. */
const ROUTE_MS = 800;

export interface TargetOptions {
  config: AgentConfig;
  deskUrl(): string | null;
  /** What the desk last said of the ways between here and there. */
  network(): { iceUrls: readonly string[]; address: string | null };
  proxyRoute(url: string): Promise<string>;
}

/** What a collection is told when it starts: what the agent knows and a process of its own cannot find out. */
export function composeTargets(options: TargetOptions): () => Promise<Omit<ProbeTargets, 'loadPercent'>> {
  const { config, deskUrl, network, proxyRoute } = options;
  return async () => {
    const url = deskUrl();
    const { iceUrls, address } = network();
    return {
      deskUrl: url,
      checkHosts: config.checkHosts,
      iceUrls,
      publicAddress: address,
      // A PAC script that cannot be read, or not soon, is no reason to collect nothing.
      proxyRoute: url === null ? null : await within(ROUTE_MS, proxyRoute(url), null).catch(() => null),
    };
  };
}
