import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { baseline, type Baseline } from '../../../src/shared/rules/changes/baseline';
import { changesBetween } from '../../../src/shared/rules/changes/changes-between';
import { changesSince } from '../../../src/shared/rules/changes/changes-since';
import { day } from './baselines';

const at = (date: number, hour = 9) =>
  `2026-11-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const dns = (server: string) => ({ dns: { servers: [server], searchDomains: [] } });
const software = (...names: string[]) => ({
  software: { versions: Object.fromEntries(names.map((name) => [name, '1.0'])), whole: true },
});

describe('what it is compared with', () => {
  test('nothing remembered yet', () => {
    expect(changesSince([], day(dns('a'), at(20)))).toEqual({ since: null, days: 0, entries: [], more: 0 });
  });

  test('the newest good day before today', () => {
    const days = [
      day(dns('a'), at(17)),
      day(dns('b'), at(18)),
      day(dns('c'), at(19), false),
      day(dns('d'), at(20, 7)),
    ];
    expect(changesSince(days, day(dns('e'), at(20)))).toMatchObject({
      since: at(18),
      days: 4,
      entries: [{ kind: 'dns-changed', before: 'b', after: 'e' }],
    });
  });

  test('the oldest there is where no day was good, also of today', () => {
    const days = [day(dns('a'), at(18), false), day(dns('b'), at(19), false)];
    expect(changesSince(days, day(dns('c'), at(20)))).toMatchObject({ since: at(18) });
    expect(changesSince([day(dns('a'), at(20, 7))], day(dns('b'), at(20)))).toMatchObject({
      since: at(20, 7),
      entries: [{ kind: 'dns-changed' }],
    });
  });

  test('a day from a clock that ran ahead is no day before', () => {
    expect(changesSince([day(dns('a'), at(28))], day(dns('b'), at(20)))).toMatchObject({ since: null });
  });
});

describe('when it was seen first', () => {
  const base = day({ ...dns('a'), ...software() }, at(15));
  const seen = (days: Baseline[], now: Baseline) =>
    changesSince(days, now).entries.map((entry) => [entry.subject || entry.kind, entry.seenAt]);

  test('by the first look that showed it; newest first, then the heavier', () => {
    const days = [
      base,
      day({ ...dns('b'), ...software() }, at(16), false),
      day({ ...dns('b'), ...software('vlc') }, at(17), false),
    ];
    const now = day({ ...dns('b'), ...software('vlc', 'gimp', 'libxml2') }, at(18));
    expect(seen(days, now)).toEqual([
      ['gimp', at(18)],
      ['libxml2', at(18)],
      ['vlc', at(17)],
      ['dns-changed', at(16)],
    ]);
  });

  test('a look that did not know the section does not interrupt; one that showed it otherwise does', () => {
    const unknown = day({}, at(17), false);
    const changed = day(dns('b'), at(16), false);
    expect(seen([base, changed, unknown], day(dns('b'), at(18)))).toEqual([['dns-changed', at(16)]]);
    const back = day(dns('a'), at(17), false);
    expect(seen([base, changed, back], day(dns('b'), at(18)))).toEqual([['dns-changed', at(18)]]);
  });

  test('a restart says itself when it was, however often there were others', () => {
    const up = (bootedAt: string, look: string) => ({
      uptime: { seconds: (Date.parse(look) - Date.parse(bootedAt)) / 1000, bootedAt, lastEnd: 'clean' },
    });
    const days = [
      day(up(at(14), at(15)), at(15)),
      day(up(at(16, 8), at(16)), at(16), false),
      day(up(at(17, 8), at(17)), at(17), false),
    ];
    const now = day(up(at(17, 8), at(18)), at(18));
    expect(seen(days, now)).toEqual([['clean', at(17)]]);
  });
});

test('of more than fit, the heavy ones stay', () => {
  const many = Array.from({ length: 300 }, (_, index) => [`lib${index}`, `${index}.0`] as const);
  const before = day({ ...dns('a'), ...software() }, at(18));
  const versions = Object.fromEntries(many);
  const now = day({ ...dns('b'), software: { versions, whole: true } }, at(20));
  const middle = day(dns('b'), at(19), false);
  const { entries, more } = changesSince([before, middle], now);
  expect(entries).toHaveLength(120);
  expect(more).toBe(181);
  expect(entries.at(-1)).toMatchObject({ kind: 'dns-changed', seenAt: at(19) });
});

/** Words of every length a baseline takes, from few enough to meet again. */
const word = fc.oneof(
  fc.constantFrom('a', 'b', '10.0.0.1', '__proto__', 'x'.repeat(500)),
  fc.string({ maxLength: 500 }),
);
const words = fc.array(word, { maxLength: 6 });
const time = fc.integer({ min: 0, max: 4e12 }).map((value) => new Date(value).toISOString());
const size = fc.double({ min: 0, max: 1e15, noNaN: true });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const list = <T>(value: fc.Arbitrary<T>) => maybe(fc.array(value, { maxLength: 5 }));
const driven = fc.record({ name: word, driver: maybe(word) });
const switched = fc.record({ name: word, enabled: maybe(fc.boolean()) });
const anyFacts = fc.record({
  system: maybe(fc.record({ firmware: maybe(word) })),
  os: maybe(fc.record({ name: word, version: word, build: maybe(word), kernel: word, timeZone: word })),
  uptime: maybe(fc.record({ seconds: size, bootedAt: time, lastEnd: word })),
  memory: maybe(fc.record({ totalBytes: size })),
  disks: maybe(words),
  filesystems: list(
    fc.record({ mount: word, type: word, role: word, sizeBytes: size, availableBytes: size }),
  ),
  graphics: list(driven),
  displays: list(fc.record({ name: word, width: size, height: size, scale: size })),
  audio: list(driven),
  cameras: maybe(words),
  printers: list(fc.record({ name: word, default: fc.boolean() })),
  usb: maybe(words),
  bluetooth: maybe(words),
  startup: maybe(words),
  services: maybe(fc.record({ running: words, failed: words, stopped: words, whole: fc.boolean() })),
  software: maybe(fc.record({ versions: fc.dictionary(word, word), whole: fc.boolean() })),
  security: maybe(
    fc.record({
      antivirus: fc.array(switched, { maxLength: 4 }),
      firewall: maybe(fc.boolean()),
      encryption: fc.array(switched, { maxLength: 4 }),
      secureBoot: maybe(fc.boolean()),
    }),
  ),
  interfaces: list(
    fc.record({
      name: word,
      kind: fc.constantFrom('wired', 'wireless', 'virtual'),
      up: fc.boolean(),
      driver: maybe(word),
      addresses: fc.array(word, { maxLength: 4 }),
    }),
  ),
  wifi: list(fc.record({ name: word, ssid: word, bssid: maybe(word) })),
  gateway: maybe(fc.record({ address: maybe(word) })),
  dns: maybe(fc.record({ servers: words, searchDomains: words })),
  proxy: maybe(fc.record({ mode: word, server: maybe(word), pacUrl: maybe(word), bypass: maybe(word) })),
  vpn: list(fc.record({ name: word, up: fc.boolean(), default: fc.boolean() })),
  tls: list(fc.record({ name: word, issuer: maybe(word) })),
});
const anyBaseline: fc.Arbitrary<Baseline> = fc.record({
  version: fc.constant(1 as const),
  at: time,
  good: fc.boolean(),
  facts: anyFacts,
});

test('from a day to itself nothing changes, whatever it knows', () => {
  fc.assert(
    fc.property(anyBaseline, (some) => {
      expect(changesBetween(some, some)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('whatever is remembered, the section fits its schema', () => {
  fc.assert(
    fc.property(fc.array(anyBaseline, { maxLength: 5 }), anyBaseline, (days, now) => {
      expect(baseline.safeParse(now).success).toBe(true);
      expect(SECTION_DATA.changes.safeParse(changesSince(days, now)).error).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
