import { expect, test } from 'vitest';
import { Connections, type DeviceConnection } from '../../../src/desk/live/connections';
import { FakeClock } from '../../support/fake-clock';

function fleet(size: number) {
  const clock = new FakeClock();
  const connections = new Connections(clock);
  const told: string[] = [];
  const members = Array.from({ length: size }, (_, n) => {
    const socket = { emit: () => void told.push(String(n)) };
    const connection = { device: { id: String(n) }, socket } as unknown as DeviceConnection;
    connections.addDevice(connection);
    return connection;
  });
  return { clock, connections, told, members };
}

test('a small fleet hears of something at once', () => {
  const { connections, told, clock } = fleet(50);
  connections.toDevices('update:check', {});
  expect(told).toHaveLength(50);
  expect(clock.pending).toBe(0);
});

test('a large one within seconds, everybody once, and who is gone by then not at all', () => {
  const { connections, told, clock, members } = fleet(5_000);
  connections.toDevices('update:check', {});
  expect(told).toHaveLength(50);
  clock.advance(1_000);
  expect(told).toHaveLength(250);
  const last = members.at(-1);
  if (last) connections.removeDevice(last);
  clock.advance(30_000);
  expect(told).toHaveLength(4_999);
  expect(new Set(told).size).toBe(4_999);
  expect(clock.pending).toBe(0);
});
