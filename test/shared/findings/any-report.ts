import fc from 'fast-check';
import { z } from 'zod';
import {
  REPORT_VERSION,
  SECTION_DATA,
  type Report,
  type Section,
} from '../../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../../src/shared/model/section-keys';
import { HEALTHY } from '../../support/report';

/** Words rules look for, and what nobody expects. */
const WORDS = [
  '',
  '/',
  'C:',
  'default',
  '169.254.1.1/16',
  '10.0.0.5',
  'Zscaler',
  'media-empty',
  'cups',
  '�"<b>',
  'x y',
];
const NUMBERS = [0, 0.4, 1, 5, 15, 40, 60, 75, 90, 99, 100, 1280, 4711, 1e6, 3e9, 6e10, 1e15];
const TIMES = [
  '2026-11-21T09:00:00.000Z',
  '2026-11-20T23:00:00.000Z',
  '2024-02-29T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
];

/** Any value a schema of the report accepts; made of the kinds that sections are written in. */
function any(schema: unknown): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodNullable) return fc.option(any(schema.unwrap()), { nil: null });
  if (schema instanceof z.ZodObject) {
    return fc.record(
      Object.fromEntries(Object.entries(schema.shape).map(([key, inner]) => [key, any(inner)])),
    );
  }
  if (schema instanceof z.ZodArray) return fc.array(any(schema.element), { maxLength: 4 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  const fits = (value: unknown) => schema instanceof z.ZodType && schema.safeParse(value).success;
  if (schema instanceof z.ZodNumber) return fc.constantFrom(...[...NUMBERS, -80, -3e5].filter(fits));
  if (schema instanceof z.ZodString || schema instanceof z.ZodISODateTime) {
    return fc.constantFrom(...[...WORDS, ...TIMES].filter(fits));
  }
  throw new Error('A section is written in a kind of schema this does not know yet.');
}

const sections = SECTION_KEYS.map((key) =>
  fc.oneof(
    { weight: 6, arbitrary: any(SECTION_DATA[key]) },
    { weight: 2, arbitrary: fc.constant(HEALTHY[key]) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
);

/** Any report that could be sent. */
export const anyReport: fc.Arbitrary<Report> = fc.tuple(...sections).map((facts) => ({
  version: REPORT_VERSION,
  collectedAt: '2026-11-21T09:00:00.000Z',
  tookMs: 1,
  sections: SECTION_KEYS.map((key, index): Section => {
    const data = facts[index];
    return data === null
      ? { key, status: 'removed' }
      : ({ key, status: 'collected', tookMs: 1, source: '', data } as Section);
  }),
}));
