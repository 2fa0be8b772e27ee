import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { FAULT_CODES, FAULTS } from '../../src/shared/base/fault';
import { api } from '../../src/shared/contract/api';
import { deskApi } from '../../src/shared/contract/api-desk';
import { assistCalls, assistPushes, helpCalls, helpPushes } from '../../src/shared/contract/ipc';
import { pathOf } from '../../src/shared/contract/route';
import { fromConsole, fromDevice, toConsole, toDevice } from '../../src/shared/contract/wire';
import { LANGUAGES, chooseLanguage } from '../../src/shared/words/language';
import { faultWords } from '../../src/shared/words/faults';

const schemas: [string, z.ZodType][] = [
  ...Object.entries(api).flatMap(([name, route]) =>
    (['params', 'query', 'body', 'reply'] as const).flatMap((part): [string, z.ZodType][] => {
      const schema: unknown = (route as Record<string, unknown>)[part];
      return typeof schema === 'object' && schema !== null ? [[`${name} ${part}`, schema as z.ZodType]] : [];
    }),
  ),
  ...[fromDevice, toDevice, fromConsole, toConsole, helpPushes, assistPushes].flatMap((events) =>
    Object.entries<z.ZodType>(events),
  ),
  ...[helpCalls, assistCalls].flatMap((calls) =>
    Object.entries(calls).map(([name, call]): [string, z.ZodType] => [name, call.args]),
  ),
];

test.each(schemas)('%s answers any value without throwing', (_, schema) => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true }), (value) => void schema.safeParse(value)),
    { numRuns: 100 },
  );
});

test.each(schemas)('%s takes no prototype keys', (_, schema) => {
  const parsed = schema.safeParse(JSON.parse('{"__proto__":{"role":"administrator"},"constructor":1}'));
  expect(parsed.success && Object.keys(schema.safeParse({}).data ?? {}).includes('__proto__')).toBe(false);
  expect(({} as Record<string, unknown>)['role']).toBeUndefined();
});

describe('routes', () => {
  test.each(Object.entries(api))(
    '%s has a schema for each parameter of its path and one only',
    (_, route) => {
      const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      const declared = 'params' in route ? Object.keys(route.params.shape) : [];
      expect(new Set(declared)).toEqual(new Set(named));
      expect(declared).toHaveLength(named.length);
    },
  );

  test('no two routes answer the same method and path', () => {
    const keys = Object.values(api).map((route) => `${route.method} ${route.path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('paths carry parameters and queries safely', () => {
    expect(pathOf(api.ticket, { id: '../x?y' })).toBe('/api/tickets/..%2Fx%3Fy');
    expect(pathOf(api.tickets, undefined, { view: 'open', search: 'a b&c', cursor: undefined })).toBe(
      '/api/tickets?view=open&search=a%20b%26c',
    );
  });
});

describe('words', () => {
  test.each(LANGUAGES)('%s has a sentence and a next step for every fault', (language) => {
    for (const code of FAULT_CODES) {
      const words = faultWords(language, code);
      expect(words.says).toMatch(/\.$/);
      expect(words.next.length).toBeGreaterThan(5);
    }
  });

  test('the first language that is spoken wins, else English', () => {
    expect(chooseLanguage(['fr-FR', 'de-AT', 'en-US'])).toBe('de');
    expect(chooseLanguage(['ja'])).toBe('en');
  });
});

test('every fault that reaches HTTP has an error status', () => {
  for (const [code, { status }] of Object.entries(FAULTS))
    expect(status === 0 || (status >= 400 && status < 600), code).toBe(true);
});

describe('what technicians call', () => {
  test.each(Object.entries(deskApi))('%s is open to nobody else', (_, { access }) => {
    expect(['technician', 'administrator']).toContain(access);
  });
});
