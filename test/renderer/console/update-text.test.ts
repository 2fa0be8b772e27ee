import { describe, expect, it } from 'vitest';
import type { RolledBack } from '../../../src/main/update/trial';
import type { Busy } from '../../../src/main/update/update-flow';
import type { Refusal } from '../../../src/main/update/verify-release';
import { updateText } from '../../../src/renderer/console/devices/update-text';
import { de } from '../../../src/renderer/console/words/de';
import { en } from '../../../src/renderer/console/words/en';
import { UPDATE_REASONS, UPDATE_STATES } from '../../../src/shared/model/update';
import { inventory } from './fleet-fixtures';

describe('how a computer stands with its update', () => {
  it.each(UPDATE_REASONS)('is said for %s', (update) => {
    expect(updateText(en, { update, inventory: null })).toEqual({
      text: en.updates.reasons[update],
      trouble: false,
    });
  });

  it.each(UPDATE_STATES.filter((state) => state !== 'idle'))(
    'is said by the computer itself while %s',
    (state) => {
      const told = inventory({ update: { state, version: '0.3.0', reason: 'bad-signature' } });
      const { text, trouble } = updateText(en, { update: 'offered', inventory: told });
      expect(text).not.toBe(en.updates.reasons.offered);
      expect(text).toMatch(/0\.3\.0|bad signature/);
      expect(trouble).toBe(['refused', 'failed', 'rolled-back'].includes(state));
    },
  );

  it('has words for every reason an agent gives', () => {
    const reasons: Record<Refusal | Busy | RolledBack['outcome'], true> = {
      'no-keys': true,
      'unknown-key': true,
      'bad-signature': true,
      unreadable: true,
      'wrong-product': true,
      'wrong-channel': true,
      expired: true,
      downgrade: true,
      'rolled-back-before': true,
      'no-file': true,
      'assist-open': true,
      'help-open': true,
      sending: true,
      'rolled-back': true,
      'previous-missing': true,
      'previous-changed': true,
      'not-writable': true,
    };
    // The report says "crashed" for a version that was taken back.
    const told = Object.keys(reasons).map((each) => (each === 'rolled-back' ? 'crashed' : each));
    expect(told.filter((each) => en.updates.problems[each] === undefined)).toEqual([]);
    expect(Object.keys(de.updates.problems).sort()).toEqual(Object.keys(en.updates.problems).sort());
  });

  it('says when a version that crashes could not be taken back', () => {
    const told = (reason: string) =>
      inventory({ update: { state: 'rolled-back', version: '0.3.0', reason } });
    const text = (reason: string) => updateText(en, { update: 'offered', inventory: told(reason) }).text;
    expect(text('crashed')).toBe('Rolled back from 0.3.0 after crashes');
    expect(text('previous-missing')).toBe(
      '0.3.0 crashes and cannot be taken back: the version before is gone',
    );
  });

  it('names a reason it does not know by its word, with nothing hidden in it', () => {
    const told = inventory({ update: { state: 'refused', version: null, reason: 'moon\u202Ephase' } });
    expect(updateText(en, { update: 'offered', inventory: told }).text).toBe('Refused: moon[RLO]phase');
  });
});
