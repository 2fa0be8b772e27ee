import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/shared/model/sections/over-time';
import type { BaselineFacts } from '../../../src/shared/rules/changes/baseline';
import { changesBetween } from '../../../src/shared/rules/changes/changes-between';
import { day } from './baselines';

type Facts = Partial<BaselineFacts>;
interface Case {
  kind: ChangeKind;
  before: Facts;
  after: Facts;
  /** Of the change: subject, before, after. */
  says: [string, string | null, string | null];
}

const OS = { name: 'Debian', version: '12.7', build: null, kernel: '6.1.0-25', timeZone: 'Europe/Berlin' };
const UP = { seconds: 90_000, bootedAt: '2026-11-19T08:00:00.000Z', lastEnd: 'clean' };
const ROOT = { mount: '/', type: 'ext4', role: 'system', sizeBytes: 100e9, availableBytes: 50e9 };
const STICK = { mount: '/media/stick', type: 'vfat', role: 'removable', sizeBytes: 8e9, availableBytes: 4e9 };
const ETH = { name: 'eth0', kind: 'wired', up: true, driver: 'e1000e', addresses: ['10.0.0.5'] };
const WIFI = { name: 'wlan0', ssid: 'Office', bssid: '3c:22:fb:00:00:01' };
const LASER = { name: 'Laser', default: true };
const SCREEN = { name: 'DELL U2720Q', width: 3840, height: 2160, scale: 1.5 };
const SERVICES = { running: ['cron', 'cups'], failed: [], stopped: [], whole: true };
const SECURITY = {
  antivirus: [{ name: 'Defender', enabled: true }],
  firewall: true,
  encryption: [{ name: 'C:', enabled: true }],
  secureBoot: true,
};
const DIRECT = { mode: 'direct', server: null, pacUrl: null, bypass: null };
const software = (versions: Record<string, string>, whole = true): Facts => ({
  software: { versions, whole },
});
const DNS = { servers: ['10.0.0.1', '10.0.0.2'], searchDomains: ['corp.example'] };

