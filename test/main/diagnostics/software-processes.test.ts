import { describe, expect, test } from 'vitest';
import { parseProcStat } from '../../../src/main/diagnostics/parse/proc-stat';
import { parsePs } from '../../../src/main/diagnostics/parse/ps';
import {
  collectingPids,
  linuxProcesses,
  programName,
} from '../../../src/main/diagnostics/probes/linux-processes';
import { windowsFacts } from '../../../src/main/diagnostics/probes/processes';
import { machine } from './software-context';

const stat = (
  pid: number,
  name: string,
  state: string,
  parent: number,
  ticks: number,
  start: number,
  pages: number,
) =>
  `${pid} (${name}) ${state} ${parent} 1 1 0 -1 4194560 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${start} 100000 ${pages} 1844\n`;

describe('processes of Linux', () => {
  test('a name may hold anything', () => {
    expect(parseProcStat(stat(7, 'a) R 1 (b $(touch canary)', 'D', 1, 5, 9, 3))).toMatchObject({
      pid: 7,
      name: 'a) R 1 (b $(touch canary)',
      state: 'D',
      parent: 1,
      ticks: 5,
      startTicks: 9,
      residentPages: 3,
    });
    expect(parseProcStat('')).toBeNull();
    expect(parseProcStat('7 (cut')).toBeNull();
  });

  test('share between two looks, bytes from the kernel, stuck when waiting both times, none of our own', async () => {
    const looks: Record<string, string>[] = [
      {
        '10': stat(10, 'busy', 'R', 1, 100, 5, 900),
        '11': stat(11, 'backup', 'D', 1, 0, 5, 10),
        '12': stat(12, 'once', 'D', 1, 0, 5, 10),
        '50': stat(50, 'worker', 'R', 40, 0, 900, 10),
      },
      {
        '10': stat(10, 'busy', 'R', 1, 200, 5, 900),
        '11': stat(11, 'backup', 'D', 1, 0, 5, 10),
        '12': stat(12, 'once', 'S', 1, 0, 5, 10),
        '50': stat(50, 'worker', 'R', 40, 90, 900, 10),
        '51': stat(51, 'dpkg-query', 'R', 50, 90, 950, 10),
        '52': stat(52, 'sister', 'R', 40, 90, 950, 10),
      },
    ];
    let look = 0;
    let now = 1_000_000;
    const context = {
      ...machine({}),
      list: () => Promise.resolve([...Object.keys(looks[look] ?? {}), 'meminfo']),
      readText: (file: string) => {
        const pid = /^\/proc\/(\d+)\/stat$/.exec(file)?.[1];
        if (pid !== undefined) return Promise.resolve(looks[look]?.[pid] ?? null);
        return Promise.resolve(file === '/proc/10/status' ? 'Name:\tbusy\nVmRSS:\t    3600 kB\n' : null);
      },
      now: () => now,
    };
    const pause = () => {
      look = 1;
      now += 1000;
      return Promise.resolve();
    };
    const found = await linuxProcesses(context, pause, 50);
    expect(found?.total).toBe(3);
    expect(found?.top[0]).toMatchObject({ name: 'busy', pid: 10, memoryBytes: 3600 * 1024 });
    expect(found?.top[0]?.cpuPercent).toBeGreaterThan(0);
    expect(found?.top.map((entry) => entry.pid)).toEqual([10, 11, 12]);
    expect(found?.stuck).toEqual([{ name: 'backup', pid: 11 }]);
  });

  test('a process that was there longer than we is no sister', () => {
    const list = [
      stat(50, 'me', 'R', 40, 0, 9000, 1),
      stat(41, 'page', 'S', 40, 0, 100, 1),
      stat(42, 'child', 'S', 41, 0, 9000, 1),
    ];
    expect([
      ...collectingPids(
        list.flatMap((text) => parseProcStat(text) ?? []),
        50,
      ),
    ]).toEqual([50]);
  });

  test('names that the kernel cut or a runtime replaced', () => {
    expect(programName('gnome-terminal-', '/usr/libexec/gnome-terminal-server')).toBe(
      'gnome-terminal-server',
    );
    expect(programName('MainThread', '/usr/bin/node')).toBe('node');
    expect(programName('python-script', '/usr/bin/python3.11')).toBe('python-script');
    expect(programName('kworker/0:0', null)).toBe('kworker/0:0');
  });

  test('without /proc nothing is made up', async () => {
    expect(await linuxProcesses(machine({}), () => Promise.resolve(), 1)).toBeNull();
  });
});

describe('processes elsewhere', () => {
  test('Windows: share of all cores, programs that do not respond, one object or many', () => {
    const row = { Id: 4242, Name: 'OUTLOOK', Cpu: 12, Before: 10, Memory: 500_000_000, Stuck: true };
    const many = {
      Seconds: 0.5,
      Cores: 8,
      Processes: [
        row,
        { Id: 0, Name: 'Idle', Cpu: null },
        { Id: 4, Name: 'System', Cpu: null, Before: null, Memory: 1 },
      ],
    };
    expect(windowsFacts(many)).toEqual({
      total: 2,
      top: [
        { name: 'OUTLOOK', pid: 4242, cpuPercent: 50, memoryBytes: 500_000_000 },
        { name: 'System', pid: 4, cpuPercent: 0, memoryBytes: 1 },
      ],
      stuck: [{ name: 'OUTLOOK', pid: 4242 }],
    });
    expect(windowsFacts({ ...many, Processes: row }).total).toBe(1);
    expect(windowsFacts({}).total).toBe(0);
  });

  test('macOS: with the decimal comma of a German system', () => {
    const output =
      '  1     0 Ss     0,3  12345 launchd\n 99     1 U    101.5   2048 Büro $(touch canary)\nbroken\n';
    expect(parsePs(output)).toEqual([
      { pid: 1, parent: 0, state: 'Ss', cpuPercent: 0.3, memoryBytes: 12345 * 1024, name: 'launchd' },
      {
        pid: 99,
        parent: 1,
        state: 'U',
        cpuPercent: 101.5,
        memoryBytes: 2048 * 1024,
        name: 'Büro $(touch canary)',
      },
    ]);
  });
});
