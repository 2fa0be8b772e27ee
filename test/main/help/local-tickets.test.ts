import { expect, test } from 'vitest';
import { localTickets } from '../../../src/main/help/local-tickets';
import { fault } from '../../../src/shared/base/fault';
import { commentRecord, requesterTicket, ticketRecord } from '../support/records';

const LOST = fault('desk-unreachable');

test('what only lies here says why it waits', () => {
  const { record } = ticketRecord();
  expect(localTickets([], [record], null, LOST)).toMatchObject([{ delivery: 'saved', fault: LOST }]);
  expect(localTickets([], [record], record.id, LOST)).toMatchObject([{ delivery: 'sending', fault: null }]);
});

test('what the desk has is sent, also while an answer to it waits', () => {
  const ticket = requesterTicket(ticketRecord().record.id);
  const answer = commentRecord(ticket.id);
  const [shown] = localTickets([ticket], [answer], null, LOST);
  expect(shown).toMatchObject({ delivery: 'sent', fault: null, waiting: [{ text: 'Still burning' }] });
});

test('a refused part of what the desk has is said, a refused request as such', () => {
  const { record } = ticketRecord();
  const refused = { ...record, refused: { code: 'too-large' as const } };
  expect(localTickets([requesterTicket(record.id)], [refused], null, null)).toMatchObject([
    { delivery: 'sent', fault: { code: 'too-large' } },
  ]);
  expect(localTickets([], [refused], null, null)).toMatchObject([
    { delivery: 'refused', fault: { code: 'too-large' } },
  ]);
});
