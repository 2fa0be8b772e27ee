/** What names a device or a network: the name of a Wi-Fi and its access point, hardware addresses, serial numbers. */
export const IDENTIFIERS = ['ssid', 'bssid', 'mac', 'serial'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

/** What IT operations wants to see of them. Secrets and people are masked in any case. */
export type RedactionPolicy = Readonly<Record<Identifier, 'mask' | 'show'>>;

export const MASK_ALL: RedactionPolicy = { ssid: 'mask', bssid: 'mask', mac: 'mask', serial: 'mask' };

/** Who is at this computer, and how much of it may be named. */
export interface RedactionContext {
  userNames: readonly string[];
  homeFolders: readonly string[];
  policy: RedactionPolicy;
  /** Random and kept on this computer: the same network has the same mask in each of its reports, and in no other's. */
  salt: string;
}

export const MASK = '•••';
/** In a pattern, before a value: it is not masked already, whatever stands between its name and it. */
export const UNMASKED = String.raw`(?![\s,"'{\\>=:(/]{0,12}•••)`;

/** One thing to look for. Masked text must not be matched again: masking twice is the same as masking once. */
export interface Rule {
  pattern: RegExp;
  replace: (match: string, ...groups: string[]) => string;
}

/** Accounts and folders that say nothing about who is there; masking them would only tear holes into the facts. */
const NOBODY = new Set(
  [
    [
      'root',
      'admin',
      'administrator',
      'user',
      'users',
      'system',
      'guest',
      'gast',
      'public',
      'shared',
      'owner',
    ],
    [
      'default',
      'defaultuser0',
      'all users',
      'default user',
      'defaultaccount',
      'wdagutilityaccount',
      'reboot',
    ],
    [
      'nobody',
      'daemon',
      'www-data',
      'postgres',
      'mysql',
      'gdm',
      'gdm3',
      'lightdm',
      'sddm',
      'git',
      'sa',
      'ftp',
    ],
    ['localsystem', 'local service', 'network service', 'localservice', 'networkservice', 'nt', 'unknown'],
    [
      'linuxbrew',
      'lost+found',
      'messagebus',
      'polkitd',
      'sshd',
      'ntp',
      'chrony',
      'cups',
      'lp',
      'none',
      'null',
    ],
  ].flat(),
);

export function isNobody(name: string): boolean {
  const plain = name.trim().toLowerCase();
  return plain === '' || NOBODY.has(plain) || plain.startsWith('systemd-') || plain.startsWith('_');
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
