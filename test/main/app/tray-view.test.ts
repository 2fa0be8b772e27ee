import { describe, expect, test, vi } from 'vitest';
import { trayView, type TrayInput } from '../../../src/main/app/tray-view';
import { wordsIn } from '../../../src/main/words/words';

const INPUT: TrayInput = {
  connection: { state: 'offline', fault: null },
  organization: 'Example GmbH',
  assist: { kind: 'none' },
  hotkey: null,
  allowQuit: true,
};

function viewed(changes: Partial<TrayInput> = {}) {
  const actions = {
    getHelp: vi.fn(),
    myTickets: vi.fn(),
    check: vi.fn(),
    copyDeviceInfo: vi.fn(),
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
    ]);
    for (const item of view.items) item.click?.();
    for (const name of ['getHelp', 'myTickets', 'check', 'copyDeviceInfo'] as const) {
      expect(actions[name], name).toHaveBeenCalledTimes(1);
    }
  });

  test('has what may end below the line that says how things stand', () => {
    const { view } = viewed({ assist: { kind: 'live', name: 'Ada' } });
    expect(view.status).toBe('Ada may see your screen');
    expect(view.more.map((item) => item.label)).toEqual(['End sharing', 'Quit']);
  });
});
