import { percentOf } from '../json-value';

export interface PowerSource {
  onMains: boolean;
  /** null: no battery. */
  battery: { percent: number; charging: boolean; remainingMinutes: number | null } | null;
}

/**
 * macOS `pmset -g batt`, which speaks English in any language of the system:
 * ` -InternalBattery-0 (id=1234567)	85%; discharging; 3:45 remaining present: true`.
 */
export function parsePmset(output: string): PowerSource | null {
  const source = /^Now drawing from '([^']+)'/m.exec(output)?.[1];
  if (source === undefined) return null;
  const onMains = source !== 'Battery Power';
  const match = /^\s*-InternalBattery-\d+.*?\s(\d+)%; ([^;\n]+);(?: (\d+):(\d\d) remaining)?/m.exec(output);
  const percent = percentOf(match?.[1]);
  if (match === null || percent === null) return { onMains, battery: null };
  const state = (match[2] ?? '').trim();
  const minutes = match[3] === undefined ? null : Number(match[3]) * 60 + Number(match[4]);
  return {
    onMains,
    battery: {
      percent,
      charging: state === 'charging' || state === 'finishing charge',
      remainingMinutes: state === 'discharging' ? minutes : null,
    },
  };
}
