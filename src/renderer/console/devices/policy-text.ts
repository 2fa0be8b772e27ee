import type { Device } from '../../../shared/model/device';
import type { PolicyReport } from '../../../shared/model/policy';
import { visible } from '../text/visible';
import type { Words } from '../words/en';

export type PolicyTone = 'unknown' | 'none' | 'good' | 'trouble';

/** How a computer stands with the policies on it, in one word. */
export function policyText(
  words: Words,
  { inventory }: Pick<Device, 'inventory'>,
): { text: string; tone: PolicyTone } {
  const { unknown, broken, problems, applied, none } = words.policyState;
  if (inventory === null) return { text: unknown, tone: 'unknown' };
  const { machine, desk, problems: found } = inventory.policy;
  if (machine === 'broken' || desk === 'broken') return { text: broken, tone: 'trouble' };
  if (found.length > 0) return { text: problems(found.length), tone: 'trouble' };
  return machine === 'applied' || desk === 'applied'
    ? { text: applied, tone: 'good' }
    : { text: none, tone: 'none' };
}

export function problemText(words: Words, problem: PolicyReport['problems'][number]): string {
  const { problem: says, sources } = words.policyState;
  return says[problem.code](visible(problem.name), sources[problem.source]);
}
