import { rolloverText, type Rollover } from '../../shared/contract/api-device';
import { verifyText } from './keys';

/**
 * Which key a pinned one has become: each new one is signed by the one before it, in the order they came to be. Null
 * where a step that leads on from it does not hold.
 */
export function followKey(
  key: Rollover['key'],
  deskId: string,
  pinned: string,
  rollovers: readonly Rollover[],
): string | null {
  let current = pinned;
  const seen = new Set([pinned]);
  for (const step of rollovers) {
    // Steps from before this computer enrolled lead to the pinned key, not on from it.
    if (step.key !== key || step.from !== current) continue;
    const signed = verifyText(current, rolloverText(key, deskId, current, step.to), step.signature);
    if (!signed || seen.has(step.to)) return null;
    current = step.to;
    seen.add(current);
  }
  return current;
}
