import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, type RouteName } from '../../../src/shared/contract/api';
import { problem } from '../../../src/shared/contract/problem';
import { pathOf, type Route } from '../../../src/shared/contract/route';
import { fromConsole, fromDevice } from '../../../src/shared/contract/wire';
import { newId } from '../../../src/shared/model/ids';
import type { LiveSocket } from '../../support/live-socket';
import { startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import { validCall, type CallScene } from '../../support/valid-calls';

const RUNS = 25;
const ROUTES = (Object.entries(api) as [RouteName, Route][]).filter(
  ([, { body }]) => body && body !== 'bytes',
);

/** Bodies that are near to right (one part of a good one replaced) and bodies that are anything at all. */
describe('any JSON whatever', () => {
  let desk: TestDesk;
  let clients: { device: DeskClient; console: DeskClient };
  let scene: CallScene;
  let sockets: { device: LiveSocket; console: LiveSocket };

  beforeAll(async () => {
    desk = await startTestDesk();
    const device = await desk.device();
    const administrator = await desk.administrator();
    clients = { device: await device.client(), console: administrator };
    const { id: ticketId } = await device.file();
    scene = {
      device,
      ticketId,
      ticketVersion: 1,
      attachmentId: newId(),
      assistId: newId(),
      participantId: newId(),
      tokenId: newId(),
    };
    sockets = { device: await desk.connectDevice(device), console: await desk.connectConsole(administrator) };
  });
  afterAll(() => desk.close());

  describe.each(ROUTES)('to %s', (name, route) => {
    it('is answered as the contract says', async () => {
      const client = route.access === 'device' ? clients.device : clients.console;
      await fc.assert(
        fc.asyncProperty(nearlyValid(validCall(name, scene).body), async (body) => {
          const response = await fetch(`${desk.url}${pathOf(route, validCall(name, scene).params)}`, {
            method: route.method,
            headers: { ...client.headers(), 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          const text = await response.text();
          expect(response.status).toBeLessThan(500);
          if (response.status >= 400) problem.parse(JSON.parse(text));
          else expect(response.status).toBe(route.status);
        }),
        { numRuns: RUNS },
      );
      expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
    });
  });

  const EVENTS = [
    ...Object.keys(fromDevice).map((event) => ['device', event] as const),
    ...Object.keys(fromConsole).map((event) => ['console', event] as const),
    ['device', 'nothing-known'] as const,
    ['device', '__proto__'] as const,
    ['console', 'constructor'] as const,
  ];

  it.each(EVENTS)('by %s as %s is acknowledged or refused, never fatal', async (side, event) => {
    const socket = sockets[side];
    const good = {
      assist: null,
      assistId: newId(),
      participantId: newId(),
      generation: 0,
      paused: true,
      reason: 'denied',
      signal: { type: 'offer', sdp: '' },
    };
    await fc.assert(
      fc.asyncProperty(nearlyValid(good), async (payload) => {
        const answer = await socket.send(event, payload);
        expect(answer.ok === true || typeof answer.fault.code === 'string').toBe(true);
        expect(answer).not.toMatchObject({ fault: { code: 'internal' } });
      }),
      { numRuns: RUNS },
    );
    for (const args of [[], [null, null], [[], {}, 1], ['x'.repeat(50_000)], [Buffer.from('bytes')]]) {
      const answer: unknown = await socket.socket.emitWithAck(event, ...args);
      expect(answer).toMatchObject({ ok: false });
      // Without a wish for an answer there is none, and nobody minds.
      socket.socket.emit(event, ...args);
    }
    expect(socket.socket.connected).toBe(true);
    expect(desk.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

function nearlyValid(good: unknown): fc.Arbitrary<unknown> {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const record = good as Record<string, unknown>;
  const replaced = fc
    .tuple(fc.constantFrom(...Object.keys(record)), anything)
    .map(([key, value]) => ({ ...record, [key]: value }));
  const added = fc
    .tuple(fc.string(), anything)
    .map(([key, value]) => Object.fromEntries([...Object.entries(record), [key, value]]));
  return fc.oneof(anything, replaced, replaced, added);
}
