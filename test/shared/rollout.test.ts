import fc from 'fast-check';
import { compare } from 'semver';
import { describe, expect, test } from 'vitest';
import { version, type Release, type Rollout } from '../../src/shared/model/update';
import { compareVersions } from '../../src/shared/rules/compare-versions';
import { decide, isAmongSome, type UpdateFacts } from '../../src/shared/rules/rollout';

const DAY = { releasedAt: '2026-11-01T00:00:00.000Z', expiresAt: '2027-02-01T00:00:00.000Z' } as const;
const file = (over: Partial<Release['files'][number]> = {}): Release['files'][number] => ({
  platform: 'linux',
  arch: 'x64',
  kind: 'appimage',
  name: 'deskside.AppImage',
  size: 1,
  sha512: `${'A'.repeat(86)}==`,
  ...over,
});
const release = (over: Partial<Release> = {}): Release => ({
  format: 1,
  product: 'deskside-agent',
  version: '0.2.0',
  channel: 'stable',
  ...DAY,
  files: [
    file(),
    file({ kind: 'nsis-user', platform: 'windows' }),
    file({ kind: 'zip', platform: 'macos', arch: 'universal' }),
  ],
  notes: '',
  ...over,
});
const rollout = (over: Partial<Rollout> = {}): Rollout => ({
  channel: 'stable',
  version: '0.2.0',
  ring: 'all',
  paused: false,
  minimumVersion: null,
  ...over,
});
const facts = (over: Partial<UpdateFacts> = {}): UpdateFacts => ({
  version: '0.1.0',
  platform: 'linux',
  arch: 'x64',
  package: 'appimage',
  channel: 'stable',
  ring: 'auto',
  updates: 'automatic',
  ...over,
});

/** Ids whose place in the ring `some` is known, found once for this version. */
const ids = Array.from({ length: 200 }, (_, n) => `018f7e00-0000-7000-8000-${String(n).padStart(12, '0')}`);
const early = ids.find((id) => isAmongSome(id, '0.2.0')) ?? '';
const late = ids.find((id) => !isAmongSome(id, '0.2.0')) ?? '';

