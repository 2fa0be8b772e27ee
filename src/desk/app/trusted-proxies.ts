import { BlockList, isIP } from 'node:net';

/** Whether this is an address or a range as `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`. */
export function isAddressRange(range: string): boolean {
  const [address = '', bits, surplus] = range.split('/');
  const family = isIP(address);
  if (family === 0 || surplus !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export interface TrustedProxies {
  trusts(address: string): boolean;
  /**
   * Where a request came from: the far end of its connection or, behind proxies of ours, the last address in
   * `X-Forwarded-For` that is none of them. What stands further left is the caller's own word.
   */
  source(address: string, forwardedFor: string | undefined): string;
}

export function trustedProxies(ranges: readonly string[]): TrustedProxies {
  const ours = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    ours.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  const trusts = (address: string): boolean => {
    const family = isIP(address);
    return family !== 0 && ours.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
  return {
    trusts,
    source(address, forwardedFor) {
      const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), address].reverse();
      return hops.find((hop) => !trusts(hop)) || address;
    },
  };
}
