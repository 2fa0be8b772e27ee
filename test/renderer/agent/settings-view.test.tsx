import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { pressedKeys } from '../../../src/renderer/agent/help/settings/pressed-keys';
import type { HelpState, ShownSetting, ShownSettings } from '../../../src/shared/contract/ipc';
import { shownSettings } from '../../../src/shared/contract/ipc';
import { readSetting } from '../../../src/shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, type SettingKey, type Source } from '../../../src/shared/policy/settings';
import { settingWords } from '../../../src/shared/words/settings';
import { openHelp } from './help-stage';

afterEach(cleanup);

const mayUser = (key: SettingKey) => (SETTINGS[key].from as readonly Source[]).includes('user');

/** As main shows them: everything as it comes, but for what is given. */
function shown(
  over: Partial<Record<SettingKey, Partial<ShownSetting>>> = {},
  broken: ShownSettings['broken'] = [],
) {
  return shownSettings.parse({
    broken,
    settings: SETTING_KEYS.filter((key) => SETTINGS[key].secret !== true).map((key) => ({
      key,
      value: SETTINGS[key].fallback,
      origin: 'default',
      editable: mayUser(key),
      ...over[key],
    })),
  });
}

const open = (
  now: ShownSettings = shown(),
  handlers: Record<string, (args: never) => unknown> = {},
  state: Partial<HelpState> = {},
) =>
  openHelp({
    state: { view: 'settings', ...state },
    handlers: { 'help:settings': () => now, ...handlers },
  });

const row = async (label: string) => {
  const item = (await screen.findByText(label)).closest('li');
  if (!item) throw new Error(`${label} is in no list`);
  return within(item);
};

