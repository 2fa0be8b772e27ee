import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecrets } from '../../../src/desk/adapters/secrets-file';
import { systemClock } from '../../../src/desk/app/system-clock';
import { DeskIdentity, verifySignature } from '../../../src/desk/features/devices/desk-identity';
import { Policies } from '../../../src/desk/features/policy/policies';
import { reissuePolicy } from '../../../src/desk/features/policy/reissue';
import { openDeskPolicy } from '../../../src/main/policy/desk-policy';
import { ok } from '../../../src/shared/base/result';
import type { ToDevice } from '../../../src/shared/contract/wire';
import {
  deskPolicy,
  policyText,
  type DeskPolicy,
  type PolicySettings,
  type SignedPolicy,
} from '../../../src/shared/model/policy';
import { SETTING_KEYS, SETTINGS } from '../../../src/shared/policy/settings';
import { startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import type { FakeDevice } from '../../support/fake-device';

describe('the desk’s policy', () => {
  let desk: TestDesk;
  let administrator: DeskClient;
  beforeEach(async () => {
    desk = await startTestDesk();
    administrator = await desk.administrator();
  });
  afterEach(() => desk.close());

  const change = (revision: number, settings: PolicySettings, by = administrator) =>
    by.call('changePolicy', { body: { revision, settings } });
  const trail = async () =>
    (await administrator.get('audit', { query: { limit: 200 } })).filter(
      ({ action }) => action === 'policy.changed',
    );

  function verified({ payload, signature }: SignedPolicy, device: FakeDevice): DeskPolicy {
    expect(verifySignature(device.policyPublicKey, policyText(payload), signature)).toBe(true);
    expect(verifySignature(device.deskPublicKey, policyText(payload), signature), 'the desk’s key').toBe(
      false,
    );
    return deskPolicy.parse(JSON.parse(payload));
  }

  it('decides nothing at first, and sends nothing then', async () => {
    expect(await administrator.get('policy', {})).toEqual({
      revision: 0,
      settings: {},
      changedAt: null,
      changedBy: null,
    });
    const agent = await desk.connectDevice(await desk.device());
    // Events come in order, and what is told at once would stand before the answer to this one.
    await agent.send('device:status', { assist: null });
    expect(agent.received.filter(({ event }) => event === 'policy:changed')).toEqual([]);
  });

  it('reaches every connected device signed, and each that connects later', async () => {
    const [first, second, late] = [await desk.device(), await desk.device(), await desk.device()];
    const agents = [await desk.connectDevice(first), await desk.connectDevice(second)];
    const changed = await change(0, { HOTKEY: 'none', CHECK_HOSTS: ['mail.example.org:8443'] });
    expect(changed.value).toMatchObject({ revision: 1, changedBy: 'Ada Admin' });
    for (const [index, agent] of agents.entries()) {
      const told = await agent.next<ToDevice['policy:changed']>('policy:changed');
      expect(verified(told, [first, second][index]!)).toEqual({
        format: 1,
        deskId: first.deskId,
        revision: 1,
        issuedAt: changed.value.changedAt,
        settings: { HOTKEY: 'none', CHECK_HOSTS: ['mail.example.org:8443'] },
      });
    }
    await change(1, { HOTKEY: 'Control+Alt+J' });
    const told = await agents[0]!.next<ToDevice['policy:changed']>('policy:changed');
    expect(verified(told, first)).toMatchObject({ revision: 2, settings: { HOTKEY: 'Control+Alt+J' } });
    const agent = await desk.connectDevice(late);
    expect(verified(await agent.next('policy:changed'), late)).toMatchObject({ revision: 2 });

    await desk.desk.stop();
    const again = await startTestDesk({ dataDir: desk.dataDir });
    Object.assign(late, { url: again.url });
    const returned = await again.connectDevice(late);
    expect(verified(await returned.next('policy:changed'), late)).toMatchObject({ revision: 2 });
    await again.close();
  });

  it('is changed only by who has seen what it is, and by administrators', async () => {
    const technician = await desk.person('technician');
    expect((await change(0, { TRAY: false }, technician)).problem?.code).toBe('forbidden');
    expect((await technician.get('policy', {})).revision).toBe(0);
    const answers = await Promise.all(
      ['Control+Alt+A', 'Control+Alt+B', 'none'].map((HOTKEY) => change(0, { HOTKEY })),
    );
    const codes = answers.map(({ problem }) => problem?.code ?? 'changed');
    expect(codes.toSorted()).toEqual(['changed', 'stale', 'stale']);
    expect((await change(5, {})).problem?.code).toBe('stale');
    expect((await administrator.get('policy', {})).revision).toBe(1);
    expect(await trail()).toHaveLength(1);
  });

  it('is refused as a whole where one setting does not hold, naming it', async () => {
    const wrong: [PolicySettings, string][] = [
      [{ HOTKEY: 'H' }, 'HOTKEY: wrong-value'],
      [{ hotkey: 'none' }, 'hotkey: unknown-setting'],
      [{ NO_SUCH: null }, 'NO_SUCH: unknown-setting'],
      [{ SERVER_URL: 'https://evil.example' }, 'SERVER_URL: not-from-here'],
      [{ ENROLL_TOKEN: 'abcdefghijkl' }, 'ENROLL_TOKEN: not-from-here'],
      [{ KEEP_DATA: true }, 'KEEP_DATA: not-from-here'],
      [{ ATTENDED_ONLY: false }, 'ATTENDED_ONLY: below-floor'],
      [{ REQUIRE_CONSENT: false, TRAY: 'perhaps' }, 'REQUIRE_CONSENT: below-floor'],
      [{ SHOW_INDICATOR: false }, 'SHOW_INDICATOR: below-floor'],
    ];
    for (const [settings, told] of wrong) {
      const { problem } = await change(0, { LANGUAGE: 'de', ...settings });
      expect(problem).toMatchObject({ code: 'invalid-input' });
      expect(JSON.stringify(problem)).toContain(told);
    }
    expect((await administrator.get('policy', {})).revision).toBe(0);
    expect(await trail()).toEqual([]);
  });

  it('takes every setting the desk may decide, and keeps it as agents will read it', async () => {
    const settings: PolicySettings = {};
    for (const key of SETTING_KEYS) {
      const { name, from, kind, fallback } = SETTINGS[key];
      const mayDesk = (from as readonly string[]).includes('desk');
      if (mayDesk) settings[name] = kind.is === 'list' ? [] : (fallback as boolean | string);
    }
    const { value, problem } = await change(0, settings);
    expect(problem).toBeNull();
    expect(value.settings).toEqual(settings);
    const loose = await change(1, {
      TRAY: 'false',
      SHOW_IDENTIFIERS: 'ssid, mac',
      HOTKEY: '',
      LANGUAGE: null,
    });
    expect(loose.value.settings).toEqual({ TRAY: false, SHOW_IDENTIFIERS: ['ssid', 'mac'] });
  });

  it('leaves the names of what changed in the trail, and no values', async () => {
    await change(0, { CHECK_HOSTS: ['internal.example.org'], TRAY: true });
    await change(1, { CHECK_HOSTS: ['other.example.org'], TRAY: true, LANGUAGE: 'de' });
    const entries = await trail();
    expect(entries.map(({ details }) => details)).toEqual([
      { revision: 2, settings: 'CHECK_HOSTS LANGUAGE' },
      { revision: 1, settings: 'CHECK_HOSTS TRAY' },
    ]);
  });

  it('that comes out of an older backup is followed by agents that had followed it further', async () => {
    const device = await desk.device();
    const pinned = { deskId: device.deskId, policyKey: device.policyPublicKey };
    const toldNow = async (): Promise<SignedPolicy> => {
      const signed = await new Policies({
        storage: desk.desk.storage,
        clock: systemClock,
        identity: new DeskIdentity(await loadSecrets(desk.dataDir)),
        announce: { toDevices: () => undefined },
      }).signed();
      if (!signed.ok || signed.value === null) throw new Error('there is no policy');
      return signed.value;
    };
    const followed = async (inForce: DeskPolicy | null): Promise<DeskPolicy> => {
      const opened = openDeskPolicy(await toldNow(), pinned, inForce);
      if (!opened.ok) throw new Error(opened.fault.detail);
      return opened.value;
    };
    const { storage } = desk.desk;
    await change(0, { HOTKEY: 'none' });
    const backup = await storage.read(async ({ policy }) => ok(await policy.current()));
    if (!backup.ok || backup.value === null) throw new Error('there is no policy');
    const { value: atBackup } = backup;
    await change(1, { HOTKEY: 'none', TRAY: false });
    await change(2, { TRAY: false });
    let inForce = await followed(null);
    expect(inForce.revision).toBe(3);

    const now = Date.parse('2026-11-22T08:00:00.000Z');
    for (const restoredAt of [now, now + 3_600_000]) {
      await storage.write(({ policy }) => policy.replace(atBackup).then(() => ok()));
      await expect(followed(inForce), 'as it lies in the backup').rejects.toThrow('is older than');
      await storage.write((stores) => reissuePolicy(stores, restoredAt));
      inForce = await followed(inForce);
      expect(inForce.settings).toEqual({ HOTKEY: 'none' });
      // And it is changed from there on as before.
      expect((await change(inForce.revision, { TRAY: false })).problem).toBeNull();
      inForce = await followed(inForce);
      expect(inForce.settings).toEqual({ TRAY: false });
    }
    expect((await trail()).filter(({ details }) => details['restored'] === true)).toHaveLength(2);
  });
});
