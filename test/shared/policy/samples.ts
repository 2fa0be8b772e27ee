import type { SettingKey } from '../../../src/shared/policy/settings';

/** Per setting two values that hold and differ from the default and from each other, and one that does not hold. */
export const SAMPLES: Readonly<Record<SettingKey, { values: readonly unknown[]; wrong: unknown }>> = {
  serverUrl: {
    values: ['https://one.example.org', 'https://two.example.org:8443'],
    wrong: 'desk.example.org',
  },
  enrollToken: { values: ['first-token-0001', 'second-token-0002'], wrong: 'short' },
  site: { values: ['Berlin', 'Hamburg'], wrong: 7 },
  tags: { values: [['front'], ['back', 'till 2']], wrong: ['a,b'] },
  autostart: { values: [false, true], wrong: 'perhaps' },
  tray: { values: [false, true], wrong: 2 },
  language: { values: ['de', 'en'], wrong: 'xx' },
  caCertFile: { values: ['/etc/one.pem', '/etc/two.pem'], wrong: true },
  proxy: {
    values: ['direct', 'http://proxy.example.org:3128'],
    wrong: 'http://user:secret@proxy.example.org:1',
  },
  hotkey: { values: ['none', 'Control+Shift+F9'], wrong: 'H' },
  allowQuit: { values: [false, true], wrong: {} },
  screenshots: { values: [false, true], wrong: [] },
  checkHosts: { values: [['mail.example.org'], ['web.example.org:8443']], wrong: ['not a host'] },
  showIdentifiers: { values: [['ssid'], ['mac', 'serial']], wrong: ['user'] },
  updates: { values: ['off', 'automatic'], wrong: 'sometimes' },
  updateChannel: { values: ['preview', 'stable'], wrong: 'nightly' },
  updateRing: { values: ['pilot', 'last'], wrong: 'first' },
  keepData: { values: [true, false], wrong: 'no' },
  logLevel: { values: ['debug', 'info'], wrong: 'trace' },
  attendedOnly: { values: [true], wrong: false },
  requireConsent: { values: [true], wrong: false },
  showIndicator: { values: [true], wrong: false },
};
