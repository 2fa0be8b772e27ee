import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStorage } from '../../../src/desk/adapters/sqlite/sqlite-storage';
import { publicKeyOf } from '../../../src/desk/features/devices/desk-identity';
import { Enrollment } from '../../../src/desk/features/devices/enrollment';
import { EnrollmentTokens } from '../../../src/desk/features/devices/enrollment-tokens';
import type { StoredDevice } from '../../../src/desk/features/devices/device-store';
import type { Storage } from '../../../src/desk/features/storage';
import { ok } from '../../../src/shared/base/result';
import type { Admission } from '../../../src/shared/contract/api-people';
import type { AuditEntry } from '../../../src/shared/model/audit';
import { newId, type Id } from '../../../src/shared/model/ids';
import { ADMIT_ALL } from '../../support/desk';
import { FakeClock } from '../../support/fake-clock';
import { FakeDevice, type EnrollBody } from '../../support/fake-device';

const INSIDE = '10.1.2.3';
const OUTSIDE = '192.0.2.7';
const HOUR = 3_600_000;

describe('enrolment', () => {
  let folder: string;
  let storage: Storage;
  let clock: FakeClock;
  let enrollment: Enrollment;
  let tokens: EnrollmentTokens;
  let changed: Id[];
  beforeEach(async () => {
    folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'deskside-enroll-'));
    storage = openSqliteStorage(join(folder, 'deskside.db'));
    clock = new FakeClock();
    changed = [];
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = publicKeyOf(privateKey);
    enrollment = new Enrollment({
      storage,
      clock,
      identity: { deskId: newId(), publicKey: key, policyPublicKey: key },
      organization: 'Example Corp IT',
      news: { changed: (id) => void changed.push(id) },
    });
    tokens = new EnrollmentTokens(storage, clock);
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function issue(admission: Partial<Admission> = {}, uses = 1): Promise<{ id: Id; token: string }> {
    const request = { id: newId(), label: 'office', uses, hours: 1, ...ADMIT_ALL, ...admission };
    const issued = await tokens.issue(null, request);
    if (!issued.ok) throw new Error(issued.fault.detail);
    return issued.value;
  }
  const newcomer = (): FakeDevice => new FakeDevice('http://127.0.0.1');
  /** The status, or why not. */
  async function enroll(
    device: FakeDevice,
    token: string | null,
    fields: Partial<EnrollBody> = {},
    source = INSIDE,
  ): Promise<string> {
    const answer = await enrollment.enroll(device.enrollment(token, fields), source);
    return answer.ok ? answer.value.status : answer.fault.code;
  }
  async function stored(id: Id): Promise<StoredDevice | null> {
    const found = await storage.read(async ({ devices }) => ok(await devices.byId(id)));
    return found.ok ? found.value : null;
  }
  async function trail(action: AuditEntry['action']): Promise<AuditEntry[]> {
    const found = await storage.read(async ({ audit }) => ok(await audit.after(0, 1000)));
    return found.ok ? found.value.filter((entry) => entry.action === action) : [];
  }
  const write = (work: Parameters<Storage['write']>[0]): Promise<unknown> => storage.write(work);

  const RULES = {
    all: ADMIT_ALL,
    none: { ...ADMIT_ALL, approve: 'none' },
    'inside only': { ...ADMIT_ALL, approve: 'networks', networks: ['10.0.0.0/8', '2001:db8::/32'] },
  } as const;
  const SOURCES = { INSIDE, OUTSIDE, mapped: `::ffff:${INSIDE}`, v6: '2001:db8::7', unknown: '' } as const;
  const STATES = ['good', 'last use', 'used up', 'expired', 'revoked'] as const;
  const EXPECTED: Record<keyof typeof RULES, Record<keyof typeof SOURCES, string>> = {
    all: { INSIDE: 'active', OUTSIDE: 'active', mapped: 'active', v6: 'active', unknown: 'active' },
    none: { INSIDE: 'pending', OUTSIDE: 'pending', mapped: 'pending', v6: 'pending', unknown: 'pending' },
    'inside only': {
      INSIDE: 'active',
      OUTSIDE: 'pending',
      mapped: 'active',
      v6: 'active',
      unknown: 'pending',
    },
  };
  const MATRIX = Object.keys(RULES).flatMap((rule) =>
    Object.keys(SOURCES).flatMap((source) => STATES.map((state) => [rule, source, state] as const)),
  );

  it.each(MATRIX)('by a token that admits %s, from %s, when it is %s', async (rule, source, state) => {
    const { id, token } = await issue(RULES[rule as 'all'], state === 'last use' ? 1 : 2);
    if (state === 'used up') {
      await enroll(newcomer(), token);
      await enroll(newcomer(), token);
    }
    if (state === 'expired') clock.advance(HOUR);
    if (state === 'revoked') await write(async ({ devices }) => ok(await devices.revokeToken(id)));
    const device = newcomer();
    const open = state === 'good' || state === 'last use';
    const expected = open ? EXPECTED[rule as 'all'][source as 'INSIDE'] : 'token-refused';
    expect(await enroll(device, token, {}, SOURCES[source as 'INSIDE'])).toBe(expected);
    expect((await stored(device.id))?.status ?? 'token-refused').toBe(expected);
    expect(changed.includes(device.id)).toBe(open);
    // The same id and key again is the same answer, used up or not.
    expect(await enroll(device, token, {}, SOURCES[source as 'INSIDE'])).toBe(expected);
  });

  it('admits exactly one by the last use, of fifty who hurry, and writes nothing of the others', async () => {
    const { token } = await issue();
    const devices = Array.from({ length: 50 }, newcomer);
    const answers = await Promise.all(devices.map((device) => enroll(device, token)));
    expect(answers.filter((answer) => answer === 'active')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'token-refused')).toHaveLength(49);
    const listed = await storage.read(async (stores) => ok(await stores.devices.page({}, undefined, 100)));
    expect(listed).toMatchObject({ value: [{ status: 'active' }] });
    expect(await tokens.list()).toMatchObject({ value: [{ usesLeft: 0 }] });
    expect(await trail('device.enrolled')).toHaveLength(1);
  });

  it('lets the token say where a device stands, and joins its tags with the device’s own', async () => {
    const own = { site: 'Said by the device', tags: ['laptop', 'pilot'] };
    const device = newcomer();
    await enroll(device, (await issue({ site: 'Ulm', tags: ['pilot', 'sales'] })).token, own);
    expect(await stored(device.id)).toMatchObject({
      site: 'Ulm',
      tags: ['pilot', 'sales', 'laptop'],
      source: INSIDE,
      osUser: 'jane',
      machineTag: device.machine.tag,
      tokenLabel: 'office',
    });
    const free = newcomer();
    const many = Array.from({ length: 20 }, (_, index) => `own ${index}`);
    await enroll(free, (await issue({ tags: ['first'] })).token, { site: 'Said', tags: many });
    const kept = await stored(free.id);
    expect(kept).toMatchObject({ site: 'Said' });
    expect(kept?.tags).toHaveLength(20);
    expect(kept?.tags[0]).toBe('first');
  });

  it('refuses another key under a known id, and a known key under another id', async () => {
    const { token } = await issue({}, 9);
    const device = newcomer();
    await enroll(device, token);
    expect(await enroll(new FakeDevice('', device.id), token)).toBe('already-exists');
    expect(await enroll(device, token, { deviceId: newId() })).toBe('already-exists');
    expect(await tokens.list()).toMatchObject({ value: [{ usesLeft: 8 }] });
  });

  describe('of a copied disk', () => {
    let original: FakeDevice;
    let tokenId: Id;
    const onceMore = async (admission: Partial<Admission> = {}): Promise<void> => {
      original = newcomer();
      const { id, token } = await issue({ site: 'Ulm', tags: ['image'], ...admission });
      tokenId = id;
      await enroll(original, token);
    };
    const copied = (copy: FakeDevice, fields: Partial<EnrollBody> = {}, source = INSIDE) =>
      enroll(copy, null, { copyOf: original.copyProof(copy), site: 'Elsewhere', ...fields }, source);

    it('makes a device of its own where the original stood, and says so in the trail', async () => {
      await onceMore();
      const before = await stored(original.id);
      const copy = newcomer();
      expect(await copied(copy)).toBe('active');
      expect(await stored(copy.id)).toMatchObject({
        copyOf: original.id,
        cameBy: 'copy',
        site: 'Ulm',
        tags: ['image'],
      });
      expect(await stored(original.id)).toEqual(before);
      expect(await trail('device.copied')).toMatchObject([
        { subject: original.id, actor: { id: copy.id }, details: { as: copy.id, source: INSIDE } },
      ]);
      expect(await copied(copy), 'again').toBe('active');
      const grandchild = newcomer();
      const proof = { copyOf: copy.copyProof(grandchild) };
      expect(await enroll(grandchild, null, proof), 'a copy of the copy').toBe('active');
    });

    it.each([
      [{ approve: 'all' }, OUTSIDE, 'active'],
      [{ approve: 'none' }, INSIDE, 'pending'],
      [{ approve: 'networks', networks: ['10.0.0.0/8'] }, INSIDE, 'active'],
      [{ approve: 'networks', networks: ['10.0.0.0/8'] }, OUTSIDE, 'pending'],
    ] as const)(
      'follows the rule of the original’s token: %o from %s: %s',
      async (rule, source, expected) => {
        await onceMore({ ...rule, networks: [...('networks' in rule ? rule.networks : [])] });
        await write(async ({ devices }) => ok(await devices.approve([original.id])));
        expect(await copied(newcomer(), {}, source)).toBe(expected);
      },
    );

    it('is refused of an original that was revoked, waits with one that waits, and with a token taken back', async () => {
      await onceMore({ approve: 'none' });
      expect(await copied(newcomer())).toBe('device-pending');
      await write(async ({ devices }) => ok(await devices.revoke(original.id)));
      const copy = newcomer();
      expect(await copied(copy)).toBe('device-revoked');
      expect(await stored(copy.id)).toBeNull();
      await onceMore();
      await write(async ({ devices }) => ok(await devices.revokeToken(tokenId)));
      expect(await copied(newcomer())).toBe('pending');
    });

    it('needs the signature of the original’s key over this very device', async () => {
      await onceMore();
      const stranger = newcomer();
      const other = newcomer();
      const copy = newcomer();
      const forged = {
        'another key': { ...stranger.copyProof(copy), deviceId: original.id },
        'for another device': original.copyProof(other),
        'an unknown device': stranger.copyProof(copy),
        'no signature': { deviceId: original.id, signature: 'AAAA' },
      };
      for (const [how, copyOf] of Object.entries(forged)) {
        expect(await enroll(copy, null, { copyOf }), how).toBe('token-refused');
      }
      const otherKey = original.copyProof({ id: copy.id, publicKey: other.publicKey });
      expect(await enroll(copy, null, { copyOf: otherKey })).toBe('token-refused');
      expect(await stored(copy.id)).toBeNull();
      expect(await trail('device.refused')).toHaveLength(5);
    });

    it('goes by a token that holds, and by the copy where the token on the disk is used up', async () => {
      await onceMore();
      const { token } = await issue({ site: 'Bonn' });
      const first = newcomer();
      const second = newcomer();
      expect(await enroll(first, token, { copyOf: original.copyProof(first) })).toBe('active');
      expect(await enroll(second, token, { copyOf: original.copyProof(second) })).toBe('active');
      expect(await stored(first.id)).toMatchObject({ cameBy: 'token', copyOf: original.id, site: 'Bonn' });
      expect(await stored(second.id)).toMatchObject({ cameBy: 'copy', copyOf: original.id, site: 'Ulm' });
    });
  });

  describe('of a further person on a computer', () => {
    const colleague = (of: FakeDevice, hardware = of.machine.hardware): FakeDevice =>
      Object.assign(newcomer(), { machine: { tag: of.machine.tag, hardware } });

    it('needs no token where that of the computer says so', async () => {
      const first = newcomer();
      const { token } = await issue({ othersOnComputer: true, site: 'Ulm', tags: ['shared'] });
      await enroll(first, token);
      clock.advance(365 * 24 * HOUR);
      const second = colleague(first);
      expect(await enroll(second, null, { osUser: 'tom' })).toBe('active');
      expect(await stored(second.id)).toMatchObject({
        cameBy: 'computer',
        machineTag: first.machine.tag,
        site: 'Ulm',
        tags: ['shared'],
        osUser: 'tom',
        copyOf: null,
      });
      expect(await enroll(colleague(second), null), 'a third').toBe('active');
    });

    it('is refused otherwise', async () => {
      const alone = newcomer();
      await enroll(alone, (await issue()).token);
      expect(await enroll(colleague(alone), null), 'the token does not say so').toBe('token-refused');
      expect(await enroll(newcomer(), null), 'an unknown computer').toBe('token-refused');
      const waits = newcomer();
      await enroll(waits, (await issue({ othersOnComputer: true, approve: 'none' })).token);
      expect(await enroll(colleague(waits), null), 'the computer itself waits').toBe('token-refused');
      const shared = newcomer();
      const { id, token } = await issue({ othersOnComputer: true });
      await enroll(shared, token);
      const cloned = colleague(shared, [randomBytes(16).toString('hex')]);
      expect(await enroll(cloned, null), 'other hardware').toBe('token-refused');
      await write(async ({ devices }) => ok(await devices.revokeToken(id)));
      expect(await enroll(colleague(shared), null), 'the token was taken back').toBe('token-refused');
      await write(async ({ devices }) => ok(await devices.revoke(shared.id)));
      expect(await enroll(colleague(shared), null), 'the computer was revoked').toBe('token-refused');
    });
  });

  it('says that a revoked device is revoked, with its token or without', async () => {
    const device = newcomer();
    const { token } = await issue({}, 5);
    await enroll(device, token);
    await write(async ({ devices }) => ok(await devices.revoke(device.id)));
    expect(await enroll(device, token)).toBe('device-revoked');
    expect(await enroll(device, null)).toBe('device-revoked');
    expect(await tokens.list()).toMatchObject({ value: [{ usesLeft: 4 }] });
  });

  it('makes a source wait that tries tokens out, and nobody else, also not who shares its address', async () => {
    const { id, token } = await issue({ othersOnComputer: true }, 5);
    const first = newcomer();
    expect(await enroll(first, token, {}, OUTSIDE)).toBe('active');
    const guess = (secret: string | null) => enroll(newcomer(), secret, {}, OUTSIDE);
    for (const secret of [newId(), null]) {
      for (let count = 0; count < 60; count += 1) expect(await guess(secret)).toBe('token-refused');
      expect(await guess(secret)).toBe('rate-limited');
    }
    const copy = newcomer();
    const forged = { deviceId: first.id, signature: newcomer().copyProof(copy).signature };
    expect(await enroll(copy, null, { copyOf: forged }, OUTSIDE)).toBe('rate-limited');

    expect(await enroll(newcomer(), token, {}, OUTSIDE)).toBe('active');
    expect(await enroll(first, token, {}, OUTSIDE), 'once more').toBe('active');
    expect(await enroll(copy, null, { copyOf: first.copyProof(copy) }, OUTSIDE)).toBe('active');
    expect(await enroll(newcomer(), null, { machine: first.machine }, OUTSIDE)).toBe('active');
    await write(async ({ devices }) => ok(await devices.revokeToken(id)));
    expect(await enroll(newcomer(), token, {}, OUTSIDE), 'late, but no guess').toBe('token-refused');
    expect(await enroll(newcomer(), newId(), {}, INSIDE), 'from elsewhere').toBe('token-refused');

    clock.advance(15 * 60_000);
    expect(await guess(newId())).toBe('token-refused');
    expect((await trail('device.refused')).length).toBeLessThanOrEqual(103);
  });

  it('keeps nobody with a good token out for a fleet that has none, or an old one', async () => {
    const { token } = await issue({}, 1);
    await enroll(newcomer(), token);
    for (let count = 0; count < 150; count += 1) {
      expect(await enroll(newcomer(), token)).toBe('token-refused');
      expect(['token-refused', 'rate-limited']).toContain(await enroll(newcomer(), null));
    }
    expect(await enroll(newcomer(), (await issue()).token)).toBe('active');
    expect((await trail('device.refused')).length, 'written down').toBeLessThanOrEqual(100);
  });

  it('issues no token for networks that are none', async () => {
    const request = { id: newId(), label: 'x', uses: 1, hours: 1, ...ADMIT_ALL };
    for (const networks of [['10.0.0.0/33'], ['example.org'], ['fe80::1%eth0'], ['10.0.0.0/8', '']]) {
      const issued = await tokens.issue(null, { ...request, approve: 'networks', networks });
      expect(issued, networks.join(' ')).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    }
    const empty = await tokens.issue(null, { ...request, approve: 'networks' });
    expect(empty).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect(await tokens.list()).toMatchObject({ value: [] });
  });
});
