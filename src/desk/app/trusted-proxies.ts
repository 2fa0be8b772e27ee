import { addressRanges } from '../features/address-ranges';

export interface TrustedProxies {
  trusts(address: string): boolean;
  /**
   * Where a request came from: the far end of its connection or, behind proxies of ours, the last address in
   * `X-Forwarded-For` that is none of them. What stands further left is the caller's own word.
   */
  source(address: string, forwardedFor: string | undefined): string;
}

export function trustedProxies(ranges: readonly string[]): TrustedProxies {
  const ours = addressRanges(ranges);
  const trusts = (address: string): boolean => ours.include(address);
  return {
    trusts,
    source(address, forwardedFor) {
      const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), address].reverse();
      return hops.find((hop) => !trusts(hop)) || address;
    },
  };
}
