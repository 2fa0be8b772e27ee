import { describe, expect, test } from 'vitest';
import { crashNameTime, endFromJournal, panicLine } from '../../../src/main/diagnostics/parse/boot-end';
import { parseJournal } from '../../../src/main/diagnostics/parse/journalctl';
import { endBefore, parseLast } from '../../../src/main/diagnostics/parse/last';
import { parseShowSession, parseUtmpdump } from '../../../src/main/diagnostics/parse/loginctl';
import { encryptedVolumes } from '../../../src/main/diagnostics/parse/lsblk';
import { filtersIncoming } from '../../../src/main/diagnostics/parse/nft';
import { parseListUnits, parseUnitFiles } from '../../../src/main/diagnostics/parse/systemctl';
import { applicationsProbe } from '../../../src/main/diagnostics/probes/applications';
import { osProbe } from '../../../src/main/diagnostics/probes/os';
import { securityProbe } from '../../../src/main/diagnostics/probes/security';
import { servicesProbe } from '../../../src/main/diagnostics/probes/services';
import { softwareProbe } from '../../../src/main/diagnostics/probes/software';
import { startupProbe } from '../../../src/main/diagnostics/probes/startup';
import { updatesProbe } from '../../../src/main/diagnostics/probes/updates';
import { uptimeProbe } from '../../../src/main/diagnostics/probes/uptime';
import { usersProbe } from '../../../src/main/diagnostics/probes/users';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { fixture, machine } from './software-context';

const NOW = Date.parse('2023-11-21T09:00:00.000Z');