const CASES: Case[] = [
  {
    kind: 'software-installed',
    before: software({ bash: '5.2' }),
    after: software({ bash: '5.2', vlc: '3.0.18' }),
    says: ['vlc', null, '3.0.18'],
  },
  {
    kind: 'software-updated',
    before: software({ vlc: '3.0.18' }),
    after: software({ vlc: '3.0.21' }),
    says: ['vlc', '3.0.18', '3.0.21'],
  },
  {
    kind: 'software-removed',
    before: software({ vlc: '3.0.18', bash: '5.2' }),
    after: software({ bash: '5.2' }),
    says: ['vlc', '3.0.18', null],
  },
  {
    kind: 'driver-changed',
    before: { graphics: [{ name: 'NVIDIA T500', driver: 'nvidia 535.1' }] },
    after: { graphics: [{ name: 'NVIDIA T500', driver: 'nvidia 550.2' }] },
    says: ['NVIDIA T500', 'nvidia 535.1', 'nvidia 550.2'],
  },
  {
    kind: 'driver-changed',
    before: { system: { firmware: 'LENOVO 1.40' } },
    after: { system: { firmware: 'LENOVO 1.52' } },
    says: ['Firmware', 'LENOVO 1.40', 'LENOVO 1.52'],
  },
  {
    kind: 'os-updated',
    before: { os: OS },
    after: { os: { ...OS, version: '12.8' } },
    says: ['', 'Debian, 12.7, 6.1.0-25', 'Debian, 12.8, 6.1.0-25'],
  },
  {
    kind: 'restarted',
    before: { uptime: UP },
    after: { uptime: { seconds: 60, bootedAt: '2026-11-21T08:59:00.000Z', lastEnd: 'crash' } },
    says: ['crash', UP.bootedAt, '2026-11-21T08:59:00.000Z'],
  },
  {
    kind: 'dns-changed',
    before: { dns: DNS },
    after: { dns: { ...DNS, servers: ['9.9.9.9'] } },
    says: ['', '10.0.0.1, 10.0.0.2', '9.9.9.9'],
  },
  {
    kind: 'gateway-changed',
    before: { gateway: { address: '10.0.0.1' } },
    after: { gateway: { address: null } },
    says: ['', '10.0.0.1', null],
  },
  {
    kind: 'proxy-changed',
    before: { proxy: DIRECT },
    after: { proxy: { ...DIRECT, mode: 'manual', server: 'proxy.example:3128' } },
    says: ['', 'direct', 'manual, proxy.example:3128'],
  },
  {
    kind: 'wifi-changed',
    before: { wifi: [WIFI] },
    after: { wifi: [{ ...WIFI, ssid: 'Guest' }] },
    says: ['', 'Office', 'Guest'],
  },
  {
    kind: 'access-point-changed',
    before: { wifi: [WIFI] },
    after: { wifi: [{ ...WIFI, bssid: '3c:22:fb:00:00:02' }] },
    says: ['Office', '3c:22:fb:00:00:01', '3c:22:fb:00:00:02'],
  },
  {
    kind: 'vpn-changed',
    before: { vpn: [{ name: 'corp', up: true, default: true }] },
    after: { vpn: [{ name: 'corp', up: false, default: false }] },
    says: ['corp', 'up, default route', 'down'],
  },
  {
    kind: 'address-changed',
    before: { interfaces: [ETH] },
    after: { interfaces: [{ ...ETH, addresses: ['192.168.7.9'] }] },
    says: ['eth0', '10.0.0.5', '192.168.7.9'],
  },
  {
    kind: 'device-added',
    before: { usb: ['Keyboard'] },
    after: { usb: ['Keyboard', 'Headset'] },
    says: ['Headset', null, 'Headset'],
  },
  {
    kind: 'device-removed',
    before: { usb: ['Hub', 'Hub'] },
    after: { usb: ['Hub'] },
    says: ['Hub', 'Hub', null],
  },
  {
    kind: 'printer-added',
    before: { printers: [LASER] },
    after: { printers: [LASER, { name: 'Ink', default: false }] },
    says: ['Ink', null, 'Ink'],
  },
  {
    kind: 'printer-removed',
    before: { printers: [LASER, { name: 'Ink', default: false }] },
    after: { printers: [LASER] },
    says: ['Ink', 'Ink', null],
  },
  {
    kind: 'default-printer-changed',
    before: { printers: [LASER, { name: 'Ink', default: false }] },
    after: {
      printers: [
        { ...LASER, default: false },
        { name: 'Ink', default: true },
      ],
    },
    says: ['', 'Laser', 'Ink'],
  },
  {
    kind: 'display-changed',
    before: { displays: [SCREEN] },
    after: { displays: [{ ...SCREEN, width: 1920, height: 1080, scale: 1 }] },
    says: ['DELL U2720Q', '3840 × 2160, 150 %', '1920 × 1080'],
  },
  {
    kind: 'disk-space-lost',
    before: { filesystems: [ROOT] },
    after: { filesystems: [{ ...ROOT, availableBytes: 1.2e9 }] },
    says: ['/', '50 GB', '1.2 GB'],
  },
  {
    kind: 'filesystem-added',
    before: { filesystems: [ROOT] },
    after: { filesystems: [ROOT, STICK] },
    says: ['/media/stick', null, '8.0 GB'],
  },
  {
    kind: 'filesystem-removed',
    before: { filesystems: [ROOT, STICK] },
    after: { filesystems: [ROOT] },
    says: ['/media/stick', '8.0 GB', null],
  },
  {
    kind: 'service-stopped',
    before: { services: SERVICES },
    after: { services: { ...SERVICES, running: ['cron'], stopped: ['cups'] } },
    says: ['cups', 'running', 'stopped'],
  },
  {
    kind: 'service-failed',
    before: { services: SERVICES },
    after: { services: { ...SERVICES, running: ['cron'], failed: ['cups'] } },
    says: ['cups', 'running', 'failed'],
  },
  {
    kind: 'startup-added',
    before: { startup: [] },
    after: { startup: ['autostart: Updater'] },
    says: ['Updater', null, 'autostart'],
  },
  {
    kind: 'startup-removed',
    before: { startup: ['run-key: Sync'] },
    after: { startup: [] },
    says: ['Sync', 'run-key', null],
  },
  {
    kind: 'certificate-issuer-changed',
    before: { tls: [{ name: 'desk.example:443', issuer: 'Example CA' }] },
    after: { tls: [{ name: 'desk.example:443', issuer: 'Zscaler Root' }] },
    says: ['desk.example:443', 'Example CA', 'Zscaler Root'],
  },
  {
    kind: 'memory-changed',
    before: { memory: { totalBytes: 16e9 } },
    after: { memory: { totalBytes: 8e9 } },
    says: ['', '16 GB', '8.0 GB'],
  },
  {
    kind: 'time-zone-changed',
    before: { os: OS },
    after: { os: { ...OS, timeZone: 'UTC' } },
    says: ['', 'Europe/Berlin', 'UTC'],
  },
  {
    kind: 'security-changed',
    before: { security: SECURITY },
    after: { security: { ...SECURITY, firewall: false } },
    says: ['Firewall', 'on', 'off'],
  },
];

