import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fault } from '../../../src/shared/base/fault';
import { newId } from '../../../src/shared/model/ids';
import type { Comment } from '../../../src/shared/model/ticket';
import { AT, MARIA, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

function open(over: Parameters<typeof ticket>[0] = {}, handlers: Parameters<typeof fakeServices>[0] = {}) {
  const shown = ticket(over);
  const fake = fakeServices({ ticket: () => shown, ...handlers });
  return { shown, ...fake, ...openConsole('/tickets/DS-1042', fake) };
}
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const button = (name: RegExp | string) => screen.getByRole<HTMLButtonElement>('button', { name });
const comment = (text: string, over: Partial<Comment> = {}): Comment => ({
  id: newId(),
  author: { kind: 'technician', id: MARIA.id, name: MARIA.name },
  visibility: 'public',
  text,
  createdAt: AT,
  ...over,
});

describe('the composer', () => {
  it('sends a reply as public and a note as internal, by two different buttons', async () => {
    const fake = open(
      {},
      {
        addComment: ({ body }) => ticket({ comments: [comment(body.text, { visibility: body.visibility })] }),
      },
    );
    const field = await message();
    expect(button('Reply to Jane Doe').disabled).toBe(true);
    fireEvent.change(field, { target: { value: 'Is it on?' } });
    fireEvent.click(button('Reply to Jane Doe'));
    expect(await screen.findByText('Is it on?')).toBeTruthy();
    expect(field.value).toBe('');
    fireEvent.change(field, { target: { value: 'It never is.' } });
    fireEvent.click(button('Add work note'));
    await screen.findByText('It never is.');
    expect(screen.getByText(/only technicians read it/)).toBeTruthy();
    expect(fake.client.of('addComment').map(({ body }) => [body.visibility, body.text])).toEqual([
      ['public', 'Is it on?'],
      ['internal', 'It never is.'],
    ]);
  });

  it('sends the reply with Ctrl+Enter, never the note', async () => {
    const { client } = open({}, { addComment: ({ body }) => ticket({ comments: [comment(body.text)] }) });
    const field = await message();
    fireEvent.change(field, { target: { value: 'Hello' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(client.of('addComment')).toHaveLength(0);
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(client.of('addComment')[0]?.body.visibility).toBe('public'));
  });

  it('keeps the words when sending fails, and the same words again are the same comment', async () => {
    const { client } = open({}, { addComment: () => fault('desk-unreachable') });
    const field = await message();
    fireEvent.change(field, { target: { value: 'Hello' } });
    fireEvent.click(button(/^Reply to/));
    expect((await screen.findByRole('alert')).textContent).toContain('The desk cannot be reached right now.');
    expect(field.value).toBe('Hello');
    fireEvent.click(button(/^Reply to/));
    await waitFor(() => expect(client.of('addComment')).toHaveLength(2));
    const [first, second] = client.of('addComment');
    expect(second?.body.id).toBe(first?.body.id);
    await screen.findByRole('alert');
    fireEvent.change(field, { target: { value: 'Hello again' } });
    fireEvent.click(button(/^Reply to/));
    await waitFor(() => expect(client.of('addComment')).toHaveLength(3));
    expect(client.of('addComment')[2]?.body.id).not.toBe(first?.body.id);
  });

  it('keeps a draft while one is elsewhere, and only in memory', async () => {
    const fake = open();
    fireEvent.change(await message(), { target: { value: 'Half a thought' } });
    await act(() => fake.router.navigate('/people'));
    await screen.findByRole('heading', { name: 'People' });
    await act(() => fake.router.navigate('/tickets/DS-1042'));
    expect((await message()).value).toBe('Half a thought');
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it('offers no reply on a closed ticket, but a note', async () => {
    open({ status: 'closed' });
    fireEvent.change(await message(), { target: { value: 'For the record' } });
    expect(button(/^Reply to/).disabled).toBe(true);
    expect(button('Add work note').disabled).toBe(false);
    expect(screen.getByText(/no longer reads replies/)).toBeTruthy();
  });
});

describe('the facts', () => {
  it('offer only the statuses that may follow', async () => {
    open({ status: 'resolved' });
    const status = await screen.findByRole('combobox', { name: 'Status' });
    expect(
      within(status)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['Resolved', 'In progress', 'Closed']);
  });

  it('change the version that was read, and show the new state when somebody was faster', async () => {
    const { client } = open({ version: 4 }, { changeTicket: () => fault('stale') });
    fireEvent.change(await screen.findByRole('combobox', { name: 'Urgency' }), { target: { value: '3' } });
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed this');
    expect(client.of('changeTicket')[0]?.body).toEqual({ version: 4, urgency: 3 });
    await waitFor(() => expect(client.of('ticket').length).toBeGreaterThan(1));
  });
});

describe('the conversation', () => {
  it('begins with what was asked and what the screen showed', async () => {
    const picture = { id: newId(), kind: 'screenshot', name: 'screen.png', size: 9, createdAt: AT } as const;
    open({ attachments: [{ ...picture, mediaType: 'image/png', sha256: 'a'.repeat(64) }] });
    const request = (await screen.findByText(/It did yesterday/)).closest('li');
    const shown = within(request as HTMLElement).getByRole('img', { name: 'Screenshot screen.png' });
    expect(shown.getAttribute('src')).toBe(`/api/attachments/${picture.id}`);
    expect(screen.getByRole('link', { name: 'Download screen.png' })).toBeTruthy();
  });

  it('folds what merely changed and keeps the receipt of a session open', async () => {
    const event = {
      id: newId(),
      at: AT,
      actor: { kind: 'technician' as const, id: MARIA.id, name: MARIA.name },
    };
    open({
      events: [
        { ...event, id: newId(), field: 'status', from: 'new', to: 'in-progress' },
        { ...event, id: newId(), field: 'assignee', from: null, to: 'Maria Novak' },
        { ...event, id: newId(), field: 'assist', from: 'requested', to: 'ended:denied' },
      ],
    });
    const folded = await screen.findByText(/^2 changes/);
    expect(folded.closest('details')?.open).toBe(false);
    expect(folded.closest('details')?.textContent).toContain('Status: New → In progress');
    const receipt = screen.getByText(/The requester did not allow it/);
    expect(receipt.closest('details')).toBeNull();
  });
});