describe('the settings of the agent', () => {
  it.each(
    (['en', 'de'] as const).flatMap((language) =>
      SETTING_KEYS.filter(mayUser).map((key) => [key, language] as const),
    ),
  )('give a control for %s in "%s"', async (key, language) => {
    open(shown(), {}, { language });
    const { label } = settingWords(language, key);
    await screen.findByText(label);
    const control = ['switch', 'combobox', 'textbox'].flatMap((role) =>
      screen.queryAllByRole(role, { name: label }),
    );
    expect(control).toHaveLength(1);
  });

  it('are reached by the gear and need neither desk nor diagnostics', async () => {
    const fake = open(shown(), {}, { view: 'tickets', connection: { state: 'offline', fault: null } });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await screen.findByRole('heading', { name: 'Settings' });
    await screen.findByText('Your settings');
    expect(fake.calls.map(([name]) => name)).toEqual(['help:settings']);
  });

  it('are changed at once', async () => {
    const off = shown({ autostart: { value: false, origin: 'user' } });
    const fake = open(shown(), { 'help:change-setting': () => ({ ok: true, value: off }) });
    const box = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Start at log-in' });
    await screen.findByText('Your settings');
    expect(box().checked).toBe(true);
    fireEvent.click(box());
    await waitFor(() => expect(box().checked).toBe(false));
    expect(fake.of('help:change-setting')).toEqual([{ key: 'autostart', value: false }]);
  });

  it('say what waits for the next start', async () => {
    const german = shown({ language: { value: 'de', origin: 'user' } });
    open(shown(), { 'help:change-setting': () => ({ ok: true, value: german }) });
    const list = await screen.findByRole('combobox', { name: 'Language' });
    expect(screen.queryByText(/next time Deskside starts/)).toBeNull();
    fireEvent.change(list, { target: { value: 'de' } });
    await screen.findByText(/next time Deskside starts/);
  });

  it('take a key combination from the keys themselves', async () => {
    const fake = open(shown(), { 'help:change-setting': () => ({ ok: true, value: shown() }) });
    const field = await screen.findByRole('textbox', { name: 'Key combination' });
    fireEvent.keyDown(field, { code: 'KeyK' });
    fireEvent.keyDown(field, { code: 'ShiftLeft', shiftKey: true });
    fireEvent.keyDown(field, { code: 'KeyK', ctrlKey: true, shiftKey: true });
    fireEvent.click(screen.getByRole('button', { name: 'Switch off' }));
    await waitFor(() => expect(fake.of('help:change-setting')).toHaveLength(2));
    expect(fake.of('help:change-setting')).toEqual([
      { key: 'hotkey', value: 'Control+Shift+K' },
      { key: 'hotkey', value: 'none' },
    ]);
  });

  it('say when a change is refused, and keep what holds', async () => {
    open(shown(), { 'help:change-setting': () => ({ ok: false, fault: { code: 'policy-refused' } }) });
    fireEvent.click(await screen.findByRole('switch', { name: 'Start at log-in' }));
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('policy-refused');
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Start at log-in' }).checked).toBe(true);
  });

  it.each([
    ['machine', 'Locked by your organization · set on this computer by IT'],
    ['desk', 'Locked by your organization · set by your help desk'],
  ] as const)('show what the %s has locked, without a control', async (origin, said) => {
    open(shown({ hotkey: { value: 'Alt+F1', origin, editable: false } }));
    const locked = await row('Key combination');
    expect(locked.getByText(said).querySelector('svg')).not.toBeNull();
    expect(locked.getByText('Alt+F1')).toBeTruthy();
    expect(locked.queryByRole('textbox')).toBeNull();
  });

  it('show what else differs, and only that', async () => {
    open(
      shown({
        site: { value: 'Hall 3', origin: 'machine' },
        showIdentifiers: { value: ['mac', 'serial'], origin: 'desk' },
        proxy: { value: 'direct', origin: 'argument' },
      }),
    );
    const others = within(await screen.findByRole('region', { name: 'Set by your organization' }));
    expect(others.getAllByRole('listitem')).toHaveLength(3);
    expect(others.getByText('Hall 3')).toBeTruthy();
    expect(others.getByText('Hardware addresses, Serial numbers')).toBeTruthy();
    expect(others.getByText('set when Deskside was started')).toBeTruthy();
  });

  it('say what nobody can change', async () => {
    open();
    const always = within(await screen.findByRole('region', { name: 'Always so' }));
    expect(always.getAllByRole('listitem')).toHaveLength(3);
    expect(always.getByText(/Each session needs the answer/)).toBeTruthy();
  });

  it('say that a policy is broken, and follow it live', async () => {
    const fake = open();
    await screen.findByText('Your settings');
    expect(screen.queryByRole('alert')).toBeNull();
    fake.push(
      'help:settings',
      shown({ autostart: { value: false, origin: 'machine', editable: false } }, ['machine']),
    );
    expect(screen.getByRole('alert').textContent).toContain('The last good ones are in force.');
    expect(screen.queryByRole('switch', { name: 'Start at log-in' })).toBeNull();
  });

  it('are not overwritten by an answer older than what was pushed', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const fake = open(shown(), { 'help:settings': () => new Promise((resolve) => (answer = resolve)) });
    await waitFor(() => expect(fake.of('help:settings')).toHaveLength(1));
    fake.push('help:settings', shown({ hotkey: { value: 'Alt+F1', origin: 'desk', editable: false } }));
    await act(async () => {
      answer(shown());
      await Promise.resolve();
    });
    expect(screen.getByText('Alt+F1')).toBeTruthy();
  });

  it('say when they cannot be read', async () => {
    open(shown(), { 'help:settings': () => Promise.reject(new Error('gone')) });
    expect((await screen.findByRole('alert')).textContent).toBe('The settings could not be read.');
  });
});

describe('pressed keys', () => {
  const press = (
    code: string,
    held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>>,
  ) => pressedKeys({ code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held });

  it.each([
    ['KeyH', { ctrlKey: true, altKey: true }, 'Control+Alt+H'],
    ['Digit1', { metaKey: true, shiftKey: true }, 'Shift+Super+1'],
    ['F12', { altKey: true }, 'Alt+F12'],
    ['KeyH', {}, null],
    ['KeyH', { shiftKey: true }, null],
    ['Tab', { ctrlKey: true }, null],
    ['Escape', {}, null],
    ['ControlLeft', { ctrlKey: true }, null],
  ] as const)('%s with %o is %s', (code, held, keys) => {
    expect(press(code, held)).toBe(keys);
    if (keys !== null) expect(readSetting('hotkey', keys)).toEqual({ value: keys });
  });
});
