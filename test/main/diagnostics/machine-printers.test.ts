import { describe, expect, test } from 'vitest';
import { connectionOf } from '../../../src/main/diagnostics/parse/lpstat';
import { printersProbe } from '../../../src/main/diagnostics/probes/printers';
import { fixture, machine, printing, type Machine } from './machine-context';

/** When the queues of the recording were looked at, in the time zone they were recorded in: the computer's own. */
const NOW = Date.parse('Sun Nov 22 01:57:23 2026');

const cups = (lpstat: string, made: Machine = {}) =>
  machine({
    now: NOW,
    programs: (call) => (call.includes('lpstat') ? lpstat : fixture('linux', 'lpoptions.txt')),
    ...made,
  });

describe('printers of CUPS', () => {
  test('state, reason, host and waiting jobs of each', async () => {
    const context = cups(fixture('linux', 'lpstat.txt'));
    expect(await printersProbe.run(context)).toEqual({
      status: 'collected',
      data: [
        {
          name: 'Front-Desk',
          model: 'Local Raw Printer',
          connection: 'printer.example.test',
          state: 'stopped',
          reason: 'Paused',
          default: false,
          jobs: 2,
          oldestJobMinutes: 120,
        },
        {
          name: 'Label$(touch',
          model: 'Local Raw Printer',
          connection: '192.0.2.77',
          state: 'idle',
          reason: null,
          default: false,
          jobs: 0,
          oldestJobMinutes: null,
        },
        {
          name: 'Office',
          model: 'Local Raw Printer',
          connection: 'office-printer.example.test',
          state: 'offline',
          reason: 'connecting-to-device, Unable to locate printer "office-printer.example.test".',
          default: true,
          jobs: 1,
          oldestJobMinutes: 120,
        },
        {
          name: 'Stapler',
          model: 'Local Raw Printer',
          connection: '192.0.2.78',
          state: 'stopped',
          reason: 'Out of order',
          default: false,
          jobs: 0,
          oldestJobMinutes: null,
        },
      ],
    });
    expect(context.calls).toContain('lpoptions -p Label$(touch');
  });

  test('a name that would be taken for an option is told and not handed on', async () => {
    const context = cups(
      'scheduler is running\nprinter -r is idle.  enabled since Sat Nov 21 23:57:23 2026\n',
    );
    expect(await printersProbe.run(context)).toMatchObject({ data: [{ name: '-r', model: '' }] });
    expect(context.calls.filter((call) => call.startsWith('lpoptions'))).toEqual([]);
  });

  test('what was said of a printer before it was started again is not its reason', async () => {
    const again = fixture('linux', 'lpstat.txt').replace(
      /^printer Stapler disabled since (.*) -$/m,
      'printer Stapler is idle.  enabled since $1',
    );
    expect(await printersProbe.run(cups(again.replaceAll('Alerts: paused', 'Alerts: none')))).toMatchObject({
      data: [{}, {}, {}, { name: 'Stapler', state: 'idle', reason: null }],
    });
  });

  test('on a Mac its programs are told to speak English', async () => {
    const context = cups(fixture('linux', 'lpstat.txt'), { platform: 'macos' });
    expect(await printersProbe.run(context)).toMatchObject({ status: 'collected' });
    expect(context.calls.every((call) => call.startsWith('env SOFTWARE= lp'))).toBe(true);
  });

  test('no printer, no printing system, and one that does not run', async () => {
    expect(await printersProbe.run(cups(fixture('linux', 'lpstat-no-printer.txt')))).toEqual({
      status: 'not-applicable',
      detail: 'no printer is set up',
    });
    expect(await printersProbe.run(machine({}))).toEqual({
      status: 'not-applicable',
      detail: 'no printing system',
    });
    const off = 'scheduler is not running\n';
    expect(await printersProbe.run(cups(off))).toMatchObject({ status: 'not-applicable' });
    expect(await printersProbe.run(cups(off, { files: { '/usr/sbin/cupsd': '' } }))).toMatchObject({
      status: 'failed',
      reason: 'program-failed',
    });
  });

  test.each(['', '\0\0\0', 'Zeitplandienst läuft\nDrucker Office ist im Leerlauf.\n'])(
    'output like %j is unreadable',
    async (output) => {
      expect(await printersProbe.run(cups(output))).toMatchObject({ status: 'failed', reason: 'unreadable' });
    },
  );

  test.each([
    ['usb://Zebra/LP2844?serial=0', 'usb'],
    ['socket://192.0.2.9:9100', '192.0.2.9'],
    ['smb://clerk:hunter2@server.example.test/office', 'server.example.test'],
    ['ipp://[2001:db8::9]:631/ipp', '[2001:db8::9]'],
    ['dnssd://HP%20LaserJet._ipp._tcp.local/?uuid=0', 'HP LaserJet._ipp._tcp.local'],
    ['dnssd://50%-broken._ipp._tcp.local/', '50%-broken._ipp._tcp.local'],
    ['cups-pdf:/', 'cups-pdf'],
    ['///dev/null', ''],
  ])('%s is reached at %s', (uri, connection) => {
    expect(connectionOf(uri)).toBe(connection);
  });
});

describe('printers of a German Windows', () => {
  test('states by number, jobs by the name before the comma', async () => {
    const context = printing('windows', fixture('windows', 'printers-de.json'));
    expect(await printersProbe.run(context)).toMatchObject({
      status: 'collected',
      data: [
        {
          name: 'Büro 2. OG',
          model: 'HP Universal Printing PCL 6',
          connection: '192.0.2.50',
          state: 'idle',
          reason: null,
          default: true,
          jobs: 1,
          oldestJobMinutes: null,
        },
        {
          name: 'Etiketten, Lager',
          connection: 'usb',
          state: 'stopped',
          reason: 'media-empty',
          jobs: 2,
          oldestJobMinutes: 90,
        },
        { name: 'Alter $(touch canary)', connection: 'WSD-0001', state: 'offline', jobs: 0 },
        { name: 'Microsoft Print to PDF', connection: 'PORTPROMPT:', state: 'idle' },
      ],
    });
  });

  test('none, one alone, and what cannot be read', async () => {
    expect(
      await printersProbe.run(printing('windows', '{"Printers":[],"Jobs":[],"Ports":[]}')),
    ).toMatchObject({ status: 'not-applicable' });
    expect(
      await printersProbe.run(printing('windows', '{"Printers":{"Name":"A","PrinterStatus":4},"Jobs":null}')),
    ).toMatchObject({ data: [{ name: 'A', state: 'printing', connection: '' }] });
    for (const output of ['{"Printers":[{"Na', '{}', '{"Printers":"A"}', '{"Printers":[{"Name":true}]}']) {
      expect(await printersProbe.run(printing('windows', output))).toMatchObject({
        status: 'failed',
        reason: 'unreadable',
      });
    }
  });
});
