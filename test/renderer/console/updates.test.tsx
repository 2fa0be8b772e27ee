import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { expiryOf, inOrder } from '../../../src/renderer/console/updates/release-view';
import { fault } from '../../../src/shared/base/fault';
import { AT } from './fixtures';
import { TECHNICIAN, updates } from './fleet-fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

/** A desk that keeps how far a release may go. */
async function openUpdates(handlers: Parameters<typeof fakeServices>[0] = {}) {
  let now = updates();
  const fake = fakeServices({
    updates: () => now,
    changeRollout: ({ body }) => {
      now = updates({ rollouts: [body] });
      return body;
    },
    devices: () => ({ devices: [], next: null, counts: { pending: 0, active: 42, revoked: 0 } }),
    ...handlers,
  });
  const view = openConsole('/updates', fake);
  await screen.findByRole('heading', { name: 'Updates' });
  return { ...fake, ...view };
}
const channel = async (name: string) => within(await screen.findByRole('region', { name }));
const ring = async (name: RegExp) => (await channel('Stable')).getByRole<HTMLInputElement>('radio', { name });

describe('the updates page', () => {
  it('shows per channel what is handed out and how far', async () => {
    await openUpdates();
    const stable = await channel('Stable');
    expect(stable.getByText('0.10.0', { selector: 'b' })).toBeTruthy();
    expect(stable.getByText('Settings in the window')).toBeTruthy();
    expect(stable.getByText('Other releases (1)')).toBeTruthy();
    expect((await ring(/^Pilot/)).checked).toBe(true);
    expect((await channel('Preview')).getByText('Nothing is published on this channel.')).toBeTruthy();
  });

  it('goes a step further at once, but to everyone only when asked twice', async () => {
    const { client } = await openUpdates();
    fireEvent.click(await ring(/^10 %/));
    await waitFor(async () => expect((await ring(/^10 %/)).checked).toBe(true));
    fireEvent.click(await ring(/^Everyone/));
    const dialog = within(await screen.findByRole('dialog', { name: 'Hand 0.10.0 out to everyone?' }));
    expect(dialog.getByText(/42 active computers/)).toBeTruthy();
    expect(client.of('changeRollout')).toHaveLength(1);
    fireEvent.click(dialog.getByRole('button', { name: 'Not yet' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await ring(/^10 %/)).checked).toBe(true);
    fireEvent.click(await ring(/^Everyone/));
    const again = within(await screen.findByRole('dialog'));
    fireEvent.click(again.getByRole('button', { name: 'Hand out to everyone' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(client.of('changeRollout').map(({ body }) => body.ring)).toEqual(['some', 'all']);
  });

  it('pauses, resumes and sets who gets it in any case', async () => {
    const { client } = await openUpdates();
    await channel('Stable');
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await screen.findByText(/nobody else gets it until you resume/);
    const field = screen.getByRole('textbox', { name: /Minimum version/ });
    fireEvent.change(field, { target: { value: 'two' } });
    expect(screen.getByText('A version looks like 0.2.0.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set' }).disabled).toBe(true);
    fireEvent.change(field, { target: { value: '0.9.0' } });
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set' }).disabled).toBe(false),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Set' }));
    await waitFor(() => expect(client.of('changeRollout')).toHaveLength(2));
    expect(client.of('changeRollout').map(({ body }) => [body.paused, body.minimumVersion])).toEqual([
      [true, null],
      [true, '0.9.0'],
    ]);
  });

  it('counts the fleet and leads to who is meant', async () => {
    const { router } = await openUpdates();
    const versions = within(await screen.findByRole('region', { name: 'Versions in use' }));
    expect(versions.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '0.10.02',
      '0.2.040',
    ]);
    const why = within(screen.getByRole('region', { name: 'How computers stand with updates' }));
    fireEvent.click(why.getByRole('link', { name: /Waits for its ring/ }));
    await waitFor(() => expect(router.state.location.search).toBe('?status=active&update=ring'));
  });

  it.each([
    ['2026-11-21T07:00:00.000Z', /has expired/],
    ['2026-11-22T07:00:00.000Z', /expires tomorrow/],
    ['2026-12-21T07:00:00.000Z', /expires in 30 days/],
  ])('warns of a signature that holds until %s', async (expiresAt, said) => {
    const { releases, ...rest } = updates();
    await openUpdates({
      updates: () => ({ ...rest, releases: releases.map((each) => ({ ...each, expiresAt })) }),
    });
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('lets a technician look, not decide', async () => {
    await openUpdates({ session: () => TECHNICIAN });
    const stable = await channel('Stable');
    expect(stable.getByRole('group', { name: 'Who gets it' }).hasAttribute('disabled')).toBe(true);
    expect(stable.getByRole<HTMLButtonElement>('button', { name: 'Pause' }).disabled).toBe(true);
    expect(stable.getByRole<HTMLInputElement>('textbox', { name: /Minimum/ }).disabled).toBe(true);
  });

  it('says when a change fails, and shows what holds', async () => {
    await openUpdates({ changeRollout: () => fault('unavailable') });
    fireEvent.click(await ring(/^10 %/));
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
    expect((await ring(/^Pilot/)).checked).toBe(true);
  });

  it('says what an empty fleet and a silent desk mean', async () => {
    await openUpdates({ updates: () => updates({ releases: [], rollouts: [], versions: [], reasons: [] }) });
    expect(await screen.findByText('No active computer has told its version yet.')).toBeTruthy();
    expect(screen.getAllByText('deskside-desk publish FOLDER')).toHaveLength(2);
    cleanup();
    await openUpdates({ updates: () => fault('unavailable') });
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
  });
});

describe('releases', () => {
  it.each([
    ['2026-11-21T07:59:59.000Z', 'expired'],
    ['2026-11-21T08:00:01.000Z', 1],
    ['2026-12-21T08:00:00.000Z', 30],
    ['2026-12-21T08:00:01.000Z', null],
  ])('that hold until %s are %s', (expiresAt, expected) => {
    expect(expiryOf({ expiresAt }, Date.parse(AT))).toBe(expected);
  });

  it('are in the order of versions, with what is none last', () => {
    const versions = ['0.9.0', 'built here', '0.10.0', '0.10.0-preview.1'].map((version) => ({
      version,
      devices: 1,
    }));
    expect(inOrder(versions).map(({ version }) => version)).toEqual([
      '0.10.0',
      '0.10.0-preview.1',
      '0.9.0',
      'built here',
    ]);
  });
});
