import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { changesOf, DESK_SETTINGS, withChanges } from '../../../src/renderer/console/policy/policy-edits';
import { fault } from '../../../src/shared/base/fault';
import { resolve } from '../../../src/shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, type Source } from '../../../src/shared/policy/settings';
import { settingWords } from '../../../src/shared/words/settings';
import { policy, TECHNICIAN } from './fleet-fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

async function openPolicy(handlers: Parameters<typeof fakeServices>[0] = {}, language: 'en' | 'de' = 'en') {
  const fake = fakeServices({ policy: () => policy(), ...handlers });
  const view = openConsole('/policy', fake, language);
  await screen.findAllByRole('combobox');
  return { ...fake, ...view };
}
const select = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name });
const choose = (name: string, option: string) => {
  const list = select(name);
  const found = [...list.options].find(({ text }) => text === option);
  if (!found) throw new Error(`${name} has no ${option}`);
  fireEvent.change(list, { target: { value: found.value } });
};
const save = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Review and save' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save for all computers' }));
};

describe('the policy page', () => {
  it.each(['en', 'de'] as const)(
    'has a control for every setting the desk may decide, in "%s"',
    async (language) => {
      await openPolicy({ policy: () => policy({ settings: {} }) }, language);
      for (const key of DESK_SETTINGS) {
        const { label } = settingWords(language, key);
        expect(screen.getAllByRole('combobox', { name: label }), key).toHaveLength(1);
        expect(select(label).value, key).toBe('');
      }
      expect(screen.getAllByRole('combobox')).toHaveLength(DESK_SETTINGS.length);
    },
  );

  it('leaves out what only the computer or the person decides, and shows the floor without a control', async () => {
    await openPolicy();
    for (const key of SETTING_KEYS.filter((each) => !DESK_SETTINGS.includes(each))) {
      const { floor, from } = SETTINGS[key];
      expect(floor === true || !(from as readonly Source[]).includes('desk'), key).toBe(true);
      expect(screen.queryByRole('combobox', { name: settingWords('en', key).label }), key).toBeNull();
    }
    const floor = within(screen.getByRole('region', { name: 'Never negotiable' }));
    expect(floor.getAllByText('Always on')).toHaveLength(3);
    expect(floor.getByText(/No server, no policy and no administrator/)).toBeTruthy();
  });

  it('says what holds, since when and by whom', async () => {
    await openPolicy();
    expect(screen.getByText(/Revision 4/).textContent).toContain('by Ben Okafor');
    expect(select('Updates').selectedOptions[0]?.text).toBe('Off');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Key combination' }).value).toBe('Alt+F1');
    expect(select('Start at log-in').selectedOptions[0]?.text).toBe('Not decided (On)');
  });

  it('saves what was changed after it listed the changes', async () => {
    const { client } = await openPolicy({
      changePolicy: ({ body }) => policy({ revision: 5, settings: body.settings, changedBy: 'Maria Novak' }),
    });
    choose('Updates', 'Not decided (Automatic)');
    choose('Screenshots with requests', 'Off');
    choose('Identifiers shown unmasked', 'Set to:');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Serial numbers' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Wi-Fi names' }));
    expect(screen.getByText('3 changes are not saved')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Review and save' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
        .sort(),
    ).toEqual([
      'Identifiers shown unmaskedNot decided → Wi-Fi names, Serial numbers',
      'Screenshots with requestsNot decided → Off',
      'UpdatesOff → Not decided',
    ]);
    fireEvent.click(dialog.getByRole('button', { name: 'Save for all computers' }));
    await screen.findByText('Saved as revision 5');
    expect(client.of('changePolicy')).toEqual([
      {
        body: {
          revision: 4,
          settings: { HOTKEY: 'Alt+F1', SCREENSHOTS: false, SHOW_IDENTIFIERS: ['ssid', 'serial'] },
        },
      },
    ]);
    expect(screen.queryByText(/not saved/)).toBeNull();
    expect(screen.getByText(/Revision 5/).textContent).toContain('Maria Novak');
  });

  it('does not count a change that was taken back', async () => {
    await openPolicy();
    choose('Updates', 'Automatic');
    expect(screen.getByText('1 change is not saved')).toBeTruthy();
    choose('Updates', 'Off');
    expect(screen.queryByText(/not saved/)).toBeNull();
    choose('Updates', 'Automatic');
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(select('Updates').selectedOptions[0]?.text).toBe('Off');
  });

  it('marks a value no agent would take, and does not save it', async () => {
    await openPolicy();
    const field = screen.getByRole('textbox', { name: 'Key combination' });
    fireEvent.change(field, { target: { value: 'H' } });
    expect(screen.getByText(/This value is not accepted/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Review and save' }).disabled).toBe(true);
    fireEvent.change(field, { target: { value: 'none' } });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Review and save' }).disabled).toBe(false);
  });

  it('keeps lines as they are typed while they name hosts', async () => {
    await openPolicy();
    choose('Hosts to check', 'Set to:');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Hosts to check' });
    fireEvent.change(field, { target: { value: 'mail.example.org:8443\n' } });
    expect(field.value).toBe('mail.example.org:8443\n');
    fireEvent.change(field, { target: { value: 'mail.example.org:8443\nno host' } });
    expect(screen.getByText(/This value is not accepted/)).toBeTruthy();
  });

  it('keeps the edits when somebody else was faster, and compares them with what is there then', async () => {
    const newer = policy({ revision: 5, settings: { UPDATES: 'automatic' } });
    const { client } = await openPolicy({ changePolicy: () => fault('stale') });
    choose('Screenshots with requests', 'Off');
    client.handle({ policy: () => newer });
    await save();
    const notice = await screen.findByText(/Ben Okafor has changed the policy meanwhile \(revision 5\)/);
    expect(notice.getAttribute('role')).toBe('alert');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(select('Screenshots with requests').selectedOptions[0]?.text).toBe('Off');
    expect(select('Updates').selectedOptions[0]?.text).toBe('Automatic');
    client.handle({ changePolicy: ({ body }) => policy({ revision: 6, settings: body.settings }) });
    await save();
    await screen.findByText('Saved as revision 6');
    expect(client.of('changePolicy').at(-1)).toEqual({
      body: { revision: 5, settings: { UPDATES: 'automatic', SCREENSHOTS: false } },
    });
    await waitFor(() => expect(screen.queryByText(/meanwhile/)).toBeNull());
  });

  it('keeps the edits when saving fails, and says why', async () => {
    await openPolicy({ changePolicy: () => fault('unavailable') });
    choose('Screenshots with requests', 'Off');
    await save();
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
    fireEvent.click(screen.getByRole('button', { name: 'Go on editing' }));
    expect(screen.getByText('1 change is not saved')).toBeTruthy();
  });

  it('asks before what is not saved is left', async () => {
    const { path, client } = await openPolicy();
    const leave = () => fireEvent.click(screen.getByRole('link', { name: 'People' }));
    choose('Screenshots with requests', 'Off');
    leave();
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    expect(within(dialog).getByText(/1 change is not saved/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on editing' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(path()).toBe('/policy');
    expect(select('Screenshots with requests').selectedOptions[0]?.text).toBe('Off');
    const unload = new Event('beforeunload', { cancelable: true });
    dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);
    leave();
    fireEvent.click(await screen.findByRole('button', { name: 'Discard and leave' }));
    await waitFor(() => expect(path()).toBe('/people'));
    expect(client.of('changePolicy')).toEqual([]);
  });

  it('asks nothing once it is saved', async () => {
    const { path } = await openPolicy({
      changePolicy: ({ body }) => policy({ revision: 5, settings: body.settings }),
    });
    choose('Screenshots with requests', 'Off');
    await save();
    await screen.findByText('Saved as revision 5');
    const unload = new Event('beforeunload', { cancelable: true });
    dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(false);
    fireEvent.click(screen.getByRole('link', { name: 'People' }));
    await waitFor(() => expect(path()).toBe('/people'));
  });

  it('can be read by technicians', async () => {
    await openPolicy({ session: () => TECHNICIAN });
    expect(screen.getByText('Only administrators change the policy.')).toBeTruthy();
    for (const each of screen.getAllByRole<HTMLSelectElement>('combobox')) expect(each.disabled).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Key combination' }).disabled).toBe(true);
  });

  it('says when nothing was decided yet, and what went wrong', async () => {
    await openPolicy({
      policy: () => policy({ revision: 0, settings: {}, changedAt: null, changedBy: null }),
    });
    expect(screen.getByText('Nothing has been decided yet.')).toBeTruthy();
    cleanup();
    openConsole('/policy', fakeServices({ policy: () => fault('unavailable') }));
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
  });
});

describe('what the policy page sends', () => {
  it('is a policy of which every agent takes every word', () => {
    const edits = { updates: 'off', hotkey: 'none', checkHosts: ['mail.example.org'], tray: false };
    const sent = withChanges({}, changesOf({}, edits));
    const { problems, settings } = resolve({ desk: sent });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject(edits);
  });

  it('leaves out names that are no settings: the desk would refuse the whole', () => {
    const base = { GRAVITY: false, TRAY: false };
    expect(withChanges(base, changesOf(base, { updates: 'off' }))).toEqual({ TRAY: false, UPDATES: 'off' });
  });
});
