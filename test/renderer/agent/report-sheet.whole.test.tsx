import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/shared/model/diagnostics';
import { SECTION_GROUPS } from '../../../src/shared/model/section-keys';
import { reportOf } from '../../support/report';
import { changes } from '../kit/report-samples';
import { previewOf, sampleReport } from './fixtures';
import { openHelp } from './help-stage';

afterEach(cleanup);

const draft = { text: 'Outlook does not open', canWork: 'no', affected: 'me' } as const;

async function openSheet(report: Report = sampleReport, removed: 'users'[] = []) {
  const fake = openHelp({ report, state: { draft, removed } });
  fake.finish();
  fireEvent.click(screen.getByRole('button', { name: 'See what is sent' }));
  await screen.findByLabelText('Computer and devices');
  return fake;
}
// Asking for roles among all these switches takes seconds in a page without a layout; labels and selectors do not.
const part = (name: string) => {
  const item = screen.getByText(name, { selector: 'h3' }).closest('li');
  if (!item) throw new Error(`no part ${name}`);
  return within(item);
};
const toggle = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: '[role=switch]' });
const texts = (selector: string) => [...document.querySelectorAll(selector)].map((each) => each.textContent);
const rowsOf = (name: string) =>
  screen.getByText(name, { selector: 'h3' }).closest('li')?.querySelectorAll('tbody tr').length;

describe('what is sent', () => {
  it('is exactly what main says, without what is switched off', async () => {
    const fake = await openSheet(sampleReport, ['users']);
    expect(screen.getByText('ws-0042')).toBeTruthy();
    expect(screen.queryByText(/jane\.miller/)).toBeNull();
    fireEvent.click(toggle('Send Computer'));
    await waitFor(() => expect(screen.queryByText('ws-0042')).toBeNull());
    expect(fake.of('help:preview').at(-1)).toEqual({ removed: ['users', 'system'] });
    const expected = previewOf(['users', 'system']);
    fireEvent.click(screen.getByText('Copy'));
    expect(fake.of('help:copy')).toEqual([{ text: expected.json }]);
    fireEvent.click(screen.getByLabelText('As it is sent (JSON)'));
    const raw = document.querySelector('pre')?.textContent ?? '';
    expect(JSON.parse(raw)).toEqual(JSON.parse(expected.json));
    fireEvent.keyDown(window, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toMatchObject([{ removed: ['users', 'system'] }]);
    expect(fake.of('help:close')).toHaveLength(0);
  });

  it('stands in four groups, each with a switch for all of it', async () => {
    const fake = await openSheet();
    expect(texts('h2')).toEqual([
      'Computer and devices',
      'System and programs',
      'Network and internet',
      'Over time',
    ]);
    expect(texts('[role=switch]')).toHaveLength(39 + 4);
    const whole = toggle('Send Network and internet');
    const network = within(screen.getByLabelText('Network and internet'));
    fireEvent.click(whole);
    await waitFor(() => expect(fake.of('help:preview').at(-1)).toEqual({ removed: SECTION_GROUPS.network }));
    expect(whole.checked).toBe(false);
    expect(network.getByText('0 of 13 sent')).toBeTruthy();
    fireEvent.click(toggle('Send Wi-Fi'));
    expect(whole.checked).toBe(true);
    expect(network.getByText('1 of 13 sent')).toBeTruthy();
    await waitFor(() => expect(part('Wi-Fi').getByText('Example-Office')).toBeTruthy());
    fireEvent.click(whole);
    expect(network.getByText('0 of 13 sent')).toBeTruthy();
    fireEvent.click(whole);
    expect(network.getByText('13 of 13 sent')).toBeTruthy();
    expect(fake.of('help:preview').at(-1)).toEqual({ removed: [] });
  });

  it('says of a part why it has no values', async () => {
    await openSheet(sampleReport, ['users']);
    expect(part('Running programs').getByText('Could not be collected: it took too long')).toBeTruthy();
    expect(part('Battery').getByText('Not on this computer')).toBeTruthy();
    expect(part('Logged-in people').getByText(/^Left out\./)).toBeTruthy();
  });

  it('folds long lists', async () => {
    const items = Array.from({ length: 731 }, (_, at) => ({
      name: `Program ${at}`,
      version: '1',
      publisher: null,
    }));
    await openSheet(reportOf({ software: { total: 731, items } }));
    expect(rowsOf('Installed programs')).toBe(5);
    fireEvent.click(screen.getByText('Show all 731'));
    expect(rowsOf('Installed programs')).toBe(731);
    fireEvent.click(screen.getByText('Show fewer'));
    expect(rowsOf('Installed programs')).toBe(5);
  });

  it('can be searched', async () => {
    await openSheet();
    const search = screen.getByLabelText('Search in what is sent');
    fireEvent.change(search, { target: { value: 'Thunderbird' } });
    expect(texts('h3')).toEqual(['Installed programs']);
    expect(rowsOf('Installed programs')).toBe(1);
    fireEvent.change(search, { target: { value: 'nowhere in it' } });
    expect(screen.getByText('Nothing contains “nowhere in it”.')).toBeTruthy();
  });

  it('loses its search with Esc, and only then itself', async () => {
    await openSheet();
    const search = screen.getByLabelText<HTMLInputElement>('Search in what is sent');
    fireEvent.change(search, { target: { value: 'Thunderbird' } });
    fireEvent.keyDown(search, { key: 'Escape' });
    expect(search.value).toBe('');
    expect(texts('h3')).toHaveLength(39);
    fireEvent.keyDown(search, { key: 'Escape' });
    expect(screen.queryByText('Search in what is sent')).toBeNull();
    expect(screen.getByRole('button', { name: 'Send request' })).toBeTruthy();
  });

  it('says whether it was copied', async () => {
    const fake = await openSheet();
    fake.handlers['help:copy'] = () => Promise.reject(new Error('refused'));
    fireEvent.click(screen.getByText('Copy'));
    const inButton = { selector: 'button span' };
    const again = await screen.findByText('Not copied. Try again', inButton);
    fake.handlers['help:copy'] = () => undefined;
    fireEvent.click(again);
    expect(await screen.findByText('Copied', inButton)).toBeTruthy();
  });

  it('tells what changed as a list, and leaves out what belongs to a part left out', async () => {
    await openSheet(reportOf({ changes }));
    expect(part('What changed').getByText('Program updated: Outlook')).toBeTruthy();
    expect(part('What changed').getByText('Device gone: Docking station')).toBeTruthy();
    fireEvent.click(toggle('Send USB devices'));
    await waitFor(() => expect(part('What changed').queryByText(/Docking station/)).toBeNull());
    expect(part('What changed').getByText('Program updated: Outlook')).toBeTruthy();
  });
});