const NEXT_DAY = '2026-11-21T09:00:00.000Z';
const between = (before: Facts, after: Facts) => changesBetween(day(before), day(after, NEXT_DAY));

test.for(CASES)('$kind is found, alone, with before and after', ({ kind, before, after, says }) => {
  expect(between(before, after)).toMatchObject([{ kind, subject: says[0], before: says[1], after: says[2] }]);
});

test('every kind of change has a case', () => {
  expect(new Set(CASES.map((entry) => entry.kind))).toEqual(new Set(CHANGE_KINDS));
});

test.for(CASES)('$kind: a section that is not known on one of the days changes nothing', (entry) => {
  expect(between({}, entry.after)).toEqual([]);
  expect(between(entry.before, {})).toEqual([]);
});

test.for(CASES)('$kind: the same is no change', (entry) => {
  expect(between(entry.before, entry.before)).toEqual([]);
  expect(between(entry.after, entry.after)).toEqual([]);
});

describe('noise is left out', () => {
  const quiet: [string, Facts, Facts][] = [
    [
      'a new lease in the same network',
      { interfaces: [ETH] },
      { interfaces: [{ ...ETH, addresses: ['10.0.0.99'] }] },
    ],
    [
      'the same by prefix length',
      { interfaces: [{ ...ETH, addresses: ['10.0.1.5/16'] }] },
      { interfaces: [{ ...ETH, addresses: ['10.0.200.5/16'] }] },
    ],
    [
      'a new private IPv6 address',
      { interfaces: [{ ...ETH, addresses: ['10.0.0.5', '2001:db8:1:2:aaaa::1'] }] },
      { interfaces: [{ ...ETH, addresses: ['10.0.0.5', '2001:db8:1:2:bbbb::9'] }] },
    ],
    ['a cable that is out', { interfaces: [ETH] }, { interfaces: [{ ...ETH, up: false, addresses: [] }] }],
    [
      'a container that came',
      { interfaces: [] },
      { interfaces: [{ ...ETH, name: 'veth1', kind: 'virtual' }] },
    ],
    [
      'under a tenth of the rest',
      { filesystems: [ROOT] },
      { filesystems: [{ ...ROOT, availableBytes: 45.1e9 }] },
    ],
    [
      'less than a gigabyte of a large disk',
      { filesystems: [{ ...ROOT, availableBytes: 5e9 }] },
      { filesystems: [{ ...ROOT, availableBytes: 4.4e9 }] },
    ],
    ['space that was won', { filesystems: [ROOT] }, { filesystems: [{ ...ROOT, availableBytes: 90e9 }] }],
    ['an image of a package', { filesystems: [] }, { filesystems: [{ ...STICK, type: 'squashfs' }] }],
    ['DNS servers in another order', { dns: DNS }, { dns: { ...DNS, servers: DNS.servers.toReversed() } }],
    [
      'the number of an interface in the address of a DNS server',
      { dns: { ...DNS, servers: ['fe80::1%3'] } },
      { dns: { ...DNS, servers: ['fe80::1%5'] } },
    ],
    ['a proxy nobody knows of', { proxy: DIRECT }, { proxy: { ...DIRECT, mode: 'unknown' } }],
    [
      'a clock that was set',
      { uptime: UP },
      { uptime: { ...UP, seconds: 176_400, bootedAt: '2026-11-19T08:20:00.000Z' } },
    ],
    [
      'a service that only runs when needed',
      { services: SERVICES },
      { services: { ...SERVICES, running: ['cron'] } },
    ],
    [
      'the authority’s next numbered certificate',
      { tls: [{ name: 'd:443', issuer: "Let's Encrypt R10" }] },
      { tls: [{ name: 'd:443', issuer: "Let's Encrypt R11" }] },
    ],
    ['memory kept by the firmware', { memory: { totalBytes: 16e9 } }, { memory: { totalBytes: 15.8e9 } }],
    ['protection nobody can see', { security: SECURITY }, { security: { ...SECURITY, firewall: null } }],
    ['names missing in a list that was cut off', software({ a: '1', b: '1' }), software({ a: '1' }, false)],
    ['names new to a list that was cut off', software({ a: '1' }, false), software({ a: '1', b: '1' })],
  ];
  test.for(quiet)('%s', ([, before, after]) => {
    expect(between(before, after)).toEqual([]);
  });
});

