import { describe, expect, test } from 'vitest';
import { report as reportSchema, type Report, type Section } from '../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../src/shared/model/section-keys';
import { redactReport } from '../../src/shared/rules/redact';
import { MASK_ALL } from '../../src/shared/rules/redact/context';
import { JANE } from '../support/redaction';
import { HEALTHY, reportOf } from '../support/report';
import { SECRETS } from './fixtures/secrets';

const jane = { ...JANE, userNames: ['jane.miller'], homeFolders: ['/home/jane.miller'] };
const FULL = reportOf({
  events: {
    since: '2026-11-20T09:00:00.000Z',
    total: 1,
    groups: [
      {
        source: 'wpa_supplicant',
        kind: 'error',
        subject: 'wlan0',
        message: 'no answer',
        count: 1,
        firstAt: '2026-11-21T09:00:00.000Z',
        lastAt: '2026-11-21T09:00:00.000Z',
      },
    ],
  },
});

type Path = readonly (string | number)[];

/** Where the strings of a value are. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => leaves(entry, [...path, key]));
}

function put(report: Report, path: Path, text: string): Report {
  const copy = structuredClone(report);
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown>)[key];
  (at as Record<string | number, unknown>)[path.at(-1) ?? ''] = text;
  return copy;
}

/** Only the section of that place, which is enough and much quicker. */
function alone(report: Report, [first, index]: Path): Report {
  if (first !== 'sections') return report;
  return { ...report, sections: report.sections.filter((_section, at) => at === Number(index)) };
}

/** A secret that fits the shortest field, and a few of other kinds. */
const SAMPLES = [
  { text: 'pw=Zq8', secret: 'Zq8' },
  { text: 'a@b.example', secret: 'a@b' },
  ...SECRETS.filter((_leak, index) => index % 40 === 0),
];

describe('every text of a report', () => {
  const places = leaves(FULL).filter((path) => reportSchema.safeParse(put(FULL, path, 'x')).success);

  test('is most of what the report says', () => {
    expect(places.length).toBeGreaterThan(100);
    const sections = new Set(places.map((path) => FULL.sections[Number(path[1])]?.key));
    expect(SECTION_KEYS.filter((key) => !sections.has(key))).toEqual([]);
  });

  test('loses its secret, and the report still fits its schema', () => {
    for (const path of places) {
      for (const { text, secret } of SAMPLES) {
        const planted = alone(put(FULL, path, text), path);
        if (!reportSchema.safeParse(planted).success) continue;
        const masked = redactReport(planted, jane);
        expect(JSON.stringify(masked), path.join('.')).not.toContain(secret);
        expect(reportSchema.safeParse(masked).success, path.join('.')).toBe(true);
      }
    }
  });

  test('grows out of no field', () => {
    // The mask of an access point is longer than its address.
    const command = '3c:22:fb:aa:bb:cc '.repeat(28).slice(0, 500);
    const wifi = [{ ...HEALTHY.wifi[0]!, bssid: '3c:22:fb:aa:bb:cc' }];
    const masked = redactReport(reportOf({ wifi, startup: [{ ...HEALTHY.startup[0]!, command }] }), jane);
    expect(reportSchema.safeParse(masked).success).toBe(true);
  });

  test('also of a section that could not be had, whose reason quotes a program', () => {
    const detail = 'ssh: --password=Zq8rT5wK9 refused';
    const failed: Section[] = [
      { key: 'cpu', status: 'failed', tookMs: 1, source: '', reason: 'program-failed', detail },
      { key: 'vpn', status: 'not-applicable', tookMs: 1, source: '', detail },
    ];
    expect(JSON.stringify(redactReport({ ...FULL, sections: failed }, jane))).not.toContain('Zq8rT5wK9');
  });
});

const data = (report: Report, key: string) => {
  const found = report.sections.find((section) => section.key === key);
  return found?.status === 'collected' ? (found.data as unknown) : null;
};

