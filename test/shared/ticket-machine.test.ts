import { describe, expect, test } from 'vitest';
import { TICKET_STATUSES } from '../../src/shared/model/ticket';
import {
  afterRequesterConfirms,
  afterRequesterReply,
  changeStatus,
  nextStatuses,
} from '../../src/shared/rules/ticket-machine';

describe('a technician', () => {
  test('never brings a ticket back to new', () => {
    for (const from of TICKET_STATUSES) expect(nextStatuses(from)).not.toContain('new');
  });

  test('cannot wake a closed or canceled ticket', () => {
    for (const to of TICKET_STATUSES) {
      if (to !== 'closed') expect(changeStatus('closed', to).ok).toBe(false);
      if (to !== 'canceled') expect(changeStatus('canceled', to).ok).toBe(false);
    }
  });

  test.each([
    ['new', 'in-progress'],
    ['in-progress', 'resolved'],
    ['resolved', 'in-progress'],
    ['resolved', 'closed'],
  ] as const)('may go from %s to %s', (from, to) => {
    expect(changeStatus(from, to)).toEqual({ ok: true, value: to });
  });

  test('is told why a step is refused', () => {
    expect(changeStatus('new', 'closed')).toMatchObject({ ok: false, fault: { code: 'wrong-state' } });
  });
});

describe('the requester', () => {
  test.each([
    ['new', 'new'],
    ['in-progress', 'in-progress'],
    ['on-hold', 'in-progress'],
    ['resolved', 'in-progress'],
  ] as const)('by answering brings %s to %s', (from, to) => {
    expect(afterRequesterReply(from)).toEqual({ ok: true, value: to });
  });

  test('cannot answer a closed ticket', () => {
    expect(afterRequesterReply('closed').ok).toBe(false);
    expect(afterRequesterReply('canceled').ok).toBe(false);
  });

  test('confirms that it works again', () => {
    expect(afterRequesterConfirms('in-progress')).toEqual({ ok: true, value: 'resolved' });
    expect(afterRequesterConfirms('closed').ok).toBe(false);
  });
});
