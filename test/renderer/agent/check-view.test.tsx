import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { findingsOf, sayFinding } from '../../../src/shared/rules/findings/findings';
import { reportOf } from '../../support/report';
import { changes, services } from '../kit/report-samples';
import { fullDisk, sampleReport } from './fixtures';
import { openHelp } from './help-stage';

afterEach(cleanup);

const check = { view: 'check' } as const;
const heading = () => screen.getByRole('heading', { level: 1, name: 'Check my computer' });
const again = () => screen.getByRole('button', { name: 'Check again' });

describe('checking this computer', () => {
  it('collects, says how far it is, and then that nothing is wrong; without a network', () => {
    const offline = { state: 'offline', fault: null } as const;
    const fake = openHelp({ state: { ...check, connection: offline }, report: reportOf() });
    expect(document.activeElement).toBe(heading());
    expect(fake.of('help:collect')).toHaveLength(1);
    expect(screen.getByText('0 of 39 collected')).toBeTruthy();
    for (const section of sampleReport.sections.slice(0, 7)) fake.push('help:section', section);
    expect(screen.getByText('7 of 39 collected')).toBeTruthy();
    expect(again().getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(again());
    expect(fake.of('help:collect')).toHaveLength(1);
    fake.finish();
    expect(screen.getAllByText('Nothing looks wrong')).toHaveLength(2);
    expect(screen.getByText(/^Nothing changed since Friday/)).toBeTruthy();
    expect(screen.queryByText(/You are offline/)).toBeNull();
  });

  it('checks again from the same button, which keeps the focus', () => {
    const fake = openHelp({ state: check, report: reportOf() });
    fake.finish();
    again().focus();
    fireEvent.click(again());
    expect(fake.of('help:collect')).toHaveLength(2);
    expect(screen.getAllByText('Looking at this computer…').length).toBeGreaterThan(0);
    expect(document.activeElement).toBe(again());
  });

  it('shows what is found and what changed lately, and asks for help with it', async () => {
    const ailing = reportOf({ filesystems: fullDisk, changes });
    const [found] = findingsOf(ailing).map((each) => sayFinding('en', each, 'requester'));
    if (!found) throw new Error('a full disk must be found');
    const fake = openHelp({ state: check, report: ailing });
    fake.finish();
    expect(screen.getAllByText('1 thing found').length).toBeGreaterThan(0);
    const lately = within(screen.getByRole('region', { name: 'What changed lately' }));
    expect(lately.getByText('Program updated: Outlook')).toBeTruthy();
    expect(lately.getByText('16.0.1 → 16.0.2')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: `Important ${found.title}` }));
    expect(screen.getByText(found.next)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Get help with this' }));
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What’s going wrong?' });
    expect(box.value).toBe(found.title);
    // The report is kept: nothing is collected a second time.
    expect(fake.of('help:collect')).toHaveLength(1);
    await waitFor(() => expect(fake.of('help:save-draft').at(-1)).toMatchObject({ text: found.title }));
  });

  it('keeps what was written when help is asked for', () => {
    const draft = { text: 'Everything is slow', canWork: null, affected: null };
    const fake = openHelp({ state: { ...check, draft }, report: reportOf({ filesystems: fullDisk }) });
    fake.finish();
    fireEvent.click(screen.getByRole('button', { name: /^Important/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Get help with this' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What’s going wrong?' }).value).toBe(
      'Everything is slow',
    );
  });

  it('does not call a computer well of which only IT can repair something', () => {
    const failing = reportOf({ services });
    const others = findingsOf(failing).filter((each) => !each.actionable && each.severity !== 'info');
    expect(others.length).toBeGreaterThan(0);
    openHelp({ state: check, report: failing }).finish();
    expect(screen.queryByText('Nothing looks wrong')).toBeNull();
    expect(screen.getAllByText('Nothing for you to repair').length).toBeGreaterThan(0);
    expect(screen.getByText(/for your IT team/)).toBeTruthy();
  });

  it('names what could not be checked', () => {
    openHelp({ state: check }).finish();
    expect(screen.getByText('Could not be checked: Running programs')).toBeTruthy();
  });

  it('says when it could not be done, and tries again', async () => {
    let broken = true;
    const fake = openHelp({
      state: check,
      handlers: {
        'help:collect': () => {
          if (broken) throw new Error('no worker');
        },
      },
    });
    await waitFor(() => expect(screen.getAllByText('This computer could not be checked')).toHaveLength(2));
    broken = false;
    fireEvent.click(again());
    fake.finish();
    expect(screen.getAllByText('Nothing looks wrong').length).toBeGreaterThan(0);
  });

  it('has nothing to compare with on its first day', () => {
    const first = reportOf({ changes: { since: null, days: 0, entries: [], more: 0 } });
    openHelp({ state: check, report: first }).finish();
    expect(screen.getByText(/^Nothing to compare with yet/)).toBeTruthy();
  });
});

describe('the device information', () => {
  it('is copied by main, and the button says so', async () => {
    const fake = openHelp({ state: check });
    fireEvent.click(screen.getByRole('button', { name: 'Copy my device information' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
    expect(fake.of('help:copy-device-info')).toHaveLength(1);
  });

  it('says so when it could not be copied', async () => {
    openHelp({
      state: check,
      handlers: { 'help:copy-device-info': () => ({ ok: false, fault: { code: 'internal' } }) },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Copy my device information' }));
    expect(await screen.findByRole('button', { name: 'Not copied. Try again' })).toBeTruthy();
  });
});

describe('the way there', () => {
  it('is the third entry, and Esc closes the window', async () => {
    const fake = openHelp();
    fireEvent.click(screen.getByRole('button', { name: 'Check my computer' }));
    expect(screen.getByRole('button', { name: 'Check my computer' }).getAttribute('aria-current')).toBe(
      'page',
    );
    expect(document.activeElement).toBe(heading());
    fireEvent.keyDown(heading(), { key: 'Escape' });
    await waitFor(() => expect(fake.of('help:close')).toHaveLength(1));
  });

  it('speaks German', () => {
    openHelp({ state: { ...check, language: 'de' }, report: reportOf() }).finish();
    expect(screen.getByRole('heading', { name: 'Meinen Computer prüfen' })).toBeTruthy();
    expect(screen.getAllByText('Nichts Auffälliges gefunden').length).toBeGreaterThan(0);
  });
});