describe('how the last session ended', () => {
  test('a shutdown on record before the start is a clean end', () => {
    const records = parseLast(fixture('linux/last-x-F.txt'), NOW);
    expect(records.map((record) => record.kind)).toEqual(['reboot', 'shutdown']);
    expect(endBefore(records)).toEqual({ lastEnd: 'clean', at: records[1]?.at });
    expect(new Date(records[1]?.at ?? '').getFullYear()).toBe(2023);
  });

  test('a start right after a start, as the program prints it', async () => {
    const context = machine({
      programs: { last: fixture('linux/last-x-F-crash.txt') },
      files: { '/proc/uptime': '3600.00 1\n' },
      now: '2026-11-21T09:00:00.000Z',
    });
    expect(await uptimeProbe.run(context)).toMatchObject({
      data: { lastEnd: 'crash', lastEndAt: null, lastEndDetail: 'no shutdown on record before this start' },
    });
  });

  test('the journal of the session before says when it went silent', async () => {
    const record = {
      __REALTIME_TIMESTAMP: '1795190400000000',
      SYSLOG_IDENTIFIER: 'kernel',
      MESSAGE: 'usb 1-1: reset',
    };
    const asked: string[][] = [];
    const context = machine({
      programs: {
        last: fixture('linux/last-x-F-crash.txt'),
        journalctl: (args) => {
          asked.push([...args]);
          return `${JSON.stringify(record)}\n`;
        },
      },
      folders: { '/var/log/journal': ['0123'] },
      files: { '/proc/uptime': '3600.00 1\n' },
      now: '2026-11-21T09:00:00.000Z',
    });
    expect(await uptimeProbe.run(context)).toMatchObject({
      data: {
        lastEnd: 'crash',
        lastEndAt: '2026-11-20T16:00:00.000Z',
        lastEndDetail: 'the journal ends without a shutdown: kernel: usb 1-1: reset',
      },
    });
    expect(asked[0]?.slice(-3)).toEqual(['_PID=1', '+', '_TRANSPORT=kernel']);
  });

  test('two starts in a row are a crash; nothing on record is unknown', () => {
    const start = { kind: 'reboot' as const, at: '2023-11-21T08:00:00.000Z' };
    expect(endBefore([start, { ...start, at: '2023-11-20T08:00:00.000Z' }]).lastEnd).toBe('crash');
    expect(endBefore([start]).lastEnd).toBe('unknown');
    expect(endBefore(parseLast('\nwtmp begins 2025-05-20T00:00:00+00:00\n', NOW)).lastEnd).toBe('unknown');
  });

  const line = (message: string, source = 'systemd') => ({
    at: '2023-11-20T17:30:00.000Z',
    source,
    message,
    priority: 6,
    subject: null,
    messageId: '',
  });

  test.each([
    [[line('Reached target poweroff.target - System Power Off.')], 'clean'],
    [[line('Reached target reboot.target'), line('Journal stopped', 'systemd-journald')], 'clean'],
    [[line('Starting offline update', 'pk-offline-update'), line('Shutting down.')], 'update'],
    [[line('Started something'), line('usb 1-1: new device', 'kernel')], 'crash'],
    [[line('Kernel panic - not syncing: Fatal exception', 'kernel')], 'crash'],
    [[], 'unknown'],
  ])('journal of the session before: %j', (lines, end) => {
    expect(endFromJournal(lines).lastEnd).toBe(end);
  });

  test('times in the names of dumps', () => {
    expect(crashNameTime('dmesg-efi-170055084301001')).toBe('2023-11-21T07:14:03.000Z');
    expect(crashNameTime('dmesg-efi_pstore-170055084301001')).toBe('2023-11-21T07:14:03.000Z');
    expect(crashNameTime('202311210912')).toBe(new Date('2023-11-21T09:12:00').toISOString());
    expect(crashNameTime('127.0.0.1-2023-11-21-09:12:33')).toBe(
      new Date('2023-11-21T09:12:33').toISOString(),
    );
    expect(crashNameTime('_usr_bin_foo.1000.crash')).toBeNull();
    expect(panicLine('<4>[1] x\n<0>[2] Kernel panic - not syncing: VFS\nmore')).toBe(
      'Kernel panic - not syncing: VFS',
    );
  });

  test('a dump between the two last starts is the crash, and says its words', async () => {
    const context = machine({
      programs: { last: '' },
      folders: { '/sys/fs/pstore': ['dmesg-efi-170055084301001'] },
      files: {
        '/proc/uptime': '3600.55 7000.00\n',
        '/sys/fs/pstore/dmesg-efi-170055084301001': 'Panic#1\n<0>[9] Kernel panic - not syncing: Fatal\n',
      },
    });
    expect(await uptimeProbe.run(context)).toEqual({
      status: 'collected',
      data: {
        seconds: 3601,
        bootedAt: '2023-11-21T07:59:59.000Z',
        lastEnd: 'crash',
        lastEndAt: '2023-11-21T07:14:03.000Z',
        lastEndDetail: 'Kernel panic - not syncing: Fatal',
      },
    });
  });

  test('an old dump says nothing of the last start', async () => {
    const context = machine({
      programs: { last: '' },
      folders: { '/var/crash': ['202301010101'] },
      files: { '/proc/uptime': '3600.00 1\n' },
    });
    expect(await uptimeProbe.run(context)).toMatchObject({
      data: { lastEnd: 'unknown', lastEndDetail: null },
    });
  });
});

