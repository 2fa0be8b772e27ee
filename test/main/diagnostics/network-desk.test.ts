import { expect, test } from 'vitest';
import { deskProbes } from '../../../src/main/diagnostics/desk-probes';
import { FakeClock } from '../../support/fake-clock';
import { networkContext } from './network-context';

const NOW = Date.parse('2026-11-21T08:07:00.500Z');
const DESK_TIME = 'Sat, 21 Nov 2026 08:00:00 GMT';

async function sections(answer: () => Promise<Response>, url: string | null = 'https://desk.example.org') {
  let calls = 0;
  const probes = deskProbes(
    () => {
      calls += 1;
      return answer();
    },
    new FakeClock(NOW),
    () => url,
  );
  const found = await Promise.all(probes.map((probe) => probe.run(networkContext({}))));
  return { desk: found[0], clock: found[1], calls: () => calls };
}

test.for([200, 404, 503])('the clock is compared with whatever the desk answers: %i', async (status) => {
  const { desk, clock, calls } = await sections(() =>
    Promise.resolve(new Response('', { status, headers: { date: DESK_TIME } })),
  );
  expect(desk).toMatchObject({ data: { reachable: status === 200, status, error: null } });
  expect(clock).toMatchObject({ data: { skewMs: 420_000 } });
  expect(calls()).toBe(1);
});

test('a desk that does not answer leaves the clock alone', async () => {
  const { desk, clock } = await sections(() => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')));
  expect(desk).toMatchObject({
    data: { reachable: false, status: null, error: 'net::ERR_NAME_NOT_RESOLVED' },
  });
  expect(clock).toMatchObject({ status: 'collected', data: { skewMs: null } });
});

test('without a desk there is nothing to call', async () => {
  const { desk, clock, calls } = await sections(() => Promise.resolve(new Response('')), null);
  expect(desk).toMatchObject({ status: 'failed' });
  expect(clock).toMatchObject({ status: 'collected', data: { skewMs: null } });
  expect(calls()).toBe(0);
});