const cases: [
  string,
  string,
  {
    id?: string;
    facts?: Partial<UpdateFacts> | null;
    release?: Partial<Release> | null;
    rollout?: Partial<Rollout> | null;
  },
][] = [
  ['everybody when the ring is all', 'offered', {}],
  ['nobody knows the device', 'not-heard', { facts: null }],
  ['nothing is published', 'no-release', { release: null }],
  ['it is published without a rollout', 'no-release', { rollout: null }],
  ['the release is of another channel', 'no-release', { facts: { channel: 'preview' } }],
  ['the rollout is of another version', 'no-release', { rollout: { version: '0.1.9' } }],
  ['it runs already', 'current', { facts: { version: '0.2.0' } }],
  ['the device is ahead', 'current', { facts: { version: '0.3.0-preview.1' } }],
  ['a preview runs before its release', 'offered', { facts: { version: '0.2.0-preview.4' } }],
  ['the version is none', 'offered', { facts: { version: 'dev build' } }],
  ['deb', 'package-manager', { facts: { package: 'deb' } }],
  ['rpm', 'package-manager', { facts: { package: 'rpm' } }],
  ['msi', 'deployment-tool', { facts: { package: 'msi', platform: 'windows' } }],
  ['pkg', 'deployment-tool', { facts: { package: 'pkg', platform: 'macos' } }],
  ['dmg', 'deployment-tool', { facts: { package: 'dmg', platform: 'macos' } }],
  ['tar', 'deployment-tool', { facts: { package: 'tar' } }],
  ['portable', 'deployment-tool', { facts: { package: 'portable', platform: 'windows' } }],
  ['a checkout', 'deployment-tool', { facts: { package: 'none' } }],
  ['a zip of Windows', 'deployment-tool', { facts: { package: 'zip', platform: 'windows' } }],
  [
    'a zip of macOS, for all processors',
    'offered',
    { facts: { package: 'zip', platform: 'macos', arch: 'arm64' } },
  ],
  ['nsis for one person', 'offered', { facts: { package: 'nsis-user', platform: 'windows' } }],
  ['nsis for everybody', 'deployment-tool', { facts: { package: 'nsis', platform: 'windows' } }],
  ['policy says off', 'off-by-policy', { facts: { updates: 'off' } }],
  [
    'policy says off, below the minimum',
    'off-by-policy',
    { facts: { updates: 'off' }, rollout: { minimumVersion: '0.2.0' } },
  ],
  ['no file for this processor', 'no-file', { facts: { arch: 'arm64' } }],
  ['paused', 'paused', { rollout: { paused: true } }],
  [
    'paused, also for pilots',
    'paused',
    { rollout: { paused: true, ring: 'pilot' }, facts: { ring: 'pilot' } },
  ],
  ['paused, also below the minimum', 'paused', { rollout: { paused: true, minimumVersion: '0.2.0' } }],
  ['ring pilot', 'ring', { rollout: { ring: 'pilot' } }],
  ['ring pilot, a pilot', 'offered', { rollout: { ring: 'pilot' }, facts: { ring: 'pilot' } }],
  ['ring some, a pilot', 'offered', { id: late, rollout: { ring: 'some' }, facts: { ring: 'pilot' } }],
  ['ring some, one of the ten', 'offered', { id: early, rollout: { ring: 'some' } }],
  ['ring some, one of the ninety', 'ring', { id: late, rollout: { ring: 'some' } }],
  [
    'ring some, one of the ten that wants to be last',
    'ring',
    { id: early, rollout: { ring: 'some' }, facts: { ring: 'last' } },
  ],
  ['ring all, last', 'offered', { facts: { ring: 'last' } }],
  [
    'below the minimum, whatever the ring',
    'offered',
    { rollout: { ring: 'pilot', minimumVersion: '0.1.1' }, facts: { ring: 'last' } },
  ],
  ['at the minimum', 'ring', { rollout: { ring: 'pilot', minimumVersion: '0.1.0' } }],
];

describe('who gets a release', () => {
  test.each(cases)('%s: %s', (_name, reason, given) => {
    const answer = decide({
      device: { id: given.id ?? late, facts: given.facts === null ? null : facts(given.facts) },
      release: given.release === null ? null : release(given.release),
      rollout: given.rollout === null ? null : rollout(given.rollout),
    });
    expect(answer).toBe(reason);
  });

  test('about ten of a hundred are among some, and others for the next version', () => {
    const many = Array.from(
      { length: 20_000 },
      (_, n) => `018f7e00-${n.toString(16).padStart(4, '0')}-7000-8000-0000deadbeef`,
    );
    const now = new Set(many.filter((id) => isAmongSome(id, '0.2.0')));
    const next = many.filter((id) => isAmongSome(id, '0.3.0'));
    expect(now.size / many.length).toBeGreaterThan(0.09);
    expect(now.size / many.length).toBeLessThan(0.11);
    expect(next.filter((id) => now.has(id)).length / next.length).toBeLessThan(0.15);
  });
});

describe('which version is newer', () => {
  const number = fc.integer({ min: 0, max: 12 });
  const part = fc.stringMatching(/^(?:0|[1-9]\d?|[a-z][a-z0-9-]{0,3})$/);
  const versions = fc
    .tuple(number, number, number, fc.array(part, { maxLength: 3 }))
    .map(([a, b, c, preview]) => `${a}.${b}.${c}${preview.length > 0 ? `-${preview.join('.')}` : ''}`);

  test('is what the semver package says', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        fc.pre(version.safeParse(a).success && version.safeParse(b).success);
        expect(Math.sign(compareVersions(a, b))).toBe(compare(a, b));
      }),
      { numRuns: 2_000 },
    );
  });
});
