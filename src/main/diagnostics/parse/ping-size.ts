/** What a router on the way, or this computer itself, said of the largest packet; null where nobody said anything. */
export function saidMtu(output: string): number | null {
  const value = /(?:mtu\s*=?\s*|MTU of the next hop: )(\d{3,5})/i.exec(output)?.[1];
  return value === undefined ? null : Number(value);
}
