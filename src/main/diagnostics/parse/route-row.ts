import type { SectionData } from '../../../shared/model/diagnostics';

export type RouteRow = SectionData<'routes'>[number];

/** Everywhere, as `routes` writes it; VPNs often take the two halves of it instead. */
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1']);

export function leadsEverywhere(route: RouteRow): boolean {
  return EVERYWHERE.has(route.destination);
}

/** Names of the interfaces with a route to everywhere. */
export function defaultInterfaces(routes: readonly RouteRow[]): ReadonlySet<string> {
  return new Set(routes.filter(leadsEverywhere).map((route) => route.interface));
}
