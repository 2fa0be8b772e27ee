import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stores } from '../../../src/desk/features/storage';
import { offerFor, updateStanding } from '../../../src/desk/features/updates/offer';
import type { PublishedRelease } from '../../../src/desk/features/updates/release-store';
import { Updates, type UpdatesDeps } from '../../../src/desk/features/updates/updates';
import { CHANNELS, PACKAGE_KINDS, RINGS, type Channel, type Rollout } from '../../../src/shared/model/update';
import { compareVersions } from '../../../src/shared/rules/compare-versions';
import type { UpdateFacts } from '../../../src/shared/rules/rollout';

const FACTS: UpdateFacts = {
  version: '0.1.0',
  platform: 'linux',
  arch: 'x64',
  package: 'appimage',
  channel: 'stable',
  ring: 'last',
  updates: 'automatic',
};

function published(version: string, rollout: Partial<Rollout>): PublishedRelease {
  const { channel = 'stable' } = rollout;
  const file = { platform: 'linux', arch: 'x64', kind: 'appimage', name: 'a', size: 1, sha512: '' } as const;
  return {
    channel,
    version,
    folder: version,
    signed: { payload: version, keyId: '', signature: '' },
    release: {
      format: 1,
      product: 'deskside-agent',
      version,
      channel,
      releasedAt: '',
      expiresAt: '',
      files: [file],
      notes: '',
    },
    files: [],
    publishedAt: '',
    rollout: { channel, version, ring: 'all', paused: false, minimumVersion: null, ...rollout },
  };
}

describe('what is offered', () => {
  const newest = published('0.3.0', { ring: 'pilot' });
  const before = published('0.2.0', {});
  const offer = (facts: Partial<UpdateFacts> | null, list = [newest, before]) => {
    const { reason, release } = offerFor({ id: 'd', facts: facts && { ...FACTS, ...facts } }, list);
    return [reason, release?.payload ?? null];
  };

  it.each([
    ['the newest whose turn it is', {}, ['offered', '0.2.0']],
    ['the newest to pilots', { ring: 'pilot' }, ['offered', '0.3.0']],
    ['nothing to who runs the newest', { version: '0.3.0' }, ['current', null]],
    ['nothing to who waits for the newest', { version: '0.2.0' }, ['ring', null]],
    ['nothing on another channel', { channel: 'preview' }, ['no-release', null]],
    ['nothing to a package of the system', { package: 'deb' }, ['package-manager', null]],
    ['nothing to who was never heard', null, ['not-heard', null]],
  ] as const)('%s', (_what, facts, expected) => {
    expect(offer(facts)).toEqual(expected);
  });

  it('is what came before a release that is paused', () => {
    expect(offer({ ring: 'pilot' }, [published('0.3.0', { paused: true }), before])).toEqual([
      'offered',
      '0.2.0',
    ]);
    expect(offer({ version: '0.2.0' }, [published('0.3.0', { paused: true }), before])).toEqual([
      'paused',
      null,
    ]);
  });

  it('is what the console says of the device, whatever is published and whoever asks', async () => {
    const versions = ['0.1.0', '0.2.0', '0.2.1-preview.1', '0.3.0'] as const;
    const facts = fc.record<UpdateFacts>({
      version: fc.constantFrom(...versions, 'a build'),
      platform: fc.constantFrom('windows', 'macos', 'linux'),
      arch: fc.constantFrom('x64', 'arm64', 'other'),
      package: fc.constantFrom(...PACKAGE_KINDS),
      channel: fc.constantFrom(...CHANNELS),
      ring: fc.constantFrom('auto', 'pilot', 'last'),
      updates: fc.constantFrom('automatic', 'off'),
    });
    const rollout = fc.record({
      ring: fc.constantFrom(...RINGS),
      paused: fc.boolean(),
      minimumVersion: fc.constantFrom(null, '0.2.0'),
    });
    const releases = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...versions), fc.constantFrom(...CHANNELS), rollout),
      { selector: ([version, channel]) => `${version} ${channel}`, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(facts, releases, fc.uuid(), async (device, rolledOut, id) => {
        const list = rolledOut
          .map(([version, channel, how]) => published(version, { ...how, channel }))
          .toSorted((a, b) => compareVersions(b.version, a.version));
        const stores = {
          releases: {
            list: async (channel?: Channel) =>
              list.filter((one) => channel === undefined || one.channel === channel),
          },
        };
        const storage = { read: (work: (all: typeof stores) => unknown) => work(stores) };
        const updates = new Updates({ storage } as unknown as UpdatesDeps);
        const answered = await updates.offer({ id }, device);
        const standing = await updateStanding(stores as unknown as Stores);
        expect(answered).toMatchObject({ ok: true, value: { reason: standing({ id, facts: device }) } });
      }),
      { numRuns: 500 },
    );
  });
});
