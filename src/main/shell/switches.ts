import type { CommandLine } from 'electron';

/** One process fewer while idle, with every sandbox kept, and no page held in reserve. */
const ENABLE = ['NetworkServiceInProcess2'];
const DISABLE = [
  'SpareRendererForSitePerProcess',
  // The agent offers its real addresses: an office network has no resolver for the random `.local` names.
  'WebRtcHideLocalIpsWithMdns',
];

/** Must run before `ready`. Chromium reads one value per switch, so what is there already is kept in it. */
export function applySwitches(commandLine: CommandLine): void {
  merge(commandLine, 'enable-features', ENABLE);
  merge(commandLine, 'disable-features', DISABLE);
  // A live view wants each picture at once instead of evenly spaced: halves the delay.
  commandLine.appendSwitch('force-fieldtrials', 'WebRTC-ForceSendPlayoutDelay/min_ms:0,max_ms:0/');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
}

function merge(commandLine: CommandLine, name: string, features: readonly string[]): void {
  const present = commandLine.getSwitchValue(name).split(',').filter(Boolean);
  commandLine.appendSwitch(name, [...new Set([...present, ...features])].join(','));
}
