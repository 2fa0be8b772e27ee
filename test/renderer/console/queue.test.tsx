import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { summaryOf } from '../../../src/renderer/console/api/live-cache';
import { fault } from '../../../src/shared/base/fault';
import type { TicketSummary } from '../../../src/shared/model/ticket';
import { MARIA, summary, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

const ROWS = [
  summary({ number: 'DS-1', subject: 'First' }),
  summary({ number: 'DS-2', subject: 'Second' }),
  summary({ number: 'DS-3', subject: 'Third' }),
];
const COUNTS = { open: 3, mine: 0, unassigned: 3, resolved: 7, all: 10 };
const page = (tickets: TicketSummary[]) => ({ tickets, next: null, counts: COUNTS });

// The table draws only what fits, and this document has no layout of its own.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function openQueue(handlers: Parameters<typeof fakeServices>[0] = {}, path = '/tickets') {
  const fake = fakeServices({ tickets: () => page(ROWS), ...handlers });
  const view = openConsole(path, fake);
  await screen.findByRole('heading', { level: 1 });
  return { ...fake, ...view };
}
const rows = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1);
const selected = () =>
  rows().flatMap((row) => (row.getAttribute('aria-selected') === 'true' ? [row.textContent] : []));
const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });

describe('the queue', () => {
  it('shows what is known of each ticket, and each view with its count', async () => {
    await openQueue();
    await waitFor(() => expect(rows()).toHaveLength(3));
    const [first] = rows();
    for (const text of ['Moderate', 'DS-1', 'First', 'Jane Doe', 'front-04', 'Online', 'Unassigned', 'New']) {
      expect(first?.textContent).toContain(text);
    }
    await waitFor(() => expect(screen.getByRole('link', { name: 'Resolved 7' })).toBeTruthy());
    expect(screen.getByRole('link', { name: 'Open 3' }).getAttribute('aria-current')).toBe('page');
  });

  it.each([
    ['both weights', { critical: 2, warning: 1 }, '2 critical, 1 warning', ['2', '1']],
    ['only warnings', { critical: 0, warning: 3 }, '3 warnings', ['3']],
    ['nothing found', { critical: 0, warning: 0 }, 'No warnings', []],
    ['no diagnostics', null, 'Not known: no diagnostics, or none that could be judged', []],
  ])('counts the findings of a ticket: %s', async (_, findings, said, shown) => {
    await openQueue({ tickets: () => page([summary({ findings })]) });
    await waitFor(() => expect(rows()).toHaveLength(1));
    const cell = within(rows()[0] as HTMLElement).getByTitle(said);
    const marks = [...cell.querySelectorAll('[data-severity]')];
    expect(marks.map(({ textContent }) => textContent)).toEqual(shown);
    for (const mark of marks) expect(mark.querySelector('svg')).not.toBeNull();
    expect(cell.textContent).toContain(said);
  });

  it('moves with j and k, stops at the ends, opens with Enter', async () => {
    const { path } = await openQueue({ ticket: () => ticket({ number: 'DS-2' }) });
    await waitFor(() => expect(rows()).toHaveLength(3));
    press('j');
    expect(selected()[0]).toContain('DS-1');
    press('j');
    press('j');
    press('j');
    expect(selected()[0]).toContain('DS-3');
    press('k');
    expect(selected()[0]).toContain('DS-2');
    press('Enter');
    await waitFor(() => expect(path()).toBe('/tickets/DS-2'));
  });

  it('takes the selected ticket with a, and nothing without a selection', async () => {
    const taken = { ...ticket(), ...ROWS[1], assignee: { id: MARIA.id, name: MARIA.name }, version: 2 };
    const { client } = await openQueue({
      changeTicket: () => {
        client.handle({
          tickets: () => page(ROWS.map((row, index) => (index === 1 ? summaryOf(taken) : row))),
        });
        return taken;
      },
    });
    await waitFor(() => expect(rows()).toHaveLength(3));
    press('a');
    press('j');
    press('j');
    press('a');
    await waitFor(() => expect(rows()[1]?.textContent).toContain('Maria Novak'));
    expect(client.of('changeTicket')).toEqual([
      { params: { id: ROWS[1]?.id }, body: { version: 1, assigneeId: MARIA.id } },
    ]);
  });

  it('goes to the search with /, where letters are letters', async () => {
    const { router } = await openQueue();
    await waitFor(() => expect(rows()).toHaveLength(3));
    press('/');
    const field = screen.getByRole('searchbox', { name: 'Search tickets' });
    expect(document.activeElement).toBe(field);
    press('j', field);
    expect(selected()).toEqual([]);
    fireEvent.change(field, { target: { value: 'printer' } });
    await waitFor(() => expect(router.state.location.search).toBe('?search=printer'));
  });

  it('shows the keys with ? and the palette with Ctrl+K, which knows numbers', async () => {
    const { path } = await openQueue({ ticket: () => ticket({ number: 'DS-1042' }) });
    await waitFor(() => expect(rows()).toHaveLength(3));
    press('?');
    expect(await screen.findByText(/^Next, previous ticket/)).toBeTruthy();
    press('Escape');
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const palette = await screen.findByRole('combobox', { name: 'Go to or do' });
    expect(document.activeElement).toBe(palette);
    fireEvent.change(palette, { target: { value: '1042' } });
    fireEvent.keyDown(palette, { key: 'Enter' });
    await waitFor(() => expect(path()).toBe('/tickets/DS-1042'));
  });

  it('tints a row that changed live, once, and does not move it under the pointer', async () => {
    const fake = await openQueue();
    await waitFor(() => expect(rows()).toHaveLength(3));
    const [, second] = ROWS;
    if (!second) throw new Error('no second row');
    const urgent = { ...second, subject: 'Second, urgent', priority: 1 as const, version: 2 };
    act(() => fake.socket.up());
    const body = rows()[0]?.parentElement;
    if (!body) throw new Error('no rows');
    fireEvent.pointerEnter(body);
    fake.client.handle({ tickets: () => page([urgent, ...ROWS.filter((row) => row !== second)]) });
    act(() => fake.socket.push('ticket:changed', { seq: 1, ticket: urgent }));
    await waitFor(() => expect(rows()[1]?.textContent).toContain('Second, urgent'));
    expect(rows()[1]?.hasAttribute('data-touched')).toBe(true);
    fireEvent.animationEnd(rows()[1] ?? body);
    expect(rows()[1]?.hasAttribute('data-touched')).toBe(false);
    await screen.findByText(/put in order when the pointer leaves/);
    expect(rows()[0]?.textContent).toContain('First');
    fireEvent.pointerLeave(body);
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Second, urgent'));
  });

  it('says what an empty view means, and what went wrong with a way to try again', async () => {
    const fake = await openQueue({ tickets: () => page([]) });
    expect(await screen.findByText(/No open tickets/)).toBeTruthy();
    cleanup();
    const failing = await openQueue({ tickets: () => fault('unavailable') });
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('The desk is not ready right now.');
    expect(notice.textContent).toContain('unavailable');
    failing.client.handle({ tickets: () => page(ROWS) });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(fake.client.of('tickets').length).toBeGreaterThan(0);
  });
});
