import { describe, expect, it } from 'vitest';
import { offerFor } from '../../../src/desk/features/updates/offer';
import type { PublishedRelease } from '../../../src/desk/features/updates/release-store';
import type { Rollout } from '../../../src/shared/model/update';
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
  const channel = 'stable' as const;
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
});
