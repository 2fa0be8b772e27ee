import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fault } from '../../../src/shared/base/fault';
import type { Report } from '../../../src/shared/model/diagnostics';
import { newId } from '../../../src/shared/model/ids';
import { HEALTHY, reportOf as wholeReportOf } from '../../support/report';
import { REFERENCE, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';
import { XSS } from './xss';

afterEach(cleanup);

const shown = ticket({ report: REFERENCE });
const row = (number: string, ticketId = newId(), subject = `About ${number}`) => ({
  ticketId,
  number,
  subject,
  collectedAt: '2026-11-20T08:00:00.000Z',
});
const own = row('DS-1042', shown.id);
const [older, newer] = [row('DS-1040'), row('DS-1050')];

/** A report is long, and looking for roles in all of it slow. */
function reportOf(facts: Parameters<typeof wholeReportOf>[0] = {}): Report {
  const report = wholeReportOf(facts);
  const keys = ['cpu', 'memory', 'software', 'dns'];
  return { ...report, sections: report.sections.filter(({ key }) => keys.includes(key)) };
}

const busy = reportOf({ cpu: { ...HEALTHY.cpu, loadPercent: 93 } });
const reports = (byTicket: Record<string, Report>, list = [newer, own, older]) =>
  fakeServices({
    ticket: () => shown,
    deviceReports: () => list,
    report: ({ params }) => byTicket[params.id] ?? fault('not-found'),
  });
const region = (name: string) => screen.findByRole('region', { name });

describe('comparing', () => {
  it('starts from the report of the ticket, with the other reports of its computer', async () => {
    const fake = reports({ [shown.id]: busy, [older.ticketId]: reportOf() });
    const { router, path } = openConsole('/tickets/DS-1042', fake);
    fireEvent.click(await screen.findByRole('button', { name: 'Compare…' }));
    // This document has no layout, so that what hangs on a button counts as out of sight.
    const items = await screen.findAllByRole('menuitem', { name: /DS-/, hidden: true });
    expect(items.map(({ textContent }) => /DS-\d+/.exec(textContent)?.[0])).toEqual(['DS-1050', 'DS-1040']);
    expect(fake.client.of('deviceReports')[0]).toEqual({ params: { id: shown.device.id } });
    await act(async () => fireEvent.click(items[1] as HTMLElement));
    expect(path()).toBe('/tickets/DS-1042/compare');
    expect(router.state.location.search).toBe('?with=DS-1040');
    expect(await region('Processor')).toBeTruthy();
  });

  it('shows only what differs, the earlier report on the left, each difference in words', async () => {
    const fake = reports({ [shown.id]: busy, [older.ticketId]: reportOf() });
    openConsole('/tickets/DS-1042/compare?with=DS-1040', fake);
    const processor = await region('Processor');
    const line = within(processor).getByRole('row', { name: /^Load/ });
    expect(
      within(line)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['8%', 'changed93%']);
    expect(within(processor).getAllByRole('row')).toHaveLength(2);
    expect(screen.queryByRole('region', { name: 'Memory' })).toBeNull();
    expect(screen.getByText('1 difference in 1 section')).toBeTruthy();
    const heads = within(processor).getAllByRole('columnheader');
    expect(heads.map(({ textContent }) => textContent)).toEqual(['Fact', 'DS-1040', 'DS-1042']);
  });

  it('puts a later report on the right, and says what is new there and what is gone', async () => {
    const fake = reports({
      [shown.id]: reportOf(),
      [newer.ticketId]: reportOf({
        software: {
          total: 3,
          items: [...HEALTHY.software.items.slice(1), { name: 'zoom', version: '6', publisher: null }],
        },
      }),
    });
    openConsole('/tickets/DS-1042/compare?with=DS-1050', fake);
    const programs = await region('Installed programs');
    const cells = (name: RegExp) =>
      within(within(programs).getByRole('row', { name }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells(/^zoom/)).toEqual(['not there', 'new6']);
    expect(cells(/^firefox/)).toEqual(['gone140.5.0esr-1', 'not there']);
  });

  it('calls nothing gone that one of both could only not say', async () => {
    const right: Report = {
      ...reportOf(),
      sections: reportOf().sections.map((section) =>
        section.key === 'memory' ? { key: 'memory', status: 'removed' } : section,
      ),
    };
    const fake = reports({ [shown.id]: right, [older.ticketId]: reportOf() });
    openConsole('/tickets/DS-1042/compare?with=DS-1040', fake);
    const memory = await region('Memory');
    expect(within(memory).getAllByRole('row')).toHaveLength(2);
    expect(memory.textContent).toContain('CollectedLeft out by the requester');
    expect(screen.getByText('1 difference in 1 section')).toBeTruthy();
    fireEvent.click(screen.getByRole('switch', { name: 'Only differences' }));
    expect(memory.textContent).toContain('not known');
    expect(memory.textContent).not.toContain('gone');
  });

  it('goes on where the list of reports no longer reaches back to this one', async () => {
    const fake = reports({ [shown.id]: reportOf(), [newer.ticketId]: busy }, [newer]);
    openConsole('/tickets/DS-1042/compare', fake);
    const heads = within(await region('Processor')).getAllByRole('columnheader');
    expect(heads.map(({ textContent }) => textContent)).toEqual(['Fact', 'DS-1042', 'DS-1050']);
  });

  it('shows everything on demand, what is alike unmarked', async () => {
    const fake = reports({ [shown.id]: busy, [older.ticketId]: reportOf() });
    openConsole('/tickets/DS-1042/compare?with=DS-1040', fake);
    fireEvent.click(await screen.findByRole('switch', { name: 'Only differences' }));
    const memory = await region('Memory');
    expect(memory.textContent).not.toContain('changed');
    expect(within(memory).getAllByRole('row').length).toBeGreaterThan(2);
  });

  it('goes from section to section by j and k', async () => {
    const right = reportOf({
      cpu: { ...HEALTHY.cpu, loadPercent: 93 },
      dns: { ...HEALTHY.dns, searchDomains: [] },
    });
    openConsole(
      '/tickets/DS-1042/compare?with=DS-1040',
      reports({ [shown.id]: right, [older.ticketId]: reportOf() }),
    );
    const [first, second] = [await region('Processor'), await region('Name servers (DNS)')];
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(document.body, { key: 'k' });
    expect(document.activeElement).toBe(first);
  });

  it.each([
    ['there is no other report', [own], {}, /sent no other diagnostics/],
    ['the other one is not of this computer', [own, newer], {}, /sent no diagnostics with DS-1040/],
  ])('says so when %s', async (_, list, byTicket, text) => {
    openConsole('/tickets/DS-1042/compare?with=DS-1040', reports(byTicket, list));
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('says so when nothing differs', async () => {
    openConsole(
      '/tickets/DS-1042/compare?with=DS-1040',
      reports({ [shown.id]: reportOf(), [older.ticketId]: reportOf() }),
    );
    expect(await screen.findByText(/say the same about everything/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all facts' }));
    expect(await region('Memory')).toBeTruthy();
  });

  it('names the report that cannot be read', async () => {
    const fake = fakeServices({
      ticket: () => shown,
      deviceReports: () => [own, older],
      report: ({ params }) => (params.id === older.ticketId ? fault('report-outdated') : reportOf()),
    });
    openConsole('/tickets/DS-1042/compare?with=DS-1040', fake);
    expect((await region('DS-1040')).textContent).toContain('an older version of Deskside');
  });

  it('reads markup from a device as text', async () => {
    const items = XSS.map((text) => ({ name: text, version: text, publisher: text }));
    const hostile = reportOf({ software: { total: items.length, items } });
    const fake = reports({ [shown.id]: hostile, [older.ticketId]: reportOf() }, [
      own,
      row('DS-1040', older.ticketId, XSS[0]),
    ]);
    openConsole('/tickets/DS-1042/compare?with=DS-1040', fake);
    const programs = await region('Installed programs');
    fireEvent.click(within(programs).getByRole('button', { name: /^Show all/ }));
    for (const text of XSS) expect(programs.textContent).toContain(text);
    expect(document.querySelectorAll('main :is(script, iframe, img, object, form, base)')).toHaveLength(0);
    expect((globalThis as { hit?: number }).hit).toBeUndefined();
  });
});
