import { parseJson } from '../powershell';
import { rowOf, rowsOf } from '../json-value';

/** `nft -j list ruleset`: whether anything that comes in is held back; null where the output is none. */
export function filtersIncoming(output: string): boolean | null {
  const parsed = parseJson(output, 'nft');
  if (!parsed.ok) return null;
  const rules = rowsOf(rowOf(parsed.value)['nftables']) ?? [];
  const chains = rules.map((entry) => rowOf(entry['chain'])).filter((chain) => chain['hook'] === 'input');
  if (chains.some((chain) => chain['policy'] === 'drop')) return true;
  // A chain that lets through by default filters when some rule drops or refuses, there or where it jumps to.
  const verdicts = rules.flatMap((entry) => rowsOf(rowOf(entry['rule'])['expr']) ?? []);
  return chains.length > 0 && verdicts.some((verdict) => 'drop' in verdict || 'reject' in verdict);
}
