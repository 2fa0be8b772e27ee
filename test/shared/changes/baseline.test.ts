import { expect, test } from 'vitest';
import { SECTION_GROUPS, SECTION_KEYS } from '../../../src/shared/model/section-keys';
import { baseline, baselineOf } from '../../../src/shared/rules/changes/baseline';
import { changesBetween } from '../../../src/shared/rules/changes/changes-between';
import { leaveOut } from '../../../src/shared/rules/leave-out';
import { HEALTHY, reportOf } from '../../support/report';

test('a report becomes a day that fits its schema, and the same report the same day', () => {
  const day = baselineOf(reportOf());
  expect(baseline.parse(structuredClone(day))).toEqual(day);
  expect(day.good).toBe(true);
  expect(changesBetween(day, baselineOf(reportOf()))).toEqual([]);
});

test('a report without sections is a day on which nothing is known', () => {
  const known = baselineOf(reportOf());
  const unknown = baselineOf(leaveOut(reportOf(), SECTION_KEYS));
  expect(Object.values(unknown.facts).every((entry) => entry === null)).toBe(true);
  expect(changesBetween(known, unknown)).toEqual([]);
  expect(changesBetween(unknown, known)).toEqual([]);
});

test('several versions side by side are one name; services of a sign-in have no ending', () => {
  const { facts } = baselineOf(
    reportOf({
      software: {
        total: 3,
        items: [
          { name: 'dotnet', version: '8.0', publisher: null },
          { name: 'dotnet', version: '6.0', publisher: null },
          { name: 'dotnet', version: '8.0', publisher: null },
        ],
      },
      services: { ...HEALTHY.services, running: ['CDPUserSvc_4f2a1', 'W32Time'] },
    }),
  );
  expect(facts.software).toEqual({ versions: { dotnet: '6.0, 8.0' }, whole: true });
  expect(facts.services?.running).toEqual(['CDPUserSvc', 'W32Time']);
});

test('three thousand programs stay small', () => {
  const items = Array.from({ length: 3000 }, (_, index) => ({
    name: `some-ordinary-package-${index}`,
    version: '1:2.36-9+deb12u8',
    publisher: 'Debian',
  }));
  const day = baselineOf(reportOf({ software: { total: 3000, items } }));
  expect(JSON.stringify(day).length).toBeLessThan((2 * 1024 * 1024) / 14);
});

test('leaving a section out leaves out what was derived from it', () => {
  const report = reportOf({
    changes: {
      since: '2026-11-20T09:00:00.000Z',
      days: 2,
      more: 0,
      entries: ['dns', 'usb'].map((section) => ({
        kind: 'device-added' as const,
        section,
        subject: section,
        before: null,
        after: section,
        seenAt: '2026-11-21T09:00:00.000Z',
        weight: 40,
      })),
    },
  });
  const of = (key: string, removed: Parameters<typeof leaveOut>[1]) => {
    const section = leaveOut(report, removed).sections.find((entry) => entry.key === key);
    return JSON.stringify(section?.status === 'collected' ? section.data : section);
  };
  expect(of('changes', [])).toContain('"usb"');
  expect(of('changes', ['usb'])).not.toContain('"usb"');
  expect(of('changes', ['usb'])).toContain('"dns"');
  expect(of('history', [])).toMatch(/"gatewayMs":\d.*"availableBytes"/);
  expect(of('history', ['filesystems'])).toMatch(/"filesystems":\[\]/);
  const bare = of('history', ['gateway', 'wifi', 'cpu', 'memory']);
  expect(bare).not.toMatch(/"(?:gatewayMs|gatewayLost|signalDbm|loadPercent|memoryUsedPercent)":[^n]/);
  expect(of('usb', SECTION_GROUPS.machine)).toBe('{"key":"usb","status":"removed"}');
});
