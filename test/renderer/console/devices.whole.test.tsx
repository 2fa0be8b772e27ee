import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fault } from '../../../src/shared/base/fault';
import type { Device } from '../../../src/shared/model/device';
import { AT } from './fixtures';
import { countsOf, device, inventory, policy, TECHNICIAN } from './fleet-fixtures';
import { fakeServices, openConsole } from './stage';

const NEW_ONE = device({
  name: 'till-01',
  status: 'pending',
  online: false,
  update: 'not-heard',
  inventory: null,
});
const NEW_TWO = device({ name: 'till-02', status: 'pending' });
const FRONT = device();
const GONE = device({ name: 'old-09', status: 'revoked', online: false });
const ALL = [NEW_ONE, NEW_TWO, FRONT, GONE];

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** A desk with these devices, which it filters as the real one. */
async function openDevices(
  all: readonly Device[] = ALL,
  handlers: Parameters<typeof fakeServices>[0] = {},
  path = '/devices',
) {
  const fake = fakeServices({
    devices: ({ query }) => ({
      devices: all.filter(
        ({ status, machineTag, update, name }) =>
          (query.status ?? status) === status &&
          (query.machine ?? machineTag) === machineTag &&
          (query.update ?? update) === update &&
          name.includes(query.search ?? ''),
      ),
      next: null,
      counts: countsOf(all),
    }),
    device: ({ params }) => all.find(({ id }) => id === params.id) ?? fault('not-found'),
    policy: () => policy(),
    enrollmentTokens: () => [],
    ...handlers,
  });
  const view = openConsole(path, fake);
  await screen.findByRole('heading', { name: 'Devices' });
  return { ...fake, ...view };
}
const table = () => screen.findByRole('grid', { name: 'Devices' });
const rows = async () =>
  within(await table())
    .getAllByRole('row')
    .slice(1);
