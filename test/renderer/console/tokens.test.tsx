import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FRESH_TOKEN, readToken, type TokenInput } from '../../../src/renderer/console/devices/token-input';
import { installExamples } from '../../../src/renderer/console/devices/token-shown';
import { en } from '../../../src/renderer/console/words/en';
import { fault } from '../../../src/shared/base/fault';
import { peopleApi } from '../../../src/shared/contract/api-people';
import { newId } from '../../../src/shared/model/ids';
import { settingNamed } from '../../../src/shared/policy/settings';
import { AT } from './fixtures';
import { TECHNICIAN } from './fleet-fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

const TOKEN = 'k'.repeat(43);

async function openTokens(handlers: Parameters<typeof fakeServices>[0] = {}) {
  const fake = fakeServices({
    enrollmentTokens: () => [],
    addEnrollmentToken: ({ body }) => ({
      id: body.id,
      token: TOKEN,
      expiresAt: '2026-11-22T08:00:00.000Z',
      serverUrl: 'https://desk.example.org',
    }),
    ...handlers,
  });
  openConsole('/devices/tokens', fake);
  await screen.findByRole('heading', { name: 'Enrollment tokens' });
  return fake;
}

describe('enrollment tokens', () => {
  it('are made with rules in plain words, and shown once with what to paste', async () => {
    const { client } = await openTokens();
    fireEvent.click(await screen.findByRole('button', { name: 'Enroll computers' }));
    const dialog = within(await screen.findByRole('dialog'));
    const type = (name: RegExp, value: string) =>
      fireEvent.change(dialog.getByRole('textbox', { name }), { target: { value } });
    fireEvent.click(dialog.getByRole('radio', { name: 'Computers from these networks' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Make token' }));
    expect(dialog.getByText(/A label, please/)).toBeTruthy();
    expect(dialog.getByText(/At least one address range/)).toBeTruthy();
    expect(client.of('addEnrollmentToken')).toEqual([]);
    type(/^Label/, 'Warehouse');
    type(/^Site/, 'Hall 3');
    type(/^Tags/, 'press, line 2');
    type(/^Networks/, '10.0.0.0/8\n2001:db8::/32');
    fireEvent.click(dialog.getByRole('checkbox', { name: /further people/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Make token' }));
    expect((await dialog.findByLabelText('Token')).textContent).toBe(TOKEN);
    const [made] = client.of('addEnrollmentToken');
    expect(peopleApi.addEnrollmentToken.body.parse(made?.body)).toMatchObject({
      label: 'Warehouse',
      site: 'Hall 3',
      tags: ['press', 'line 2'],
      approve: 'networks',
      networks: ['10.0.0.0/8', '2001:db8::/32'],
      othersOnComputer: false,
    });
    expect(dialog.getByText(/can read the token in the list of processes/)).toBeTruthy();
    expect(dialog.getByLabelText(/MSI/).textContent).toContain(`ENROLL_TOKEN="${TOKEN}"`);
    expect(dialog.getByLabelText(/policy\.json/).textContent).toContain(
      '"SERVER_URL": "https://desk.example.org"',
    );
  });

  it('are asked for anew when an answer was lost: a secret is told once', async () => {
    const { client } = await openTokens({ addEnrollmentToken: () => fault('desk-unreachable') });
    fireEvent.click(await screen.findByRole('button', { name: 'Enroll computers' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByRole('textbox', { name: /^Label/ }), { target: { value: 'Warehouse' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Make token' }));
    await dialog.findByRole('alert');
    fireEvent.click(dialog.getByRole('button', { name: 'Make token' }));
    await waitFor(() => expect(client.of('addEnrollmentToken')).toHaveLength(2));
    const [lost, again] = client.of('addEnrollmentToken');
    expect(again?.body.id).not.toBe(lost?.body.id);
  });

  it('say whom they admit, and are revoked', async () => {
    const id = newId();
    const { client } = await openTokens({
      enrollmentTokens: () => [
        {
          id,
          label: 'Warehouse',
          usesLeft: 5,
          expiresAt: '2027-01-01T08:00:00.000Z',
          createdAt: AT,
          revoked: false,
          site: 'Hall 3',
          tags: ['press'],
          approve: 'none',
          networks: [],
          othersOnComputer: true,
        },
      ],
      revokeEnrollmentToken: () => undefined,
    });
    const row = within((await screen.findByText('Warehouse')).closest('tr') as HTMLElement);
    expect(row.getByText('Hall 3')).toBeTruthy();
    expect(row.getByText('Nobody')).toBeTruthy();
    fireEvent.click(row.getByRole('button', { name: 'Revoke' }));
    await Promise.resolve();
    expect(client.of('revokeEnrollmentToken')).toEqual([{ params: { id } }]);
  });

  it('are nothing for technicians', async () => {
    const { client } = await openTokens({ session: () => TECHNICIAN });
    expect(screen.getByText('Only administrators can do this')).toBeTruthy();
    expect(client.of('enrollmentTokens')).toEqual([]);
  });
});

describe('what the token form says', () => {
  const read = (over: Partial<TokenInput>) =>
    readToken({ ...FRESH_TOKEN, label: 'x', ...over }, en.tokens, 'en');

  it('holds as it comes, once it has a label', () => {
    expect(read({}).body).toEqual({
      label: 'x',
      uses: 1,
      hours: 24,
      site: null,
      tags: [],
      approve: 'all',
      networks: [],
      othersOnComputer: true,
    });
  });

  it.each([
    ['label', { label: ' ' }],
    ['tags', { tags: 'x'.repeat(41) }],
    ['tags', { tags: Array.from({ length: 21 }, (_, index) => `t${index}`).join() }],
    ['networks', { approve: 'networks', networks: '' }],
    ['networks', { approve: 'networks', networks: '10.0.0.0/8, office' }],
    ['networks', { approve: 'networks', networks: Array.from({ length: 51 }, () => '10.0.0.0/8').join() }],
    ['uses', { uses: '' }],
    ['uses', { uses: 100_001 }],
    ['hours', { hours: 0 }],
    ['hours', { hours: 1.5 }],
  ] as const)('is refused for its %s', (field, over) => {
    expect(Object.keys(read(over).errors ?? {})).toEqual([field]);
  });

  it('forgets networks that no rule asks for', () => {
    expect(read({ approve: 'none', networks: 'office' }).body?.networks).toEqual([]);
  });
});

describe('the examples to paste', () => {
  it('use the names settings have everywhere', () => {
    const { msi, policyFile } = installExamples('https://desk.example.org', TOKEN);
    const names = [...msi.matchAll(/ ([A-Z_]+)="/g)].map((match) => match[1] ?? '');
    expect(names).toEqual(Object.keys(JSON.parse(policyFile) as object));
    for (const name of names) expect(settingNamed(name), name).toBeDefined();
    expect(msi).toMatch(/^msiexec \/i \S+ \/qn /);
  });
});