describe('who is here', () => {
  test('sessions of people, not of the greeter', () => {
    const sessions = parseShowSession(fixture('linux/loginctl-show-session.txt'));
    expect(sessions.map(({ name, place, type, remote }) => ({ name, place, type, remote }))).toEqual([
      { name: 'anna', place: 'tty2', type: 'wayland', remote: false },
      { name: 'admin', place: 'pts/1', type: 'tty', remote: true },
    ]);
    expect(sessions[0]?.since).toBe(new Date('2023-11-21T08:01:22').toISOString());
    expect(parseShowSession('')).toEqual([]);
    expect(parseShowSession('Name=\n\x00garbage')).toEqual([]);
  });

  test('the session of the one who clicked, by its id', async () => {
    const context = machine({
      programs: { loginctl: fixture('linux/loginctl-show-session.txt') },
      folders: { '/run/systemd/sessions': ['2', '2.ref', 'c1', '7'] },
      env: { XDG_SESSION_ID: '2' },
    });
    expect(await usersProbe.run(context)).toMatchObject({ data: { session: 'console', display: 'wayland' } });
  });

  test.each([
    [{ SSH_CONNECTION: '192.0.2.7 1 192.0.2.1 22' }, 'ssh', 'none'],
    [{ XRDP_SESSION: '1', DISPLAY: ':10' }, 'remote-desktop', 'x11'],
    [{ DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' }, 'console', 'x11'],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'console', 'wayland'],
    [{}, 'unknown', 'none'],
  ])('by the environment alone: %j', async (env, session, display) => {
    const found = await usersProbe.run(machine({ env: env as Record<string, string> }));
    expect(found).toMatchObject({ data: { session, display, loggedIn: [{ current: true }] } });
  });

  test('without logind: utmp, without its dead and system entries', () => {
    expect(parseUtmpdump(fixture('linux/utmpdump.txt'))).toEqual([
      { name: 'anna', place: 'tty2', since: '2023-11-21T08:01:22.654Z' },
    ]);
    expect(parseUtmpdump('utmpdump: cannot open')).toEqual([]);
  });
});

describe('services', () => {
  test('failed with its reason, stopped only what was meant to run and tried', async () => {
    const context = machine({
      files: { '/run/systemd/system': '' },
      programs: {
        systemctl: (args) => {
          if (args.includes('list-units')) return fixture('linux/systemctl-list-units.txt');
          if (args.includes('list-unit-files')) {
            return 'cups.service enabled enabled\nthermald.service enabled enabled\ne2scrub_reap.service enabled enabled\n';
          }
          return fixture('linux/systemctl-show.txt');
        },
      },
    });
    expect(await servicesProbe.run(context)).toEqual({
      status: 'collected',
      data: {
        total: 10,
        running: ['rsyslog', 'ssh', 'unattended-upgrades'],
        failed: [
          {
            name: 'vpn-client',
            title: 'Company VPN $(touch canary)',
            detail: 'ended with exit code 203',
            since: new Date('2023-11-21T09:14:03').toISOString(),
          },
        ],
        stopped: [{ name: 'cups', title: 'CUPS Scheduler' }],
      },
    });
  });

  test('empty, malformed, and without systemd', async () => {
    expect(parseListUnits('')).toEqual([]);
    expect(parseListUnits('\x00\n\ufffd garbage\n')).toEqual([]);
    expect(parseUnitFiles('a.service disabled enabled\nb.service enabled\n')).toEqual(['b.service']);
    expect(await servicesProbe.run(machine({}))).toMatchObject({ status: 'not-applicable' });
  });
});

describe('what starts by itself', () => {
  test('a person’s file stands in for the system’s; desktops are told apart', async () => {
    const entry = (body: string) =>
      `[Desktop Entry]\nName=Program\nName[de]=Programm\nExec=/usr/bin/program --tray\n${body}`;
    const found = await startupProbe.run(
      machine({
        env: { HOME: '/home/anna', XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' },
        folders: {
          '/home/anna/.config/autostart': ['off.desktop', 'readme'],
          '/etc/xdg/autostart': ['off.desktop', 'kde.desktop', 'gnome.desktop'],
          '/home/anna/.config/systemd/user': ['default.target.wants', 'sync.service'],
          '/home/anna/.config/systemd/user/default.target.wants': ['sync.service', 'x.socket'],
        },
        files: {
          '/home/anna/.config/autostart/off.desktop': entry('Hidden=true\n'),
          '/etc/xdg/autostart/off.desktop': entry(''),
          '/etc/xdg/autostart/kde.desktop': entry('OnlyShowIn=KDE;\n[Desktop Action x]\nHidden=false\n'),
          '/etc/xdg/autostart/gnome.desktop': entry(`NotShowIn=XFCE;\nX=${'y'.repeat(9)}\n`),
          '/home/anna/.config/systemd/user/default.target.wants/sync.service':
            '[Service]\nExecStart=-/opt/sync $(touch canary)\n',
        },
      }),
    );
    expect(found).toMatchObject({
      data: [
        { name: 'Program', scope: 'user', enabled: false, command: '/usr/bin/program --tray' },
        { scope: 'machine', enabled: false },
        { scope: 'machine', enabled: true },
        { name: 'sync.service', scope: 'user', enabled: true, command: '/opt/sync $(touch canary)' },
      ],
    });
  });
});

describe('protection', () => {
  test('encryption is what lies beneath a mounted volume', () => {
    expect(encryptedVolumes(fixture('linux/lsblk-luks.json'))).toEqual([
      { volume: '/', encrypted: true, method: 'LUKS' },
      { volume: '/data', encrypted: false, method: '' },
    ]);
    expect(encryptedVolumes('')).toEqual([]);
    expect(encryptedVolumes('lsblk: broken')).toEqual([]);
    expect(encryptedVolumes('{"blockdevices": [null, 7, {"children": "x"}]}')).toEqual([]);
  });

  test('nftables filters when an input chain drops', () => {
    const chain = (policy: string) => ({ chain: { hook: 'input', policy } });
    const rule = (verdict: object) => ({ rule: { expr: [{ match: {} }, verdict] } });
    const ruleset = (...entries: object[]) => JSON.stringify({ nftables: [{ metainfo: {} }, ...entries] });
    expect(filtersIncoming(ruleset())).toBe(false);
    expect(filtersIncoming(ruleset(chain('drop')))).toBe(true);
    expect(filtersIncoming(ruleset(chain('accept'), rule({ reject: null })))).toBe(true);
    expect(filtersIncoming(ruleset(chain('accept'), rule({ accept: null })))).toBe(false);
    expect(filtersIncoming('Operation not permitted')).toBeNull();
  });

  test('ufw, ClamAV with old signatures, secure boot', async () => {
    const found = await securityProbe.run(
      machine({
        programs: { stat: '0 1690000000 /var/lib/clamav/daily.cld\n', lsblk: '{"blockdevices":[]}' },
        files: {
          '/etc/ufw/ufw.conf': '# x\nENABLED=yes\n',
          '/usr/bin/clamscan': '',
          '/opt/CrowdStrike': '',
          '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': '\x06\0\0\0\x01',
        },
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: {
        antivirus: [
          { name: 'ClamAV', enabled: false, upToDate: false },
          { name: 'CrowdStrike Falcon', enabled: null, upToDate: null },
        ],
        firewall: { name: 'ufw', enabled: true },
        encryption: [],
        secureBoot: true,
      },
    });
  });

  test('where disks or rules may not be read, that is not known', async () => {
    const context = machine({ programs: { nft: () => ({ ok: true, output: '', exitCode: 1 }) } });
    expect(await securityProbe.run(context)).toMatchObject({
      data: {
        firewall: { name: 'nftables', enabled: null },
        encryption: [{ volume: '/', encrypted: null }],
        secureBoot: null,
      },
    });
    expect(await securityProbe.run(machine({}))).toMatchObject({ data: { firewall: null } });
  });
});

describe('the system itself', () => {
  test('names, point release, language and age', async () => {
    const found = await osProbe.run(
      machine({
        env: { LANG: 'de_DE.UTF-8', XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' },
        files: {
          '/etc/os-release': 'NAME="Debian GNU/Linux"\nVERSION="12 (bookworm)"\n',
          '/etc/debian_version': '12.2\n',
        },
        programs: { stat: '1600000000 1700550843 /\n0 1500000000 /lost+found\n' },
      }),
    );
    expect(found).toMatchObject({
      data: {
        name: 'Debian GNU/Linux',
        version: '12 (bookworm)',
        build: '12.2',
        edition: null,
        language: 'de_DE',
        desktop: 'GNOME',
        installedAt: '2017-07-14T02:40:00.000Z',
      },
    });
  });

  test('where nothing can be read, every section still is of its shape', async () => {
    const found = await osProbe.run(machine({}));
    if (found.status !== 'collected') throw new Error(found.detail);
    expect(SECTION_DATA.os.safeParse(found.data).success).toBe(true);
  });

  test('sources fit their field', () => {
    const probes = [
      osProbe,
      uptimeProbe,
      usersProbe,
      startupProbe,
      servicesProbe,
      softwareProbe,
      updatesProbe,
      securityProbe,
      applicationsProbe,
    ];
    for (const { key, source } of probes) expect(source.length, key).toBeLessThanOrEqual(300);
  });

  test('a journal line that is cut off is left out', () => {
    expect(parseJournal(fixture('linux/journal-err.jsonl'))).toHaveLength(7);
  });
});
