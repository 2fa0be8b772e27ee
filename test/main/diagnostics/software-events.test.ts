import { describe, expect, test } from 'vitest';
import {
  parseLogShow,
  reportEvent,
  reportTime,
} from '../../../src/main/diagnostics/parse/diagnostic-reports';
import { groupEvents, pattern } from '../../../src/main/diagnostics/parse/event-groups';
import { parseJournal } from '../../../src/main/diagnostics/parse/journalctl';
import { apportProgram, linuxEvent, parseDmesg } from '../../../src/main/diagnostics/parse/linux-events';
import { eventsProbe } from '../../../src/main/diagnostics/probes/events';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { fixture, machine } from './software-context';

const line = (source: string, message: string) => ({
  at: '2023-11-21T08:00:00.000Z',
  source,
  message,
  priority: 3,
  subject: null,
  messageId: '',
});

describe('events of Linux', () => {
  test.each([
    [
      'kernel',
      'Out of memory: Killed process 4711 (soffice.bin) total-vm:1kB',
      'out-of-memory',
      'soffice.bin',
    ],
    ['kernel', 'task kworker/u8:3:211 blocked for more than 120 seconds.', 'hang', 'kworker/u8:3'],
    ['kernel', 'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [Xorg:1203]', 'hang', null],
    [
      'kernel',
      'foo[123]: segfault at 0 ip 00007f sp 00007ffd error 4 in libc.so.6[7f00+1000]',
      'crash',
      'foo',
    ],
    ['kernel', 'traps: Worker[1] trap int3 ip:55 sp:7f error:0 in app[55+8]', 'crash', 'app'],
    ['kernel', 'Buffer I/O error on dev sdb1, logical block 0, async page read', 'disk', 'sdb1'],
    ['kernel', 'nvme nvme0: I/O 23 QID 4 timeout, aborting', 'disk', 'nvme0'],
    ['kernel', 'ata1.00: failed command: READ FPDMA QUEUED', 'disk', 'ata1'],
    ['kernel', 'EXT4-fs (sda2): Remounting filesystem read-only: error', 'disk', 'sda2'],
    ['smartd', 'Device: /dev/sda [SAT], 8 Currently unreadable (pending) sectors', 'disk', '/dev/sda'],
    ['kernel', 'mce: [Hardware Error]: Machine check events logged', 'hardware', null],
    ['kernel', 'usb 1-2: device descriptor read/64, error -71', 'hardware', '1-2'],
    ['unattended-upgrade', 'package x failed', 'update', null],
    ['kernel', 'amdgpu 0000:03:00.0: ring gfx timeout', 'driver', 'amdgpu'],
    ['kernel', 'iwlwifi 0000:00:14.3: Microcode SW error detected.', 'driver', 'iwlwifi'],
    ['sshd', 'error: kex_exchange_identification', 'error', null],
  ])('%s: %s', (source, message, kind, subject) => {
    expect(linuxEvent(line(source, message))).toMatchObject({ kind, subject });
  });

  test('the journal, grouped: like ones together, what people feel first', async () => {
    const context = machine({
      programs: { journalctl: fixture('linux/journal-err.jsonl') },
      folders: { '/var/log/journal': ['0123'] },
    });
    const found = await eventsProbe.run(context);
    if (found.status !== 'collected') throw new Error(found.detail);
    expect(SECTION_DATA.events.safeParse(found.data).success).toBe(true);
    expect(found.data.total).toBe(7);
    expect(found.data.groups[0]).toEqual({
      source: 'kernel',
      kind: 'disk',
      subject: 'sda1',
      message:
        'EXT4-fs error (device sda1): ext4_find_entry:1463: inode #524289: comm updatedb: reading directory lblock 0',
      count: 2,
      firstAt: '2023-11-21T07:13:20.000Z',
      lastAt: '2023-11-21T07:14:20.000Z',
    });
    expect(found.data.groups.map((group) => [group.kind, group.subject])).toContainEqual([
      'crash',
      'thunderbird',
    ]);
    expect(found.data.groups.map((group) => [group.kind, group.subject])).toContainEqual([
      'out-of-memory',
      'soffice.bin',
    ]);
    expect(found.data.groups.find((group) => group.source === 'systemd')?.subject).toBe('vpn-client.service');
    expect(found.data.groups.find((group) => group.source === 'odd')?.message).toBe('gr\ufffdße !');
  });

  test('without a journal the kernel’s log: errors, and crashes that it calls a remark', () => {
    const lines = parseDmesg(fixture('linux/dmesg-x-iso.txt'));
    expect(lines).toHaveLength(3);
    expect(
      groupEvents(lines.map(linuxEvent)).map(({ kind, subject, count }) => ({ kind, subject, count })),
    ).toEqual([
      { kind: 'crash', subject: 'electron', count: 2 },
      { kind: 'disk', subject: 'sdb', count: 1 },
    ]);
    expect(parseDmesg('dmesg: read kernel buffer failed: Operation not permitted')).toEqual([]);
  });

  test('only the last 24 hours count, and a log that nobody may read is said', async () => {
    const context = machine({
      programs: { dmesg: fixture('linux/dmesg-x-iso.txt') },
      now: '2023-11-22T08:15:30.000Z',
    });
    expect(await eventsProbe.run(context)).toMatchObject({
      data: { total: 1, groups: [{ subject: 'sdb' }] },
    });
    expect(await eventsProbe.run(machine({}))).toMatchObject({ status: 'failed', reason: 'unreadable' });
    const loud = machine({
      programs: { dmesg: () => ({ ok: false, reason: 'too-much-output', detail: 'dmesg' }) },
    });
    expect(await eventsProbe.run(loud)).toMatchObject({ status: 'failed', reason: 'too-much-output' });
  });

  test('a journal too long is asked for less', async () => {
    const asked: string[] = [];
    const context = machine({
      folders: { '/run/log/journal': ['0123'] },
      programs: {
        journalctl: (args) => {
          const most = args[args.indexOf('-n') + 1] ?? '';
          asked.push(most);
          return most === '100' ? '' : { ok: false, reason: 'too-much-output', detail: 'journalctl' };
        },
      },
    });
    expect(await eventsProbe.run(context)).toMatchObject({
      status: 'collected',
      data: { total: 0, groups: [] },
    });
    expect(asked).toEqual(['1500', '100']);
  });

  test.each([
    ['hangs', { ok: false, reason: 'deadline', detail: 'journalctl took too long' }, 'deadline'],
    ['floods', { ok: false, reason: 'too-much-output', detail: 'journalctl' }, 'too-much-output'],
    ['prints no records', 'a\0b\n', 'unreadable'],
  ] as const)(
    'a journal that %s is named, unless the kernel’s log knows of errors',
    async (_name, says, reason) => {
      const withKernel = (dmesg: string | null) =>
        machine({
          folders: { '/run/log/journal': ['0123'] },
          programs: { journalctl: () => says, dmesg },
          now: '2023-11-21T09:00:00.000Z',
        });
      expect(await eventsProbe.run(withKernel(null))).toMatchObject({ status: 'failed', reason });
      expect(await eventsProbe.run(withKernel(''))).toMatchObject({ status: 'failed', reason });
      expect(await eventsProbe.run(withKernel(fixture('linux/dmesg-x-iso.txt')))).toMatchObject({
        status: 'collected',
        data: { total: 3 },
      });
    },
  );

  test('a kernel’s log of other words is no log without errors', async () => {
    const context = machine({ programs: { dmesg: 'usage: dmesg\n' } });
    expect(await eventsProbe.run(context)).toMatchObject({ status: 'failed', reason: 'unreadable' });
  });

  test('crash files of Ubuntu', async () => {
    expect(apportProgram('_usr_bin_gnome-shell.1000.crash')).toBe('gnome-shell');
    expect(apportProgram('kexec_cmd')).toBeNull();
    const context = machine({
      folders: { '/var/crash': ['_usr_bin_gnome-shell.1000.crash', 'kexec_cmd'] },
      programs: { stat: '0 1700550843 /var/crash/_usr_bin_gnome-shell.1000.crash\n' },
    });
    expect(await eventsProbe.run(context)).toMatchObject({
      data: {
        total: 1,
        groups: [{ kind: 'crash', subject: 'gnome-shell', lastAt: '2023-11-21T07:14:03.000Z' }],
      },
    });
  });
});

