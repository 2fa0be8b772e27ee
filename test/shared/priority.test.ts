import { expect, test } from 'vitest';
import { impactOf, priorityOf, urgencyOf } from '../../src/shared/rules/priority';

test.each([
  [1, 1, 1],
  [1, 2, 2],
  [1, 3, 3],
  [2, 1, 2],
  [2, 2, 3],
  [2, 3, 4],
  [3, 1, 3],
  [3, 2, 4],
  [3, 3, 5],
] as const)('impact %i × urgency %i is priority %i', (impact, urgency, priority) => {
  expect(priorityOf(impact, urgency)).toBe(priority);
});

test('one person who cannot work is moderate, everyone who cannot work is critical', () => {
  expect(priorityOf(impactOf('me'), urgencyOf('no'))).toBe(3);
  expect(priorityOf(impactOf('everyone'), urgencyOf('no'))).toBe(1);
  expect(priorityOf(impactOf('me'), urgencyOf('yes'))).toBe(5);
});
