import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProbe, type Runnable } from '../../../src/main/diagnostics/run-probe';
import { WORKER_PROBES } from '../../../src/main/diagnostics/worker-probes';
import { realClock } from '../../../src/main/time/real-clock';
import type { SectionKey } from '../../../src/shared/model/diagnostics';
import { machine } from './machine-context';

/** They ask this computer itself, or wait. */
const OWN_EYES = new Set<SectionKey>(
  'system cpu memory graphics interfaces processes vpn gateway dns path internet tls liveView'.split(
    ' ',
  ) as SectionKey[],
);
const PROBES = Object.values<Runnable<SectionKey>>(WORKER_PROBES).filter(({ key }) => !OWN_EYES.has(key));
const FOLDER = path.join(import.meta.dirname, 'fixtures');
const ROUNDS = 8;

const WORDS = [
  '\0',
  '\n',
  '-1',
  '1e400',
  '9'.repeat(25),
  'x'.repeat(3000),
  '$(id)',
  '"',
  '[',
  '-',
  '\ufffd',
  '2026-13-45T99:99:99',
  '../../etc',
  '😀'.repeat(300),
];
const VALUES = [null, -1, 1e300, 1.5, true, {}, [], [[]], 'x'.repeat(3000), '9'.repeat(25)];

/** Damage that is the same in every run. */
function damager(start: number) {
  let state = start;
  const below = (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
  const text = (whole: string) => {
    let damaged = whole;
    for (let left = 1 + below(6); left > 0; left -= 1) {
      const at = below(damaged.length + 1);
      const end = at + below(below(4) === 0 ? 200 : 8);
      damaged = damaged.slice(0, at) + (WORDS[below(WORDS.length * 2)] ?? '') + damaged.slice(end);
    }
    return damaged;
  };
  const value = (whole: unknown): unknown => {
    if (below(12) === 0) return VALUES[below(VALUES.length)];
    if (Array.isArray(whole)) return whole.map(value);
    if (typeof whole !== 'object' || whole === null) return whole;
    return Object.fromEntries(Object.entries(whole).map(([key, inner]) => [key, value(inner)]));
  };
  return (whole: string, json: boolean) =>
    json && below(2) === 0 ? JSON.stringify(value(JSON.parse(whole))) : text(whole);
}

/** Every file a probe may read and every program it may ask, all saying the same. */
function saying(platform: 'linux' | 'windows' | 'macos', text: string) {
  const spoken =
    '/proc/self/mounts /proc/uptime /proc/asound/cards /proc/net/route /proc/net/ipv6_route /proc/net/wireless ' +
    '/etc/os-release /etc/xdg/autostart/a.desktop /var/lib/update-notifier/updates-available /var/log/dpkg.log ' +
    '/var/crash/_usr_bin_x.1000.crash /sys/fs/pstore/dmesg-efi-1 /sys/class/power_supply/BAT0/uevent ' +
    '/sys/class/video4linux/video0/name /sys/bus/usb/devices/1-1/idVendor /sys/bus/usb/devices/1-1/idProduct ' +
    '/sys/block/sda/device/model /home/p/Library/LaunchAgents/a.plist /Library/Receipts/InstallHistory.plist ' +
    '/Library/Logs/DiagnosticReports/Example-2023-11-21-061145.ips';
  const there =
    '/run/user/1/pulse/native /run/systemd/system /run/systemd/sessions/1 /run/log/journal/1 /var/log/journal/1 ' +
    '/var/lib/dpkg/status /sys/class/bluetooth/hci0/name /sys/class/net/wlan0/wireless /Applications/A.app';
  return machine({
    platform,
    programs: () => text,
    env: { HOME: '/home/p', XDG_RUNTIME_DIR: '/run/user/1' },
    now: Date.UTC(2023, 10, 21, 9),
    files: {
      ...Object.fromEntries(spoken.split(' ').map((file) => [file, text])),
      ...Object.fromEntries(there.split(' ').map((file) => [file, ''])),
      '/sys/block/sda/size': '1000',
      '/proc/self/status': 'Uid:\t0\t0\t0\t0',
    },
  });
}

describe.each(['linux', 'windows', 'macos'] as const)('damaged outputs of %s', (platform) => {
  test('make sections with fewer facts or a reason, never one of the wrong shape or an exception', async () => {
    const files = readdirSync(path.join(FOLDER, platform)).filter((name) => name !== 'README.md');
    const damaged = damager(7);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of files) {
        const whole = readFileSync(path.join(FOLDER, platform, name), 'utf8');
        const context = saying(platform, damaged(whole, name.endsWith('.json')));
        for (const probe of PROBES) {
          const section = await runProbe(probe, context, realClock);
          if (section.status !== 'failed') continue;
          const told = `${probe.key} of ${name}, round ${round}: ${section.detail}`;
          expect(section.reason, told).not.toBe('crashed');
          // How `runProbe` words facts that do not fit the contract.
          expect(section.detail, told).not.toMatch(/: (?:Invalid|Too|Unrecognized|Expected)/);
        }
      }
    }
  });
});

test('numbers and names beyond all bounds cost themselves only', async () => {
  const long = 'a'.repeat(3000);
  for (const told of ['-5.00 1', '9'.repeat(25), 'x']) {
    const section = await runProbe(WORKER_PROBES.uptime, saying('linux', told), realClock);
    expect(section, told).toMatchObject({ status: 'collected' });
  }
  expect(await runProbe(WORKER_PROBES.usb, saying('linux', long), realClock)).toMatchObject({
    data: [{ name: 'a'.repeat(200), id: 'a'.repeat(20) }],
  });
  const routes = [
    { DestinationPrefix: '0.0.0.0/0', NextHop: '10.0.0.1', InterfaceAlias: 'Ethernet', RouteMetric: 1e300 },
  ];
  expect(
    await runProbe(WORKER_PROBES.routes, saying('windows', JSON.stringify({ routes })), realClock),
  ).toMatchObject({ data: [{ gateway: '10.0.0.1', metric: null }] });
});