describe('software', () => {
  test('packages of one source are one change, the program before its parts', () => {
    const at = (version: string) =>
      software({
        'libreoffice-core': version,
        'libreoffice-calc': version,
        libreoffice: version,
        'python3-uno': version,
        'fonts-opensymbol': version,
      });
    const [change, ...rest] = between(at('4:7.4.5-1'), at('4:7.4.7-1'));
    expect(rest).toEqual([]);
    expect(change).toMatchObject({ subject: 'libreoffice, libreoffice-calc, python3-uno, … (5)' });
  });

  test('a program whose name carries its version is updated, not removed and installed', () => {
    const found = between(
      software({
        'Mozilla Firefox 140.0 (x64 de)': '140.0',
        'linux-image-6.1.0-36-amd64': '6.1.139-1',
        'Python 3.11.9 (64-bit)': '3.11.9150.0',
        'Python 3.12.4 (64-bit)': '3.12.4150.0',
      }),
      software({
        'Mozilla Firefox 141.0 (x64 de)': '141.0',
        'linux-image-6.1.0-38-amd64': '6.1.147-1',
        'Python 3.12.4 (64-bit)': '3.12.4150.0',
      }),
    );
    expect(found.map(({ kind, subject, before, after }) => [kind, subject, before, after])).toEqual([
      ['software-updated', 'Mozilla Firefox 141.0 (x64 de)', '140.0', '141.0'],
      ['software-updated', 'linux-image-6.1.0-38-amd64', '6.1.139-1', '6.1.147-1'],
      // One of two side by side is gone.
      ['software-removed', 'Python 3.11.9 (64-bit)', '3.11.9150.0', null],
    ]);
  });

  test('a library weighs little, a program that is gone much', () => {
    const [library] = between(software({ libxml2: '2.9.14' }), software({ libxml2: '2.9.15' }));
    const [program] = between(software({ firefox: '128.0' }), software({}));
    const [driver] = between(software({ 'nvidia-driver': '535.1' }), software({ 'nvidia-driver': '550.2' }));
    expect(library!.weight).toBeLessThanOrEqual(20);
    expect(program!.weight).toBeGreaterThanOrEqual(80);
    expect(driver!.weight).toBeGreaterThanOrEqual(60);
  });
});

test('a webcam is one device, though three sections know it', () => {
  const cam = 'Brio 4K';
  const changes = between(
    { usb: [], cameras: [], audio: [] },
    { usb: [cam], cameras: [cam], audio: [{ name: cam, driver: null }] },
  );
  expect(changes).toMatchObject([{ kind: 'device-added', section: 'usb', subject: cam }]);
});

test('a small disk that fills up counts as much as a large one', () => {
  const loop = { mount: '/mnt/x', type: 'ext4', role: 'data', sizeBytes: 64e6, availableBytes: 60e6 };
  const [change] = between({ filesystems: [loop] }, { filesystems: [{ ...loop, availableBytes: 0 }] });
  expect(change).toMatchObject({ kind: 'disk-space-lost', subject: '/mnt/x', after: '0 B', weight: 90 });
});
