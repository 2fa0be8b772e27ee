import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { paths, safeNext } from '../../../src/renderer/console/app/paths';
import { fault } from '../../../src/shared/base/fault';
import { BEN, SESSION, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('setting up', () => {
  it('takes the token out of the address and makes the first administrator', async () => {
    const fake = fakeServices({ setup: () => SESSION });
    const { router, path } = openConsole('/setup#token=abc', fake);
    await waitFor(() => expect(router.state.location.hash).toBe(''));
    expect(fake.client.of('session'), 'nobody is asked who they are before that').toHaveLength(0);
    type('Your name', 'Maria Novak');
    type('E-mail address', 'maria@example.org');
    type('Password', 'short');
    click('Create administrator');
    expect(screen.getByText('At least 12 characters, please.')).toBeTruthy();
    expect(fake.client.of('setup')).toHaveLength(0);
    type('Password', 'correct horse battery');
    click('Create administrator');
    await waitFor(() => expect(path()).toBe('/tickets'));
    expect(fake.client.of('setup')).toEqual([
      {
        body: {
          token: 'abc',
          name: 'Maria Novak',
          email: 'maria@example.org',
          password: 'correct horse battery',
        },
      },
    ]);
  });

  it('says what a used link means', async () => {
    const fake = fakeServices({ setup: () => fault('token-refused') });
    openConsole('/setup#token=abc', fake);
    type('Your name', 'M');
    type('E-mail address', 'm@example.org');
    type('Password', 'correct horse battery');
    click('Create administrator');
    expect((await screen.findByRole('alert')).textContent).toContain('server’s own console');
  });

  it('asks for the link when there is no token', () => {
    openConsole('/setup', fakeServices());
    expect(screen.getByText(/one-time token/)).toBeTruthy();
  });
});

describe('logging in', () => {
  it('comes back to where one wanted to go', async () => {
    let known = false;
    const fake = fakeServices({
      session: () => (known ? SESSION : fault('unauthenticated')),
      logIn: () => {
        known = true;
        return SESSION;
      },
      ticket: () => ticket(),
    });
    const { path } = openConsole('/tickets/DS-1042', fake);
    await screen.findByRole('heading', { name: 'Log in' });
    expect(path()).toBe('/login');
    type('E-mail address', ' maria@example.org ');
    type('Password', 'correct horse battery');
    click('Log in');
    await waitFor(() => expect(path()).toBe('/tickets/DS-1042'));
    expect(fake.client.of('logIn')[0]?.body.email).toBe('maria@example.org');
  });

  it.each([
    ['a wrong password', fault('credentials-refused'), 'do not belong together'],
    ['too many attempts', { ...fault('rate-limited'), retryAfter: 41.2 }, 'Try again in 42 s'],
  ])('says what %s means and empties the password', async (_, answer, says) => {
    openConsole('/login', fakeServices({ logIn: () => answer }));
    type('E-mail address', 'maria@example.org');
    type('Password', 'wrong');
    click('Log in');
    expect((await screen.findByRole('alert')).textContent).toContain(says);
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
  });

  it('goes back to log-in as soon as any answer says the session is over, and keeps the draft', async () => {
    let over = false;
    const shown = ticket();
    const fake = fakeServices({
      session: () => (over ? fault('unauthenticated') : SESSION),
      ticket: () => shown,
      addComment: () => fault('unauthenticated'),
      logIn: () => {
        over = false;
        return SESSION;
      },
    });
    const { path } = openConsole('/tickets/DS-1042', fake);
    fireEvent.change(await screen.findByRole('textbox', { name: 'Message' }), {
      target: { value: 'Not lost' },
    });
    over = true;
    click('Reply to Jane Doe');
    await screen.findByText(/Your session has ended/);
    expect(path()).toBe('/login');
    type('E-mail address', 'maria@example.org');
    type('Password', 'correct horse battery');
    click('Log in');
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    expect(field.value).toBe('Not lost');
  });

  it('returns nowhere but into this console', () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:1',
      '/login?next=/x',
      null,
    ]) {
      expect(safeNext(next)).toBe('/tickets');
    }
    expect(safeNext('/tickets?view=mine')).toBe('/tickets?view=mine');
    expect(paths.logIn('/tickets/DS-1?x=1&y=2')).toBe('/login?next=%2Ftickets%2FDS-1%3Fx%3D1%26y%3D2');
  });

  it('leaves nothing behind when logging out', async () => {
    const fake = fakeServices({ logOut: () => undefined });
    const { path } = openConsole('/people', fake);
    await screen.findByRole('heading', { name: 'People' });
    fake.services.drafts.set('x', 'something');
    click(/^Account.*Maria Novak/);
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Log out' }));
    await waitFor(() => expect(path()).toBe('/login'));
    expect(fake.services.drafts.get('x')).toBe('');
    expect(fake.live.state().kind).toBe('off');
  });
});

describe('roles', () => {
  it('tell a technician why administrators’ buttons are off', async () => {
    const fake = fakeServices({ session: () => ({ ...SESSION, person: BEN }) });
    const { router } = openConsole('/people', fake);
    await screen.findByRole('heading', { name: 'People' });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add a technician' }).disabled).toBe(true);
    expect(screen.queryByRole('link', { name: 'Audit trail' })).toBeNull();
    await act(() => router.navigate('/audit'));
    expect(await screen.findByText('Only administrators read the audit trail.')).toBeTruthy();
    expect(fake.client.of('audit')).toHaveLength(0);
  });
});
