/** `/proc/net/wireless`: the level of the first interface, where it is a level in dBm. */
export function signalIn(table: string): number | null {
  for (const line of table.split('\n').slice(2)) {
    const level = Number(/^\s*\S+:\s+\S+\s+\S+\s+(-?\d+)\.?\s/.exec(line)?.[1] ?? Number.NaN);
    if (level < 0 && level > -120) return level;
  }
  return null;
}
