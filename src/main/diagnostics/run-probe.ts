import { SECTION_DATA, type Section, type SectionKey } from '../../shared/model/diagnostics';
import type { Platform } from '../../shared/model/device';
import type { Clock } from '../../shared/base/clock';
import { failed, notApplicable, type Found, type Probe, type ProbeContext } from './probe';

/** What a probe may look like from outside: also the ones that run in the main process. */
export type Runnable<K extends SectionKey> = Pick<Probe<K>, 'key' | 'source' | 'deadlineMs'> & {
  applies?: (platform: Platform) => boolean;
  run(context: ProbeContext): Promise<Found<unknown>>;
};

/** Runs one probe to a section, whatever it does: too slow, throwing, or facts of the wrong shape. */
export async function runProbe(
  probe: Runnable<SectionKey>,
  context: ProbeContext,
  clock: Clock,
): Promise<Section> {
  const startedAt = clock.now();
  const found =
    probe.applies?.(context.platform) === false
      ? notApplicable(`not on ${context.platform}`)
      : await withDeadline(probe, context, clock);
  const head = { key: probe.key, tookMs: Math.max(0, clock.now() - startedAt), source: probe.source };
  return { ...head, ...checked(probe.key, found) } as Section;
}

function withDeadline(
  probe: Runnable<SectionKey>,
  context: ProbeContext,
  clock: Clock,
): Promise<Found<unknown>> {
  return new Promise((resolve) => {
    const cancel = clock.after(probe.deadlineMs, () =>
      resolve(failed('deadline', `no answer within ${probe.deadlineMs} ms`)),
    );
    const settle = (found: Found<unknown>) => {
      cancel();
      resolve(found);
    };
    // A probe may also throw before it has anything to wait for.
    const found = Promise.resolve().then(() => probe.run(context));
    found.then(settle, (error: unknown) => settle(failed('crashed', String(error))));
  });
}

function checked(key: SectionKey, found: Found<unknown>): Found<unknown> {
  if (found.status !== 'collected') return found;
  const parsed = SECTION_DATA[key].safeParse(found.data);
  if (parsed.success) return { status: 'collected', data: parsed.data };
  const issue = parsed.error.issues[0];
  return failed('unreadable', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
