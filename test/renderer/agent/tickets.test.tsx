import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { HelpApp } from '../../../src/renderer/agent/help/help-app';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import type { HelpBridge, LocalTicket } from '../../../src/shared/contract/ipc';
import { newId } from '../../../src/shared/model/ids';
import type { TicketStatus } from '../../../src/shared/model/ticket';
import { fakeBridge } from './fake-bridge';
import { AT, comment, helpState, localTicket, requesterTicket } from './fixtures';
import { openHelp } from './help-stage';

function open(tickets: LocalTicket[], handlers: Record<string, (args: never) => unknown> = {}) {
  const fake = fakeBridge<HelpBridge>(handlers);
  render(
    <UiProvider language="en">
      <HelpApp bridge={fake.bridge} initial={helpState({ view: 'tickets', tickets })} />
    </UiProvider>,
  );
  return fake;
}

const openFirst = () =>
  fireEvent.click(screen.getAllByRole('listitem')[0]?.querySelector('button') as HTMLElement);

afterEach(cleanup);

describe('my tickets', () => {
  it('lists the newest first, with number or "Not sent yet"', () => {
    open([
      localTicket({ createdAt: '2026-03-01T08:00:00.000Z', subject: 'Older' }),
      localTicket({ createdAt: '2026-03-02T08:00:00.000Z', subject: 'Newer', ticket: null }),
    ]);
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows[0]).toContain('Newer');
    expect(rows[0]).toContain('Not sent yet');
    expect(rows[1]).toContain('DS-1042');
  });

  it('says when the desk has the request but not all of it', () => {
    open([localTicket({ fault: { code: 'too-large' } })]);
    openFirst();
    expect(screen.getByRole('alert').textContent).toContain('Your request itself has arrived.');
    expect(screen.getByText(/A technician will look at it/)).toBeTruthy();
  });

  it('does not collect anything while only tickets are looked at', () => {
    const fake = open([]);
    expect(fake.of('help:collect')).toEqual([]);
  });

  it('shows the conversation and sends a reply', async () => {
    const ticket = requesterTicket({
      status: 'in-progress',
      assignee: { name: 'Maria Novak' },
      comments: [comment('requester', 'It shows a grey page.'), comment('technician', 'Try again now.')],
    });
    const first = localTicket({ ticket });
    const waiting = [{ id: newId(), text: 'Still grey.', createdAt: AT }];
    const fake = open([first], { 'help:reply': () => ({ ok: true, value: { ...first, waiting } }) });
    openFirst();
    expect(screen.getByText('Maria Novak is working on your request. Answers appear here.')).toBeTruthy();
    expect(screen.getByText('Try again now.')).toBeTruthy();
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your reply' });
    fireEvent.change(box, { target: { value: 'Still grey.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send reply' }));
    await screen.findByText('You · Waiting to be sent');
    expect(fake.of('help:reply')).toEqual([{ ticketId: first.id, text: 'Still grey.' }]);
    expect(box.value).toBe('');
    const sent = { ...comment('requester', 'Still grey.'), id: waiting[0]?.id ?? '' };
    fake.push('help:tickets', [
      { ...first, waiting, ticket: { ...ticket, comments: [...ticket.comments, sent] } },
    ]);
    expect(screen.getAllByText('Still grey.')).toHaveLength(1);
    expect(screen.queryByText('You · Waiting to be sent')).toBeNull();
  });

  it('keeps the reply when it cannot be saved', async () => {
    open([localTicket()], { 'help:reply': () => ({ ok: false, fault: { code: 'disk-full' } }) });
    openFirst();
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your reply' });
    fireEvent.change(box, { target: { value: 'Hello' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send reply' }));
    await screen.findByRole('alert');
    expect(box.value).toBe('Hello');
  });

  it('says "It works again"', async () => {
    const first = localTicket();
    const solved = { ...first, ticket: requesterTicket({ id: first.id, status: 'resolved' as const }) };
    const fake = open([first], { 'help:solved': () => ({ ok: true, value: solved }) });
    openFirst();
    fireEvent.click(screen.getByRole('button', { name: 'It works again' }));
    await screen.findByText('Solved');
    expect(fake.of('help:solved')).toEqual([{ ticketId: first.id }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'It works again' })).toBeNull());
    expect(screen.getByRole('textbox', { name: 'Your reply' })).toBeTruthy();
  });

  it.each(['closed', 'canceled'] as const)('offers a new request once it is %s', (status: TicketStatus) => {
    open([localTicket({ ticket: requesterTicket({ status }) })]);
    openFirst();
    expect(screen.queryByRole('textbox', { name: 'Your reply' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Send a new request' }));
    expect(screen.getByRole('textbox', { name: 'What’s going wrong?' })).toBeTruthy();
  });

  it('says why the desk refused one', () => {
    open([localTicket({ ticket: null, delivery: 'refused', fault: { code: 'too-large' } })]);
    openFirst();
    expect(screen.getByRole('alert').textContent).toContain('too-large');
  });

  it('opens the one a link names, at the start and later', () => {
    const first = localTicket({ subject: 'First', ticket: requesterTicket({ number: 'DS-7' }) });
    const second = localTicket({ subject: 'Second', ticket: requesterTicket({ number: 'DS-8' }) });
    const fake = openHelp({ state: { view: 'tickets', tickets: [first, second], ticket: 'DS-8' } });
    expect(screen.getByRole('heading', { name: 'Ticket DS-8' })).toBeTruthy();
    fake.push('help:show', { view: 'tickets', ticket: 'DS-7' });
    expect(screen.getByRole('heading', { name: 'Ticket DS-7' })).toBeTruthy();
    fake.push('help:show', { view: 'tickets', ticket: null });
    expect(screen.getByRole('heading', { name: 'My tickets' })).toBeTruthy();
  });

  it('waits for the one a link names, and lets go of it when the person goes elsewhere', () => {
    const late = localTicket({ ticket: requesterTicket({ number: 'DS-9' }) });
    const fake = openHelp({ state: { view: 'tickets', ticket: 'DS-9' } });
    expect(screen.getByText('DS-9 was not sent from this computer, or not by you.')).toBeTruthy();
    fake.push('help:tickets', [late]);
    expect(screen.getByRole('heading', { name: 'Ticket DS-9' })).toBeTruthy();
    fake.push('help:show', { view: 'tickets', ticket: 'DS-10' });
    fireEvent.click(screen.getByRole('button', { name: 'Get help' }));
    fake.push('help:tickets', [late, localTicket({ ticket: requesterTicket({ number: 'DS-10' }) })]);
    expect(screen.getByRole('textbox', { name: 'What’s going wrong?' })).toBeTruthy();
  });

  it('shows what a technician writes as text', () => {
    const nasty = '<img src=x onerror=alert(1)> [a](javascript:alert(1))';
    open([localTicket({ ticket: requesterTicket({ comments: [comment('technician', nasty)] }) })]);
    openFirst();
    expect(screen.getByText(nasty)).toBeTruthy();
    expect(document.querySelector('img, a')).toBeNull();
  });
});
