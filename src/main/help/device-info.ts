import type { Section, SectionData, SectionKey } from '../../shared/model/diagnostics';
import type { Words } from '../words/words';

/** The sections the text is made of. */
export const DEVICE_INFO_KEYS = [
  'system',
  'os',
  'uptime',
  'interfaces',
  'gateway',
] as const satisfies readonly SectionKey[];

export interface DeviceInfoInput {
  /** As they may leave the computer: serials are masked by policy. */
  sections: readonly Section[];
  computerName: string;
  userName: string;
  deviceId: string | null;
  agentVersion: string;
  at: Date;
}

/** A few lines to read out on the phone or to paste into a chat; what is not known has no line. */
export function deviceInfoText(input: DeviceInfoInput, { deviceInfo: words }: Words): string {
  const facts = <K extends SectionKey>(key: K) => factsIn(input.sections, key);
  const system = facts('system');
  const os = facts('os');
  const lines: [string, string | null][] = [
    [words.computer, input.computerName],
    [words.model, system && joined([system.manufacturer, system.model])],
    [words.serial, system?.serial ?? null],
    [words.os, os && joined([os.name, os.version, os.build && `(${os.build})`])],
    [words.user, input.userName],
    [words.addresses, addressesOf(facts('interfaces'))],
    [words.gateway, facts('gateway')?.address ?? null],
    [words.uptime, uptimeOf(facts('uptime'), words)],
    [words.device, input.deviceId],
    [words.agent, input.agentVersion],
    [words.date, words.dateOf(input.at)],
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n');
}

function factsIn<K extends SectionKey>(sections: readonly Section[], key: K): SectionData<K> | null {
  const found = sections.find((entry) => entry.key === key);
  return found?.status === 'collected' ? (found.data as SectionData<K>) : null;
}

/** Some systems repeat the maker or the version in the next field. */
function joined(parts: readonly (string | null)[]): string {
  const said: string[] = [];
  for (const part of parts) {
    const text = part?.trim() ?? '';
    if (text !== '' && !said.some((earlier) => earlier.includes(text))) said.push(text);
  }
  return said.join(' ');
}

function addressesOf(interfaces: SectionData<'interfaces'> | null): string | null {
  const used = interfaces?.filter(({ up, kind }) => up && (kind === 'wired' || kind === 'wireless')) ?? [];
  const addresses = used.flatMap((entry) =>
    entry.addresses.filter((address) => !/^fe80:/i.test(address)).slice(0, 4),
  );
  const plain = addresses.map((address) => address.replace(/\/\d+$/, ''));
  return plain.length > 0 ? plain.join(', ') : null;
}

function uptimeOf(uptime: SectionData<'uptime'> | null, words: Words['deviceInfo']): string | null {
  if (!uptime) return null;
  const minutes = Math.floor(uptime.seconds / 60);
  return words.duration(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60);
}
