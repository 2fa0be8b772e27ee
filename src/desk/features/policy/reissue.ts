import { iso } from '../../../shared/base/clock';
import { ok, type Result } from '../../../shared/base/result';
import { DESK } from '../audit/actors';
import type { Stores } from '../storage';

/**
 * To be done to data that comes out of a backup. Agents never go back to a lower revision, and may have followed the
 * policy further than the backup knows: they would ignore this desk until it had counted that far again. The seconds
 * of the clock lie above whatever was counted to, also by a desk that was restored before.
 */
export async function reissuePolicy({ policy, audit }: Stores, now: number): Promise<Result<void>> {
  const at = iso(now);
  const before = await policy.current();
  const revision = Math.max((before?.revision ?? 0) + 1, Math.floor(now / 1000));
  await policy.replace({ revision, settings: before?.settings ?? {}, changedAt: at, changedBy: DESK.name });
  await audit.append({
    at,
    actor: DESK,
    action: 'policy.changed',
    subject: null,
    details: { revision, settings: '', restored: true },
  });
  return ok();
}
