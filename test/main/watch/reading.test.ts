import { describe, expect, test } from 'vitest';
import type { ProgramOutcome } from '../../../src/main/diagnostics/run-program';
import { dischargingPercent } from '../../../src/main/watch/battery';
import { defaultGateway, pingGateway } from '../../../src/main/watch/gateway-ping';
import { signalIn } from '../../../src/main/watch/wifi-signal';

const ROUTES = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
wlan0	00000000	0100A8C0	0003	0	0	600	00000000	0	0	0
eth0	00000000	FE00140A	0003	0	0	100	00000000	0	0	0
eth0	0000140A	00000000	0001	0	0	100	00FFFFFF	0	0	0
`;
const PONG =
  '64 bytes from 10.20.0.254: icmp_seq=1 ttl=64 time=0.512 ms\n1 packets transmitted, 1 received\n';

describe('the gateway', () => {
  test('is the default route that is used first', () => {
    expect(defaultGateway(ROUTES)).toBe('10.20.0.254');
  });

  test.for([
    '',
    'Iface\n',
    ROUTES.replaceAll('\t0003\t', '\t0001\t'),
    'eth0 00000000 XYZ 0003 0 0 0 00000000',
  ])('is none in %j', (table) => expect(defaultGateway(table)).toBeNull());

  function asked(platform: 'linux' | 'windows', outcome: ProgramOutcome, table: string | null = ROUTES) {
    const runs: string[][] = [];
    const context = {
      platform,
      run(program: string, args: readonly string[]) {
        runs.push([program, ...args]);
        return Promise.resolve(outcome);
      },
      readText: () => Promise.resolve(table),
    };
    return { runs, answer: (known: string | null) => pingGateway(context, known) };
  }
  const said = (output: string): ProgramOutcome => ({ ok: true, output, exitCode: 0 });

  test('is asked once, by its address', async () => {
    const { runs, answer } = asked('linux', said(PONG));
    expect(await answer(null)).toEqual({ gatewayMs: 0.512, gatewayLost: false });
    expect(runs).toEqual([['ping', '-n', '-c', '1', '-W', '1', '10.20.0.254']]);
  });

  test('elsewhere is the one the last report found', async () => {
    const pong = 'Antwort von 10.0.0.1: Bytes=32 Zeit=3ms TTL=64\r\n';
    const { runs, answer } = asked('windows', said(pong), null);
    expect(await answer('10.0.0.1')).toEqual({ gatewayMs: 3, gatewayLost: false });
    expect(runs[0]?.at(-1)).toBe('10.0.0.1');
    expect(await answer(null)).toEqual({ gatewayMs: null, gatewayLost: null });
  });

  test('that says nothing is lost; without ping nothing is known', async () => {
    const silent = said('PING 10.20.0.254 56(84) bytes of data.\n\n1 packets transmitted, 0 received\n');
    expect(await asked('linux', silent).answer(null)).toEqual({ gatewayMs: null, gatewayLost: true });
    const missing: ProgramOutcome = { ok: false, reason: 'program-missing', detail: 'ping' };
    expect(await asked('linux', missing).answer(null)).toEqual({ gatewayMs: null, gatewayLost: null });
  });
});

describe('the signal', () => {
  const head = 'Inter-| sta-|   Quality        |   Discarded packets\n face | tus | link level noise\n';
  test.for([
    ['wlan0: 0000   54.  -56.  -256        0      0      0      0     10        0\n', -56],
    [' wlp2s0: 0000   70   -40   -256        0      0      0      0     10        0\n', -40],
    ['wlan0: 0000   54.  54.  0  0\n', null],
    ['', null],
  ] as const)('in %j is %s', ([row, level]) => expect(signalIn(head + row)).toBe(level));
});

describe('the battery', () => {
  const machine = (supplies: Record<string, Record<string, string>>) => ({
    list: () => Promise.resolve(Object.keys(supplies)),
    readText: (file: string) => {
      const [name = '', field = ''] = file.split('/').slice(-2);
      const text = supplies[name]?.[field];
      return Promise.resolve(text === undefined ? null : `${text}\n`);
    },
  });

  test('is the emptiest that is used up', async () => {
    const bat = (status: string, capacity: string) => ({ type: 'Battery', status, capacity });
    const all = { AC: { type: 'Mains' }, BAT0: bat('Discharging', '15'), BAT1: bat('Discharging', '80') };
    expect(await dischargingPercent(machine(all))).toBe(15);
    expect(await dischargingPercent(machine({ BAT0: bat('Charging', '5') }))).toBeNull();
    expect(await dischargingPercent(machine({}))).toBeNull();
  });

  test('of a mouse is none', async () => {
    const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '3' };
    expect(await dischargingPercent(machine({ hid: mouse }))).toBeNull();
  });
});
