import fc from 'fast-check';
import { expect, test } from 'vitest';
import { END_REASONS, type AssistState } from '../../src/shared/model/assist';
import { mayJoin, stepAssist, type AssistStep } from '../../src/shared/rules/assist-machine';

test.each([
  ['requested', { kind: 'start' }, 'live'],
  ['requested', { kind: 'end', reason: 'denied' }, 'ended'],
  ['requested', { kind: 'end', reason: 'consent-timeout' }, 'ended'],
  ['requested', { kind: 'end', reason: 'canceled' }, 'ended'],
  ['live', { kind: 'pause' }, 'paused'],
  ['paused', { kind: 'pause' }, 'paused'],
  ['paused', { kind: 'resume' }, 'live'],
  ['live', { kind: 'end', reason: 'requester-ended' }, 'ended'],
  ['paused', { kind: 'end', reason: 'share-window-lost' }, 'ended'],
  ['ended', { kind: 'end', reason: 'denied' }, 'ended'],
] as const)('%s, %o → %s', (state, step, next) => {
  expect(stepAssist(state, step)).toEqual({ ok: true, value: next });
});

test.each([
  ['paused', { kind: 'start' }],
  ['ended', { kind: 'start' }],
  ['requested', { kind: 'pause' }],
  ['requested', { kind: 'resume' }],
  ['ended', { kind: 'resume' }],
  ['live', { kind: 'end', reason: 'denied' }],
  ['live', { kind: 'end', reason: 'canceled' }],
] as const)('%s, %o is refused', (state, step) => {
  expect(stepAssist(state, step)).toMatchObject({ ok: false, fault: { code: 'wrong-state' } });
});

const step: fc.Arbitrary<AssistStep> = fc.oneof(
  fc.constantFrom<AssistStep>({ kind: 'start' }, { kind: 'pause' }, { kind: 'resume' }),
  fc.constantFrom(...END_REASONS).map((reason): AssistStep => ({ kind: 'end', reason })),
);

test('nothing leads out of ended, and nobody joins before the requester agreed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let state: AssistState = 'requested';
      let agreed = false;
      for (const next of steps) {
        const result = stepAssist(state, next);
        if (!result.ok) continue;
        if (state === 'ended') expect(result.value).toBe('ended');
        if (next.kind === 'start') agreed = true;
        state = result.value;
        if (mayJoin(state)) expect(agreed).toBe(true);
      }
    }),
  );
});
