import type { ProbeTargets } from '../diagnostics/probe';
import { parseHost } from '../../shared/policy/values';
import { within } from '../time/within';

/** Less than a collection waits for all of this. */
const ROUTE_MS = 800;

export interface TargetOptions {
  /** As the settings name them. */
  checkHosts(): readonly string[];
  deskUrl(): string | null;
  /** What the desk last said of the ways between here and there. */
  network(): { iceUrls: readonly string[]; address: string | null };
  proxyRoute(url: string): Promise<string>;
}

/** What a collection is told when it starts: what the agent knows and a process of its own cannot find out. */
export function composeTargets(options: TargetOptions): () => Promise<Omit<ProbeTargets, 'loadPercent'>> {
  const { checkHosts, deskUrl, network, proxyRoute } = options;
  return async () => {
    const url = deskUrl();
    const { iceUrls, address } = network();
    return {
      deskUrl: url,
      checkHosts: checkHosts().flatMap((host) => parseHost(host) ?? []),
      iceUrls,
      publicAddress: address,
      // A PAC script that cannot be read, or not soon, is no reason to collect nothing.
      proxyRoute: url === null ? null : await within(ROUTE_MS, proxyRoute(url), null).catch(() => null),
    };
  };
}