describe('grouping', () => {
  test.each([
    ['error at 0x7ffe12 in /usr/lib/a.so', 'error at 0x1 in /opt/b/c.so'],
    ['device fe80::1:2 gone after 12 s', 'device fe80::9:7f gone after 3 s'],
    ['id 6f0c1f52-1e4b-4b1f-9a51-3c0e5d8e2a11', 'id 00000000-1e4b-4b1f-9a51-3c0e5d8e2a11'],
    ['C:\\Users\\a\\x.dll missing', 'C:\\Temp\\b\\y.dll missing'],
  ])('%s is the same as %s', (a, b) => {
    expect(pattern(a)).toBe(pattern(b));
  });

  test('different words stay different; 40 groups at most, of 10,000 events', () => {
    expect(pattern('disk failed')).not.toBe(pattern('disk recovered'));
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      ...line(
        's',
        `words ${'abcdefghijklmnopqrstuvwxyz'.charAt(index % 26)}${'ghijklmn'.charAt(index % 8)} ${index}`,
      ),
      kind: 'error' as const,
    }));
    const groups = groupEvents(events);
    expect(groups).toHaveLength(40);
    expect(groups.every((group) => group.count > 90)).toBe(true);
    expect(groupEvents([])).toEqual([]);
  });
});

describe('reports of macOS', () => {
  const NAME = 'Example-2026-05-26-161145.ips';

  test('what crashed, when, and by which signal', () => {
    expect(reportEvent(NAME, fixture(`macos/${NAME}`))).toEqual({
      at: '2026-05-26T08:11:45.000Z',
      source: 'DiagnosticReports',
      kind: 'crash',
      subject: 'Example',
      message: 'Example 1.0 crashed (EXC_BAD_ACCESS)',
    });
  });

  test('what is no error is left out; a damaged one counts by its name', () => {
    expect(reportEvent('x_2026-05-26-161145.ips', '{"bug_type":"202","name":"x"}')).toBeNull();
    expect(reportEvent('JetsamEvent-2026-05-26-161145.ips', '\x00')?.kind).toBe('out-of-memory');
    expect(reportEvent('Word_2026-05-26-161145_mac.hang', '')).toMatchObject({
      kind: 'hang',
      subject: 'Word',
    });
    expect(reportTime('notes.txt')).toBeNull();
  });

  test('faults of the log', () => {
    const row = {
      timestamp: '2026-05-26 16:11:45.123456+0800',
      eventMessage: 'disk2s1: I/O error.',
      processImagePath: '/kernel',
    };
    expect(parseLogShow(`${JSON.stringify(row)}\n{"count":1,"finished":1}\nlog: broken\n{`)).toEqual([
      {
        at: '2026-05-26T08:11:45.123Z',
        source: 'kernel',
        kind: 'disk',
        subject: null,
        message: 'disk2s1: I/O error.',
      },
    ]);
  });

  test('the probe reads the recent ones of both folders', async () => {
    const folder = '/Users/anna/Library/Logs/DiagnosticReports';
    const context = machine({
      platform: 'macos',
      env: { HOME: '/Users/anna' },
      folders: { [folder]: [NAME, 'Old-2020-01-01-000000.ips'] },
      files: { [`${folder}/${NAME}`]: fixture(`macos/${NAME}`) },
      now: '2026-05-26T20:00:00.000Z',
    });
    expect(await eventsProbe.run(context)).toMatchObject({
      data: { total: 1, groups: [{ subject: 'Example' }] },
    });
  });
});

describe('a journal that is none', () => {
  test('is empty', () => {
    expect(parseJournal('')).toEqual([]);
    expect(parseJournal('-- No entries --\n[1]\n{"x":')).toEqual([]);
  });
});
