import { BlockList, isIP } from 'node:net';

/** Whether this is an address or a range as `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`. */
export function isAddressRange(range: string): boolean {
  const [address = '', bits, surplus] = range.split('/');
  const family = isIP(address);
  if (family === 0 || surplus !== undefined || address.includes('%')) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export interface AddressRanges {
  /** An address of the one family written as a part of the other counts as what it is. */
  include(address: string): boolean;
}

/** @param ranges each one an `isAddressRange` */
export function addressRanges(ranges: readonly string[]): AddressRanges {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return {
    include(address) {
      const bare = address.split('%')[0] ?? '';
      const family = isIP(bare);
      return family !== 0 && list.check(bare, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/** A socket that listens to both families writes IPv4 as a part of IPv6. */
export function plainAddress(source: string): string {
  return source.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 80);
}
