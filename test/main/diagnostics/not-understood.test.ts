import { describe, expect, test } from 'vitest';
import { runProbe } from '../../../src/main/diagnostics/run-probe';
import { WORKER_PROBES } from '../../../src/main/diagnostics/worker-probes';
import type { WorkerKey } from '../../../src/main/diagnostics/worker-keys';
import { realClock } from '../../../src/main/time/real-clock';
import type { Platform } from '../../../src/shared/model/device';
import { printing } from './machine-context';

/** Sections whose every fact a program says on that system. */
const SAID_BY_PROGRAMS: Partial<Record<Platform, readonly WorkerKey[]>> = {
  windows: [
    'disks',
    'filesystems',
    'audio',
    'cameras',
    'printers',
    'usb',
    'bluetooth',
    'battery',
    'os',
    'users',
    'processes',
    'startup',
    'services',
    'software',
    'updates',
    'security',
    'events',
    'applications',
    'routes',
    'vpn',
  ],
  macos: ['disks', 'filesystems', 'audio', 'cameras', 'usb', 'bluetooth', 'battery', 'wifi'],
};

describe.each(Object.entries(SAID_BY_PROGRAMS))('a program of %s', (platform, keys) => {
  test.each([
    ['words', 'Access denied'],
    ['a text as JSON', '"Zugriff verweigert"'],
    ['a number', '7'],
    ['a list of numbers', '[1,2]'],
    ['JSON that was cut off', '{"Name":"a'],
  ])('that prints %s says nothing that is true, and nothing is reported', async (_name, output) => {
    for (const key of keys) {
      const section = await runProbe(WORKER_PROBES[key], printing(platform as Platform, output), realClock);
      expect(section, key).toMatchObject({ status: 'failed', reason: 'unreadable' });
    }
  });
});
