import { expect, test } from 'vitest';
import { formatSince } from '../../../src/renderer/kit/ui/format';

/** A moment by the clock of this computer, as its reader would say it. */
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).toISOString();

test.for<[string, string, string]>([
  ['the same day', at(20, 8), '8:05 AM'],
  ['the evening before', at(19, 23), 'Thursday'],
  ['six days ago', at(14, 18), 'Saturday'],
  ['longer ago', at(2, 9), 'Nov 2, 2026'],
])('%s is named as people do', ([, since, named]) => {
  // Newer tables of the language put a narrow space before AM.
  expect(formatSince('en', since, at(20, 17)).replace('\u202f', ' ')).toBe(named);
});
