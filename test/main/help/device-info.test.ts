import { expect, test } from 'vitest';
import { deviceInfoText, type DeviceInfoInput } from '../../../src/main/help/device-info';
import { wordsIn } from '../../../src/main/words/words';
import { redactReport } from '../../../src/shared/rules/redact';
import { JANE } from '../../support/redaction';
import { HEALTHY, reportOf } from '../../support/report';

const SYSTEM = {
  ...HEALTHY.system,
  manufacturer: 'LENOVO',
  model: 'ThinkPad T14 Gen 3',
  serial: 'PF00AB4F7K',
};
const INPUT: DeviceInfoInput = {
  sections: redactReport(reportOf({ system: SYSTEM }), JANE).sections,
  computerName: 'pc-7',
  userName: 'jane',
  deviceId: '0192f0c4-7e00-7000-8000-000000000001',
  agentVersion: '0.1.0',
  at: new Date(2026, 10, 21, 14, 5),
};

test('says what a technician asks first, the serial as policy shows it', () => {
  const text = deviceInfoText(INPUT, wordsIn('en'));
  expect(text.split('\n')).toEqual([
    'Computer: pc-7',
    'Model: LENOVO ThinkPad T14 Gen 3',
    expect.stringMatching(/^Serial number: .*4F7K$/),
    'System: Debian GNU/Linux 12 (bookworm) (12.9)',
    'Signed in: jane',
    'IP addresses: 10.20.0.31, 2001:db8:20::31',
    'Gateway: 10.20.0.254',
    'Running for: 2 d 0 h',
    'Deskside device: 0192f0c4-7e00-7000-8000-000000000001',
    'Deskside version: 0.1.0',
    'Date: 21 Nov 2026, 14:05',
  ]);
  expect(text).not.toContain('PF00AB4F7K');
});

test('in the person’s language', () => {
  const text = deviceInfoText(INPUT, wordsIn('de'));
  expect(text).toContain('Angemeldet: jane');
  expect(text).toContain('Läuft seit: 2 T. 0 Std.');
  expect(text).toContain('Datum: 21.11.2026, 14:05');
});

test('what is not known has no line', () => {
  const text = deviceInfoText({ ...INPUT, sections: [], deviceId: null }, wordsIn('en'));
  expect(text.split('\n')).toEqual([
    'Computer: pc-7',
    'Signed in: jane',
    'Deskside version: 0.1.0',
    'Date: 21 Nov 2026, 14:05',
  ]);
});

test('what a field repeats of the one before is said once', () => {
  const os = { ...HEALTHY.os, name: 'Windows 11 Pro 23H2', version: '23H2', build: '22631.4460' };
  const text = deviceInfoText({ ...INPUT, sections: reportOf({ os }).sections }, wordsIn('en'));
  expect(text).toContain('System: Windows 11 Pro 23H2 (22631.4460)\n');
});