describe('what names a device, a network or a person in its own field', () => {
  const group = {
    source: 'wpa_supplicant',
    kind: 'error' as const,
    subject: 'Stone Family',
    message:
      'left Stone Family (3c:22:fb:aa:bb:cc) for bob.stone; disk S3Z9NB0K123456 next to 3c:22:fb:11:22:33, StoneFamilyBar',
    count: 1,
    firstAt: '2026-11-21T09:00:00.000Z',
    lastAt: '2026-11-21T09:00:00.000Z',
  };
  const planted = reportOf({
    system: { ...HEALTHY.system, serial: 'PF2ABCDE' },
    disks: [{ ...HEALTHY.disks[0]!, serial: 'S3Z9NB0K123456' }],
    wifi: [{ ...HEALTHY.wifi[0]!, ssid: 'Stone Family', bssid: '3c:22:fb:aa:bb:cc' }],
    users: {
      ...HEALTHY.users,
      loggedIn: [
        { name: 'jane.miller', session: 'tty2', since: null, current: true },
        { name: 'CORP\\bob.stone', session: 'rdp-1', since: null, current: false },
        { name: 'root', session: 'tty3', since: null, current: false },
      ],
    },
    events: { since: '2026-11-20T09:00:00.000Z', total: 1, groups: [group] },
    changes: {
      since: '2026-11-20T09:00:00.000Z',
      days: 3,
      more: 0,
      entries: [
        {
          kind: 'wifi-changed',
          section: 'wifi',
          subject: 'wlan0',
          before: 'Cafe Corner',
          after: 'Stone Family',
          seenAt: '2026-11-21T09:00:00.000Z',
          weight: 40,
        },
      ],
    },
  });
  const masked = redactReport(planted, jane);

  test('is masked there, and keeps what is useful', () => {
    expect(data(masked, 'system')).toMatchObject({ serial: '•••BCDE' });
    expect(data(masked, 'disks')).toMatchObject([{ serial: '•••3456' }]);
    expect(data(masked, 'wifi')).toMatchObject([
      {
        ssid: expect.stringMatching(/^••• \([0-9a-f]{4}\)$/) as string,
        bssid: expect.stringMatching(/^3c:22:fb:••• \([0-9a-f]{4}\)$/) as string,
      },
    ]);
    expect(data(masked, 'interfaces')).toContainEqual(expect.objectContaining({ mac: '3c:22:fb:•••' }));
    expect(data(masked, 'users')).toMatchObject({
      loggedIn: [
        { name: '•••', current: true },
        { name: '•••', current: false },
        { name: 'root', current: false },
      ],
    });
  });

  test('is masked in the same way wherever else it turns up', () => {
    const [wifi] = data(masked, 'wifi') as { ssid: string; bssid: string }[];
    const events = data(masked, 'events') as { groups: { subject: string; message: string }[] };
    expect(events.groups[0]).toMatchObject({
      subject: wifi?.ssid,
      message: `left ${wifi?.ssid} (${wifi?.bssid}) for •••; disk •••3456 next to 3c:22:fb:•••, StoneFamilyBar`,
    });
    const changes = data(masked, 'changes') as { entries: { before: string; after: string }[] };
    expect(changes.entries[0]?.after).toBe(wifi?.ssid);
    expect(changes.entries[0]?.before).toMatch(/^••• \([0-9a-f]{4}\)$/);
    expect(changes.entries[0]?.before).not.toBe(wifi?.ssid);
  });

  test('has another mark on another computer', () => {
    const elsewhere = redactReport(planted, { ...jane, salt: 'another computer' });
    expect(data(elsewhere, 'wifi')).not.toEqual(data(masked, 'wifi'));
  });

  test('masking twice is masking once', () => {
    expect(redactReport(masked, jane)).toEqual(masked);
  });

  test('stays where IT operations wants to see it', () => {
    const shown = redactReport(planted, { ...jane, policy: { ...MASK_ALL, serial: 'show', ssid: 'show' } });
    expect(data(shown, 'system')).toMatchObject({ serial: 'PF2ABCDE' });
    expect(data(shown, 'wifi')).toMatchObject([{ ssid: 'Stone Family' }]);
    expect(JSON.stringify(shown)).not.toContain('aa:bb:cc');
  });
});

test('what makers write in place of a serial number names nothing and stays', () => {
  for (const serial of ['To be filled by O.E.M.', 'Default string', 'None', '0']) {
    const masked = redactReport(reportOf({ system: { ...HEALTHY.system, serial } }), jane);
    expect(data(masked, 'system')).toMatchObject({ serial });
  }
});

test('a network that is called like a word of the report takes none of its words away', () => {
  const wifi = [{ ...HEALTHY.wifi[0]!, ssid: 'Linux' }];
  const masked = redactReport(reportOf({ wifi }), jane);
  expect(data(masked, 'os')).toEqual(data(redactReport(reportOf(), jane), 'os'));
  expect(JSON.stringify(data(masked, 'wifi'))).not.toContain('Linux');
});

test('a person who is called like a value of the schema does not break the report', () => {
  const context = { ...jane, userNames: ['wired', 'good', 'clean', 'cpu', 'collected'] };
  expect(reportSchema.safeParse(redactReport(FULL, context)).success).toBe(true);
});

test('a healthy report keeps its numbers, keys and order, and loses nothing but names', () => {
  const masked = redactReport(FULL, jane);
  const changed = leaves(FULL).filter((path) => at(FULL, path) !== at(masked, path));
  const fields = new Set(changed.map((path) => String(path.at(-1))));
  expect([...fields].filter((field) => !['ssid', 'bssid', 'mac', 'serial', 'name'].includes(field))).toEqual(
    [],
  );
  expect(masked.sections.map((section: Section) => section.key)).toEqual(SECTION_KEYS);
});

function at(report: Report, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], report);
}
