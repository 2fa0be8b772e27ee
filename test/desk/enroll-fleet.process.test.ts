import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/shared/model/ids';
import { ADMIT_ALL, PASSWORD } from '../support/desk';
import { DeskClient } from '../support/desk-client';
import { bundleDesk, type DeskBundle, type DeskProcess } from '../support/desk-process';
import { FakeDevice } from '../support/fake-device';

const FLEET = 5000;
/** So many computers have a request on its way at any time. */
const AT_ONCE = 50;

describe('a fleet that is rolled out', () => {
  let bundle: DeskBundle;
  let desk: DeskProcess | undefined;
  beforeAll(async () => {
    bundle = await bundleDesk();
    desk = await bundle.serve();
  }, 30_000);
  afterAll(async () => {
    await desk?.kill('SIGKILL');
    await bundle.remove();
  });

  it('enrols 5,000 devices in a minute, each one once', { timeout: 120_000 }, async () => {
    const { url, setupUrl } = desk!;
    const administrator = new DeskClient(url);
    const setup = { token: setupUrl?.split('#token=')[1] ?? '', name: 'Ada', email: 'ada@example.org' };
    await administrator.get('setup', { body: { ...setup, password: PASSWORD } });
    const { token } = await administrator.get('addEnrollmentToken', {
      body: { id: newId(), label: 'fleet', uses: FLEET, hours: 1, ...ADMIT_ALL },
    });
    const bodies = Array.from({ length: FLEET }, () => new FakeDevice(url).enrollment(token));
    const failed: string[] = [];
    const anyone = new DeskClient(url);
    const began = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let body = bodies[next++]; body; body = bodies[next++]) {
          const answer = await anyone.call('enroll', { body });
          if (answer.value?.status !== 'active') failed.push(answer.problem?.code ?? 'no answer');
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    // oxlint-disable-next-line no-console -- the figure the documentation quotes
    console.log(`${FLEET} enrolments in ${seconds.toFixed(1)} s`);
    expect(failed).toEqual([]);
    const { counts } = await administrator.get('devices', { query: { limit: 1 } });
    expect(counts).toEqual({ pending: 0, active: FLEET, revoked: 0 });
    expect((await administrator.get('enrollmentTokens', {}))[0]).toMatchObject({ usesLeft: 0 });
    const late = await anyone.call('enroll', { body: new FakeDevice(url).enrollment(token) });
    expect(late.problem?.code).toBe('token-refused');
    expect(seconds).toBeLessThan(60);
  });
});
