import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/desk/features/canonical-json';
import { Presence } from '../../../src/desk/features/devices/presence';
import { NONCE_MS, Nonces } from '../../../src/desk/features/devices/nonces';
import { Throttle } from '../../../src/desk/features/people/throttle';
import { positionOf } from '../../../src/desk/features/tickets/views';
import type { AssistCore } from '../../../src/desk/features/assists/assist-core';
import { Attendance } from '../../../src/desk/features/assists/attendance';
import { DeviceAssists } from '../../../src/desk/features/assists/device-assists';
import { iceServersFor } from '../../../src/desk/features/assists/ice';
import { acceptedType, looksLike } from '../../../src/desk/features/tickets/media-types';
import { ok } from '../../../src/shared/base/result';
import { newId } from '../../../src/shared/model/ids';
import { FakeClock } from '../../support/fake-clock';

describe('nonces', () => {
  it('are good once, in time, for what they were issued', () => {
    const clock = new FakeClock();
    const nonces = new Nonces(clock);
    const device = newId();
    const { nonce } = nonces.issue(device, 'api');
    expect(nonces.redeem(nonce, device, 'api')).toBe(true);
    expect(nonces.redeem(nonce, device, 'api')).toBe(false);
    const late = nonces.issue(device, 'api').nonce;
    clock.advance(NONCE_MS);
    expect(nonces.redeem(late, device, 'api')).toBe(false);
    const wrong = nonces.issue(device, 'api').nonce;
    expect(nonces.redeem(wrong, device, 'link')).toBe(false);
    expect(nonces.redeem(wrong, device, 'api'), 'a wrong try uses it up').toBe(false);
  });

  it('never grow beyond their bound; the oldest give way', () => {
    const nonces = new Nonces(new FakeClock());
    const device = newId();
    const first = nonces.issue(device, 'api').nonce;
    let last = first;
    for (let count = 0; count < 20_000; count += 1) last = nonces.issue(device, 'api').nonce;
    expect(nonces.redeem(first, device, 'api')).toBe(false);
    expect(nonces.redeem(last, device, 'api')).toBe(true);
  });
});

describe('the throttle', () => {
  it('makes only the one wait who failed too often, for a while', () => {
    const clock = new FakeClock();
    const throttle = new Throttle(clock, 2);
    throttle.failed('a');
    expect(throttle.wait('a')).toBe(0);
    throttle.failed('a');
    expect(throttle.wait('a')).toBe(900);
    expect(throttle.wait('b')).toBe(0);
    clock.advance(900_000);
    expect(throttle.wait('a')).toBe(0);
    throttle.failed('a');
    throttle.succeeded('a');
    throttle.failed('a');
    expect(throttle.wait('a')).toBe(0);
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values', () => {
    const nested = { b: [{ d: 1, c: 2 }], a: null };
    expect(canonicalJson(nested)).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe(canonicalJson(nested));
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });
});

describe('media types', () => {
  it('takes pictures for screenshots only, and looks at their first bytes', () => {
    expect(acceptedType('screenshot', 'image/png; charset=x')).toBe('image/png');
    for (const type of ['image/svg+xml', 'text/html', 'constructor', '__proto__', '', 'image/gif']) {
      expect(acceptedType('screenshot', type), type).toBeNull();
    }
    expect(acceptedType('file', 'Application/PDF')).toBe('application/pdf');
    expect(acceptedType('file', 'no type')).toBeNull();
    const webp = new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8 ');
    expect(looksLike('screenshot', 'image/webp', webp)).toBe(true);
    expect(looksLike('screenshot', 'image/webp', webp.subarray(0, 11))).toBe(false);
    expect(looksLike('screenshot', 'image/png', new Uint8Array())).toBe(false);
  });
});

describe('ICE servers', () => {
  it('are none where none are configured, and a known answer for a known time', () => {
    const clock = new FakeClock(1_700_000_000_000);
    expect(iceServersFor({ stunUrls: [], turnUrls: [], turnSecret: null }, 'a', clock)).toEqual([]);
    const config = { stunUrls: [], turnUrls: ['turn:t'], turnSecret: 'north' };
    // printf 1700000600:a | openssl dgst -sha1 -hmac north -binary | base64
    expect(iceServersFor(config, 'a', clock)).toEqual([
      { urls: ['turn:t'], username: '1700000600:a', credential: '99/jVDsMPHVw/82ui7FW/q7Ci9U=' },
    ]);
  });
});

describe('a device that is away', () => {
  it('has stopped sharing after a quarter of an hour, unless it is back by then', async () => {
    const clock = new FakeClock();
    const presence = new Presence();
    const ended: string[] = [];
    const storage = { read: async () => ok({ id: 'assist', state: 'live' }) };
    const endByItself = (id: string, reason: string) => void ended.push(`${id} ${reason}`);
    const core = { deps: { clock, presence, storage }, endByItself } as unknown as AssistCore;
    const assists = new DeviceAssists(core, new Attendance(clock));
    await assists.disconnected('device');
    // It returned before its going was written down: nothing is left that could call the wait off.
    presence.set('device', true);
    clock.advance(15 * 60_000);
    expect(ended).toEqual([]);
    presence.set('device', false);
    await assists.disconnected('device');
    clock.advance(15 * 60_000);
    expect(ended).toEqual(['assist agent-stopped']);
  });
});

describe('queue cursors', () => {
  it('are refused when they are not ours', () => {
    for (const cursor of ['', '!', 'e30', 'bnVsbA', 'WzEsMiwzXQ']) expect(positionOf(cursor)).toBeNull();
  });
});
