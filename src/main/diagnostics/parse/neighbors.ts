/** What the computer knows of who has an address on its own link. `maybe`: it knew once and has not made sure since. */
export type Neighbor = 'known' | 'maybe' | 'unknown';

/** `ip neigh show ADDRESS`: a state of the kernel's neighbor table, nud(7). */
export function parseIpNeighbor(output: string): Neighbor {
  const state = /\b(PERMANENT|NOARP|REACHABLE|STALE|DELAY|PROBE|INCOMPLETE|FAILED|NONE)\s*$/m.exec(
    output,
  )?.[1];
  if (state === undefined) return 'unknown';
  if (['PERMANENT', 'NOARP', 'REACHABLE'].includes(state)) return 'known';
  return ['STALE', 'DELAY', 'PROBE'].includes(state) ? 'maybe' : 'unknown';
}

/** `/proc/net/arp`, where there is no `ip`. Flag 2: the address is complete. */
export function parseProcArp(text: string, address: string): Neighbor {
  const row = text.split('\n').map((line) => line.trim().split(/\s+/));
  const found = row.find(([ip]) => ip === address);
  return (Number(found?.[2] ?? 0) & 2) === 0 ? 'unknown' : 'maybe';
}

/** `arp -n ADDRESS` (macOS) and `arp -a ADDRESS` (Windows): the hardware address is there, or a word instead. */
export function parseArp(output: string, address: string): Neighbor {
  const line = output
    .split('\n')
    .find((entry) => entry.includes(address) && /([0-9a-f]{1,2}[:-]){5}/i.test(entry));
  return line === undefined ? 'unknown' : 'maybe';
}
