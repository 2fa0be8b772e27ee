import { describe, expect, test, vi } from 'vitest';
import { trayShown, trayView, type TrayInput } from '../../../src/main/app/tray-view';
import { wordsIn } from '../../../src/main/words/words';

const INPUT: TrayInput = {
  connection: { state: 'offline', fault: null },
  organization: 'Example GmbH',
  assist: { kind: 'none' },
  hotkey: null,
  allowQuit: true,
  broken: false,
};

function viewed(changes: Partial<TrayInput> = {}) {
  const actions = {
    getHelp: vi.fn(),
    myTickets: vi.fn(),
    check: vi.fn(),
    copyDeviceInfo: vi.fn(),
    settings: vi.fn(),
    endSharing: vi.fn(),
    quit: vi.fn(),
  };
  return { actions, view: trayView({ ...INPUT, ...changes }, actions, wordsIn('en')) };
}

describe('the menu', () => {
  test('asks for help first; checking and copying need no desk', () => {
    const { view, actions } = viewed();
    expect(view.items.map((item) => item.label)).toEqual([
      'Get help',
      'My tickets',
      'Check my computer',
      'Copy my device information',
      'Settings',
    ]);
    for (const item of view.items) item.click?.();
    for (const name of ['getHelp', 'myTickets', 'check', 'copyDeviceInfo', 'settings'] as const) {
      expect(actions[name], name).toHaveBeenCalledTimes(1);
    }
  });

  test('has what may end below the line that says how things stand', () => {
    const { view } = viewed({ assist: { kind: 'live', name: 'Ada' } });
    expect(view.status).toBe('Ada may see your screen');
    expect(view.more.map((item) => item.label)).toEqual(['End sharing', 'Quit']);
  });

  test('says that a policy cannot be read, and goes on saying how things stand', () => {
    const { view } = viewed({ broken: true, allowQuit: false });
    expect(view.status).toBe('Not connected. Requests are kept and sent later.');
    expect(view.more).toEqual([
      {
        label: 'The settings from your organization cannot be read. The last good ones are in force.',
      },
    ]);
  });

  test('says that the computer waits to be approved', () => {
    const { view } = viewed({ connection: { state: 'pending', fault: null } });
    expect(view.status).toBe('Waiting for approval by your help desk');
    expect(view.state).toBe('offline');
  });
});

test.for([
  [true, 'none', true],
  [false, 'none', false],
  [false, 'asking', true],
  [false, 'live', true],
  [false, 'paused', true],
] as const)('wanted %s, assist %s: the icon is there: %s', ([wanted, kind, shown]) => {
  expect(trayShown(wanted, kind === 'none' ? { kind } : { kind, name: 'Ada' })).toBe(shown);
});
