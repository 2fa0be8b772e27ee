import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fault } from '../../../src/shared/base/fault';
import type { Report, Section, SectionData, SectionKey } from '../../../src/shared/model/diagnostics';
import type { Change } from '../../../src/shared/model/sections/over-time';
import { findingsOf, sayFinding } from '../../../src/shared/rules/findings/findings';
import { HEALTHY, reportOf } from '../../support/report';
import { REFERENCE, REPORT, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

function open(report: Report, language: 'en' | 'de' = 'en') {
  const shown = ticket({ report: REFERENCE });
  const fake = fakeServices({ ticket: () => shown, report: () => report });
  return { shown, ...fake, ...openConsole('/tickets/DS-1042', fake, language) };
}
const region = (name: string) => screen.findByRole('region', { name });
const search = () => screen.findByRole<HTMLInputElement>('searchbox', { name: 'Search the diagnostics' });

function change(fields: Partial<Change>): Change {
  return {
    kind: 'software-updated',
    section: 'software',
    subject: 'Firefox',
    before: '128.0',
    after: '129.0',
    seenAt: '2026-11-21T08:00:00.000Z',
    weight: 50,
    ...fields,
  };
}
/** A report is long, and looking for roles in all of it slow: only what a test is about. */
function only(keys: readonly SectionKey[], report: Report): Report {
  return { ...report, sections: report.sections.filter(({ key }) => keys.includes(key)) };
}
const changesOf = (changes: SectionData<'changes'>): Report =>
  only(['changes', 'software'], reportOf({ changes }));
const changed = (entries: Change[], more = 0): Report =>
  changesOf({ since: '2026-11-16T09:00:00.000Z', days: 5, entries, more });

const fullDisk = (): Report =>
  only(
    ['filesystems', 'memory', 'gateway'],
    reportOf({
      filesystems: HEALTHY.filesystems.map((each, index) =>
        index === 0 ? { ...each, usedBytes: 479.8e9, availableBytes: 0.2e9 } : each,
      ),
    }),
  );

describe('the diagnostics', () => {
  it('say what is wrong first, then what changed, then everything by group', async () => {
    open(REPORT);
    const diagnostics = await region('Diagnostics');
    await region('Findings');
    const parts = within(diagnostics).getAllByRole('heading', { level: 3 });
    expect(parts.map((heading) => heading.textContent)).toEqual([
      'Findings',
      'Computer and devices',
      'System and programs',
      'Network and internet',
    ]);
    cleanup();
    open(only(['memory', 'software', 'gateway', 'changes', 'history'], reportOf()));
    await region('What changed');
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      'Findings',
      'What changed',
      'Computer and devices',
      'System and programs',
      'Network and internet',
      'Over time',
    ]);
  });

  it('say what was found, what failed and why, and what was left out', async () => {
    open(REPORT);
    expect((await region('Disk space')).textContent).toContain('1.2 GB free of 500 GB');
    expect((await region('Memory')).textContent).toContain('12 GB of 16 GB');
    expect((await region('Clock')).textContent).toContain('Could not be collected: it took too long');
    expect((await region('Logged-in people')).textContent).toContain('Left out by the requester');
    expect((await region('Battery')).textContent).toContain('Does not apply');
    expect((await region('Processor')).title).toContain('lscpu --json');
    const graphics = await region('Graphics');
    expect(graphics.textContent).toContain('None found');
    expect(screen.getByText(/5 collected · 1 failed · 1 left out/)).toBeTruthy();
    const space = await region('Disk space');
    expect(space.compareDocumentPosition(graphics), 'what is quiet stands last').toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('tell each finding of the rules in their order, in the reader’s language', async () => {
    const report = fullDisk();
    for (const language of ['en', 'de'] as const) {
      open(report, language);
      const part = await region(language === 'en' ? 'Findings' : 'Befunde');
      const titles = within(part)
        .queryAllByRole('heading', { level: 4 })
        .map((heading) => heading.textContent);
      const wanted = findingsOf(report).map((each) => sayFinding(language, each, 'technician').title);
      expect(titles).toEqual(wanted);
      cleanup();
    }
  });

  it('say so when nothing stands out', async () => {
    open(only(['memory'], reportOf()));
    expect((await region('Findings')).textContent).toContain('Nothing stands out in what was collected.');
  });

  it('are searched by what stands in them, and shown as they were sent', async () => {
    open(REPORT);
    const field = await search();
    fireEvent.change(field, { target: { value: 'OUTLOOK' } });
    expect(screen.queryByRole('region', { name: 'Memory' })).toBeNull();
    const programs = screen.getByRole('region', { name: 'Running programs' });
    expect(programs.querySelector('mark')?.textContent).toBe('outlook');
    fireEvent.change(field, { target: { value: 'ryzen' } });
    expect(screen.queryByRole('region', { name: 'Findings' })).toBeNull();
    fireEvent.change(field, { target: { value: 'no such thing' } });
    expect(screen.getByText('No fact contains “no such thing”.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    expect(screen.getByLabelText('JSON', { selector: 'pre' }).textContent).toBe(
      JSON.stringify(REPORT, null, 2),
    );
  });

  it.each([
    ['copied whole', true],
    ['left to the person where the browser refuses', false],
  ])('are %s', async (_, allowed) => {
    const writeText = vi.fn(async () => {
      if (!allowed) throw new Error('not a secure page');
    });
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
    open(REPORT);
    await search();
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    fireEvent.click(screen.getByRole('button', { name: 'Copy JSON' }));
    expect(writeText).toHaveBeenCalledWith(JSON.stringify(REPORT, null, 2));
    expect(await screen.findByText(allowed ? 'Copied' : /does not let the page copy/)).toBeTruthy();
    vi.restoreAllMocks();
  });

  it('say of a report of an older version that it cannot be shown, and go on being a ticket', async () => {
    const shown = ticket({ report: REFERENCE });
    openConsole(
      '/tickets/DS-1042',
      fakeServices({ ticket: () => shown, report: () => fault('report-outdated') }),
    );
    expect(await within(await region('Diagnostics')).findByText(/an older version of Deskside/)).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
  });
});

describe('a ticket', () => {
  it('survives diagnostics that cannot be drawn, and still shows them as JSON', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = only(['memory'], reportOf());
    const [memory] = broken.sections;
    open({ ...broken, sections: [{ ...memory, data: null } as unknown as Section] });
    expect(await screen.findByText(/cannot be drawn/)).toBeTruthy();
    expect(screen.getByLabelText('JSON', { selector: 'pre' }).textContent).toContain('"memory"');
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
    complaints.mockRestore();
  });

  it('starts with nothing searched for, whatever was searched for in the one before', async () => {
    const shown = [ticket({ report: REFERENCE }), ticket({ number: 'DS-1043', report: REFERENCE })];
    const fake = fakeServices({
      ticket: ({ params }) => shown.find(({ number }) => number === params.id) ?? fault('not-found'),
      report: () => only(['memory'], reportOf()),
    });
    const { router } = openConsole('/tickets/DS-1043', fake);
    await search();
    await act(() => router.navigate('/tickets/DS-1042'));
    fireEvent.change(await search(), { target: { value: 'dimm' } });
    await act(() => router.navigate('/tickets/DS-1043'));
    expect((await search()).value).toBe('');
  });
});

describe('the keyboard', () => {
  it('leads into the search and from part to part', async () => {
    open(only(['memory', 'gateway'], reportOf()));
    const key = (name: string) => fireEvent.keyDown(document.body, { key: name });
    const reached = () => document.activeElement?.getAttribute('aria-label');
    const field = await search();
    const order = ['Findings', 'Computer and devices', 'Memory', 'Network and internet'];
    for (const name of order) {
      key('j');
      expect(reached()).toBe(name);
    }
    key('k');
    expect(reached()).toBe('Memory');
    key('/');
    expect(document.activeElement).toBe(field);
    fireEvent.keyDown(field, { key: 'j' });
    expect(document.activeElement, 'what is typed is typed').toBe(field);
  });
});

describe('what changed', () => {
  it('stands newest first, the heavier first of what was seen at once, with before and after', async () => {
    const noon = '2026-11-21T12:00:00.000Z';
    open(
      changed([
        change({ subject: 'old', seenAt: '2026-11-18T08:00:00.000Z', weight: 90 }),
        change({ subject: 'light', seenAt: noon, weight: 10, kind: 'software-removed', after: null }),
        change({ subject: 'heavy', seenAt: noon, weight: 80 }),
      ]),
    );
    const items = within(await region('What changed')).getAllByRole('listitem');
    expect(items.map(({ textContent }) => /heavy|light|old/.exec(textContent)?.[0])).toEqual([
      'heavy',
      'light',
      'old',
    ]);
    expect(items[0]?.textContent).toContain('128.0 → 129.0');
    expect(items.map(({ dataset }) => dataset['weight'])).toEqual(['heavy', 'light', 'heavy']);
    expect(items[1]?.querySelector('time')?.dateTime).toBe(noon);
  });

  it.each([
    ['a quiet week', changed([]), 'Nothing changed since Monday.'],
    [
      'a long silence',
      changesOf({ since: '2026-11-02T09:00:00.000Z', days: 5, entries: [], more: 0 }),
      'Nothing changed since Nov 2, 2026.',
    ],
    [
      'the first look',
      changesOf({ since: null, days: 0, entries: [], more: 0 }),
      'Nothing to compare with yet',
    ],
    ['more than fits', changed([change({})], 3), 'Compared with Monday. 3 more are not listed.'],
    [
      'nothing sent',
      { ...reportOf(), sections: [{ key: 'changes', status: 'removed' }] } satisfies Report,
      'Left out by the requester',
    ],
  ])('says what %s means', async (_, report, text) => {
    open(report);
    expect((await region('What changed')).textContent).toContain(text);
  });

  it('shows the first of many, all of them on demand, and those that were searched for', async () => {
    open(changed(Array.from({ length: 20 }, (_, index) => change({ subject: `Program ${index}` }))));
    const part = await region('What changed');
    expect(within(part).getAllByRole('listitem')).toHaveLength(8);
    fireEvent.click(within(part).getByRole('button', { name: /^Show all 20/ }));
    expect(within(part).getAllByRole('listitem')).toHaveLength(20);
    fireEvent.change(await search(), { target: { value: 'program 19' } });
    const found = within(await region('What changed')).getAllByRole('listitem');
    expect(found.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Program 19')]);
    fireEvent.change(await search(), { target: { value: 'libreoffice-writer' } });
    expect(screen.queryByRole('region', { name: 'What changed' })).toBeNull();
  });
});

describe('a long list', () => {
  const items = Array.from({ length: 731 }, (_, index) => ({
    name: `package-${index}`,
    version: '1.0',
    publisher: null,
  }));

  it('shows ten rows, all on demand, and what is searched for wherever it stands', async () => {
    open(only(['software', 'memory'], reportOf({ software: { total: 731, items } })));
    const programs = await region('Installed programs');
    // By role, in so many of them, would take seconds.
    const rows = () => programs.querySelectorAll('tbody tr').length;
    expect(rows()).toBe(10);
    fireEvent.click(within(programs).getByRole('button', { name: /^Show all 731/ }));
    expect(rows()).toBe(731);
    fireEvent.change(await search(), { target: { value: 'package-7' } });
    expect(rows(), 'what one letter finds is not all drawn').toBe(42);
    fireEvent.change(await search(), { target: { value: 'package' } });
    expect(rows()).toBe(50);
    fireEvent.click(within(programs).getByRole('button', { name: /^Show all 731/ }));
    expect(rows()).toBe(731);
    fireEvent.change(await search(), { target: { value: 'package-730' } });
    expect(rows()).toBe(1);
  });
});

describe('a small curve', () => {
  const minute = (at: number, over: Partial<SectionData<'history'>['minutes'][number]>) => ({
    at: `2026-11-21T08:${String(at).padStart(2, '0')}:00.000Z`,
    gatewayMs: 2,
    gatewayLost: false,
    loadPercent: 10,
    memoryUsedPercent: 40,
    signalDbm: -52,
    ...over,
  });
  const MEASURED: SectionKey[] = ['cpu', 'memory', 'wifi', 'gateway', 'filesystems', 'history'];
  const history: SectionData<'history'> = {
    minutes: [
      minute(1, { loadPercent: 5 }),
      minute(2, { gatewayMs: null, gatewayLost: true, loadPercent: 95 }),
      minute(3, { gatewayMs: 14 }),
      minute(4, { gatewayMs: null, gatewayLost: null, loadPercent: null }),
    ],
    filesystems: HEALTHY.history.filesystems,
  };

  it.each([
    ['Processor', /^Load, last hour. last 10% · min 5% · max 95%$/],
    ['Memory', /^Memory in use, last hour. last 40% · min 40% · max 40%$/],
    ['Wi-Fi', /^Wi-Fi signal, last hour. last -52 dBm · min -52 dBm · max -52 dBm$/],
    ['Router (gateway)', /last 14 ms · min 2 ms · max 14 ms. 1 of 3 lost$/],
    ['Disk space', /^Free on \/, last days. last 266 GB · min 266 GB · max 267 GB$/],
  ])('in %s says in words what it shows', async (name, said) => {
    open(only(MEASURED, reportOf({ history })));
    const [picture] = within(await region(name)).getAllByRole('img');
    expect(picture?.getAttribute('aria-label')).toMatch(said);
    const caption = picture?.closest('figure')?.textContent.replaceAll(/\s+/g, ' ');
    for (const part of picture?.getAttribute('aria-label')?.split('. ') ?? [])
      expect(caption).toContain(part);
  });

  it.each([
    ['Processor', '0% to 100%'],
    ['Router (gateway)', '0 ms to 14 ms'],
    ['Wi-Fi', '-90 dBm to -30 dBm'],
    ['Disk space', '0 bytes to 480 GB'],
  ])('in %s says what its height stands for: %s', async (name, scale) => {
    open(only(MEASURED, reportOf({ history })));
    const [picture] = within(await region(name)).getAllByRole('img');
    expect(picture?.closest('figure')?.querySelector('figcaption')?.textContent).toContain(scale);
  });

  it('shows a router that answered nothing for an hour, also where the section itself failed', async () => {
    const lost = [1, 2, 3].map((at) => minute(at, { gatewayMs: null, gatewayLost: true }));
    const report = only(MEASURED, reportOf({ history: { minutes: lost, filesystems: [] } }));
    const failed: Section = {
      key: 'gateway',
      status: 'failed',
      tookMs: 5000,
      source: 'ping',
      reason: 'deadline',
      detail: '',
    };
    const sections = report.sections.map((section) => (section.key === 'gateway' ? failed : section));
    for (const shown of [report, { ...report, sections }]) {
      open(shown);
      const picture = within(await region('Router (gateway)')).getByRole('img');
      expect(picture.getAttribute('aria-label')).toBe('Answers of the router, last hour. 3 of 3 lost');
      expect(picture.querySelectorAll('line')).toHaveLength(4);
      cleanup();
    }
  });

  it('is not there where nothing was measured', async () => {
    const bare = { minutes: [minute(1, { signalDbm: null })], filesystems: [] };
    open(only(MEASURED, reportOf({ history: bare })));
    await region('Wi-Fi');
    expect(within(await region('Wi-Fi')).queryByRole('img')).toBeNull();
    expect(within(await region('Disk space')).queryByRole('img')).toBeNull();
  });
});

describe('a finding', () => {
  it('leads to the panel it was read from, even when a search hides it', async () => {
    open(fullDisk());
    const findings = await region('Findings');
    const [title] = within(findings).getAllByRole('heading', { level: 4 });
    fireEvent.change(await search(), { target: { value: title?.textContent ?? '' } });
    expect(screen.queryByRole('region', { name: 'Disk space' })).toBeNull();
    const item = within(await region('Findings')).getByRole('listitem');
    fireEvent.click(within(item).getByRole('button', { name: 'Disk space' }));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Disk space' })),
    );
    expect((await search()).value).toBe('');
  });

  it.each([
    ['Findings (1)', 'Findings'],
    ['Network and internet', 'Network and internet'],
  ])('and every part is one step away: %s', async (link, name) => {
    open(fullDisk());
    await region('Findings');
    const parts = screen.getByRole('navigation', { name: 'Parts of the diagnostics' });
    fireEvent.click(within(parts).getByRole('button', { name: link }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region', { name })));
  });
});