const press = (key: string) => fireEvent.keyDown(document.body, { key });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` });

describe('the list of devices', () => {
  it('shows what each told of itself, and how many there are of each state', async () => {
    await openDevices();
    const [first, , third] = await rows();
    for (const text of ['till-01', 'Offline', 'Waiting', 'Not heard', 'Has not told its version yet']) {
      expect(first?.textContent, text).toContain(text);
    }
    for (const text of [
      'front-04',
      'Online',
      'Hall 3',
      'press',
      'Debian',
      '0.2.0',
      'Up to date',
      'Applied',
    ]) {
      expect(third?.textContent, text).toContain(text);
    }
    const tabs = within(screen.getByRole('navigation', { name: 'Devices by state' }));
    await waitFor(() =>
      expect(tabs.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
        'All4',
        'Waiting2',
        'Active1',
        'Decommissioned1',
      ]),
    );
    expect(tabs.getByRole('link', { name: /All/ }).getAttribute('aria-current')).toBe('page');
    const nav = within(screen.getByRole('navigation', { name: 'Console' }));
    expect(nav.getByRole('link', { name: /Devices/ }).textContent).toBe('Devices2');
  });

  it('narrows by state, search and update, each of which stands in the address', async () => {
    const { client, router } = await openDevices(ALL, {}, '/devices?update=current');
    await table();
    fireEvent.click(screen.getByRole('link', { name: /Active/ }));
    await waitFor(() => expect(router.state.location.search).toBe('?status=active&update=current'));
    press('/');
    const field = screen.getByRole('searchbox', { name: 'Search devices' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'front' } });
    await waitFor(() => expect(client.of('devices').at(-1)?.query).toMatchObject({ search: 'front' }));
    expect(client.of('devices').at(-1)?.query).toEqual({
      limit: 100,
      status: 'active',
      search: 'front',
      update: 'current',
    });
    fireEvent.click(screen.getByRole('link', { name: /Only: Up to date/ }));
    await waitFor(() => expect(router.state.location.search).toBe('?status=active&search=front'));
  });

  it('approves all that wait, with one call', async () => {
    const { client } = await openDevices(ALL, {
      approveDevices: ({ body }) => ({ approved: body.ids.length }),
    });
    await table();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all that wait for approval' }));
    expect(box('front-04').checked).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Approve 2' }));
    await screen.findByText('2 computers approved');
    expect(client.of('approveDevices')).toEqual([{ body: { ids: [NEW_ONE.id, NEW_TWO.id] } }]);
    expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull();
  });

  it('selects all that wait, also those that were not loaded yet, and no others', async () => {
    const many = Array.from({ length: 250 }, (_, n) => device({ name: `till-${n}`, status: 'pending' }));
    const all = [...many, FRONT, ...Array.from({ length: 99 }, () => device())];
    const { client } = await openDevices(all, {
      devices: ({ query }) => {
        const from = Number(query.cursor ?? 0);
        const limit = Number(query.limit);
        const next = from + limit;
        return {
          devices: all.slice(from, from + limit),
          next: next < all.length ? String(next) : null,
          counts: countsOf(all),
        };
      },
      approveDevices: ({ body }) => ({ approved: body.ids.length }),
    });
    await table();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all that wait for approval' }));
    const approve = await screen.findByRole('button', { name: 'Approve 250' });
    expect(screen.getByText('250 computers selected')).toBeTruthy();
    fireEvent.click(approve);
    await screen.findByText('250 computers approved');
    expect(client.of('approveDevices').map(({ body }) => body.ids)).toEqual([many.map(({ id }) => id)]);
    expect(client.of('devices').filter(({ query }) => query.cursor === '300')).toEqual([]);
  });

  it('keeps the selection when nothing came of it', async () => {
    await openDevices(ALL, { approveDevices: () => fault('unavailable') });
    await table();
    fireEvent.click(box('till-02'));
    fireEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
    expect(box('till-02').checked).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Decommission' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(box('till-02').checked).toBe(true);
  });

  it('is worked with the keyboard alone', async () => {
    const { path } = await openDevices();
    await table();
    press('j');
    press('x');
    press('j');
    press('x');
    expect(box('till-01').checked).toBe(true);
    expect(box('till-02').checked).toBe(true);
    press('x');
    expect(screen.getByText('1 computer selected')).toBeTruthy();
    press('Enter');
    await waitFor(() => expect(path()).toBe(`/devices/${NEW_TWO.id}`));
    await screen.findByRole('dialog');
  });

  it('takes devices out only after it said what that means', async () => {
    const { client } = await openDevices(ALL, { revokeDevice: () => ({ ...FRONT, status: 'revoked' }) });
    await table();
    fireEvent.click(box('till-02'));
    fireEvent.click(box('front-04'));
    expect(screen.queryByRole('checkbox', { name: 'Select old-09' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Decommission 2' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Its connections are cut at once/)).toBeTruthy();
    expect(client.of('revokeDevice')).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Decommission' }));
    await screen.findByText('2 computers decommissioned');
    expect(client.of('revokeDevice').map(({ params }) => params.id)).toEqual([NEW_TWO.id, FRONT.id]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says how far it got when one cannot be taken out', async () => {
    const { client } = await openDevices(ALL, {
      revokeDevice: ({ params }) =>
        params.id === FRONT.id ? fault('unavailable') : { ...NEW_TWO, status: 'revoked' },
    });
    await table();
    fireEvent.click(box('till-02'));
    fireEvent.click(box('front-04'));
    fireEvent.click(screen.getByRole('button', { name: 'Decommission 2' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Decommission' }));
    await dialog.findByText('1 of 2 decommissioned');
    expect(dialog.getByRole('alert').textContent).toContain('unavailable');
    expect(client.of('revokeDevice')).toHaveLength(2);
  });

  it('lets a technician look, not decide', async () => {
    await openDevices(ALL, { session: () => TECHNICIAN });
    await table();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Enroll computers' }).disabled).toBe(true);
    expect(screen.queryByRole('link', { name: 'Enrollment tokens' })).toBeNull();
  });

  it('follows what the desk says live', async () => {
    const fake = await openDevices();
    await table();
    act(() => fake.socket.up());
    act(() =>
      fake.socket.push('device:presence', { seq: 1, deviceId: FRONT.id, online: false, lastSeenAt: AT }),
    );
    await waitFor(async () => expect((await rows())[2]?.textContent).toContain('Offline'));
    const asked = fake.client.of('devices').length;
    fake.client.handle({
      devices: () => ({ devices: [{ ...NEW_ONE, status: 'active' }], next: null, counts: countsOf([]) }),
    });
    act(() => fake.socket.push('device:changed', { seq: 2, deviceId: NEW_ONE.id }));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(fake.client.of('devices').length).toBeGreaterThan(asked);
  });

  it('reads again at most once a second, however many are enrolled', async () => {
    const fake = await openDevices();
    await table();
    act(() => fake.socket.up());
    const asked = () => fake.client.of('devices').filter(({ query }) => query.limit === 100).length;
    const before = asked();
    act(() => {
      for (let seq = 1; seq <= 500; seq++) fake.socket.push('device:changed', { seq, deviceId: NEW_ONE.id });
    });
    await waitFor(() => expect(asked()).toBe(before + 1));
    act(() => fake.clock.advance(1000));
    await waitFor(() => expect(asked()).toBe(before + 2));
  });

  it.each([
    ['/devices', /No computer is enrolled yet/],
    ['/devices?status=pending', /No computer waits for approval/],
    ['/devices?search=zebra', /No computer fits/],
  ])('says what nothing at %s means', async (path, said) => {
    await openDevices([], {}, path);
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('says what went wrong, with a way to try again', async () => {
    const { client } = await openDevices(ALL, { devices: () => fault('unavailable') });
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
    client.handle({ devices: () => ({ devices: ALL, next: null, counts: countsOf(ALL) }) });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await rows()).toHaveLength(4));
  });
});

describe('one device', () => {
  const openOne = async (
    one: Device,
    others: readonly Device[] = [],
    handlers: Parameters<typeof fakeServices>[0] = {},
  ) => {
    const fake = await openDevices([one, ...others], handlers, `/devices/${one.id}`);
    const drawer = within(await screen.findByRole('dialog'));
    await drawer.findByText('About this computer');
    return { ...fake, drawer };
  };
  const fact = (drawer: Awaited<ReturnType<typeof openOne>>['drawer'], label: string) =>
    drawer.getAllByText(label, { selector: 'dt' }).map((term) => term.nextElementSibling?.textContent);

  it('has everything it told, and how it came here', async () => {
    const { drawer } = await openOne(device());
    expect(fact(drawer, 'User')).toEqual(['jane']);
    expect(fact(drawer, 'System')).toEqual(['Debian GNU/Linux 12 (x64)']);
    expect(fact(drawer, 'Installed from')).toEqual(['AppImage']);
    expect(fact(drawer, 'Ring')).toEqual(['As the rollout goes']);
    expect(fact(drawer, 'With the token')).toEqual(['Front office']);
    expect(fact(drawer, 'From the address')).toEqual(['192.0.2.7']);
    await waitFor(() => expect(fact(drawer, 'From this desk')).toEqual(['Applied · revision 4']));
    await drawer.findByText('Nobody else uses Deskside on it.');
  });

  it('says in words what of its policy does not hold', async () => {
    const { drawer } = await openOne(
      device({
        inventory: inventory({
          policy: {
            machine: 'broken',
            desk: 'applied',
            deskRevision: 3,
            problems: [
              { source: 'machine', name: 'HOTKEYS', code: 'unknown-setting' },
              { source: 'desk', name: 'REQUIRE_CONSENT', code: 'below-floor' },
            ],
          },
        }),
      }),
    );
    await waitFor(() =>
      expect(fact(drawer, 'From this desk')).toEqual(['Applied · revision 3; this desk is at 4']),
    );
    expect(drawer.getByText(/The last good one is in force/)).toBeTruthy();
    expect(
      drawer.getByText('“HOTKEYS” (set on the computer) is not a setting of Deskside. It was ignored.'),
    ).toBeTruthy();
    expect(drawer.getByText(/tried to switch off what nobody can switch off/)).toBeTruthy();
  });

  it('leads to the other people of the same computer and to what it is a copy of', async () => {
    const ben = device({ osUser: 'ben', status: 'pending' });
    const elsewhere = device({ osUser: 'ada', machineTag: 'cd'.repeat(16) });
    const { drawer, path } = await openOne(device({ copyOf: elsewhere.id }), [ben, elsewhere]);
    const others = within(drawer.getByText('Other people of this computer').parentElement as HTMLElement);
    await others.findByText('ben');
    expect(others.getAllByRole('listitem')).toHaveLength(1);
    expect(fact(drawer, 'Copy of')[0]).toContain('front-04');
    fireEvent.click(others.getByRole('link'));
    await waitFor(() => expect(path()).toBe(`/devices/${ben.id}`));
  });

  it('is approved and decommissioned from here', async () => {
    const waiting = device({ status: 'pending' });
    const { drawer, client } = await openOne(waiting, [], {
      approveDevices: () => ({ approved: 1 }),
      revokeDevice: () => ({ ...waiting, status: 'revoked' }),
    });
    fireEvent.click(drawer.getByRole('button', { name: 'Approve' }));
    await screen.findByText('1 computer approved');
    fireEvent.click(drawer.getByRole('button', { name: 'Decommission' }));
    const ask = within(await screen.findByRole('dialog', { name: 'Decommission front-04?' }));
    fireEvent.click(ask.getByRole('button', { name: 'Decommission' }));
    await screen.findByText('1 computer decommissioned');
    expect(client.of('approveDevices')).toEqual([{ body: { ids: [waiting.id] } }]);
  });

  it('goes back to the list as it was', async () => {
    const one = device();
    const { path, router } = await openDevices([one], {}, `/devices/${one.id}?status=active`);
    const drawer = await screen.findByRole('dialog');
    fireEvent.click(within(drawer).getByRole('button', { name: 'Back to the list' }));
    await waitFor(() => expect(path()).toBe('/devices'));
    expect(router.state.location.search).toBe('?status=active');
  });

  it('says when there is none', async () => {
    await openDevices([], {}, `/devices/${device().id}`);
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such computer');
  });
});
