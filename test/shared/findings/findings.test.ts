import { expect, test } from 'vitest';
import { findingsOf } from '../../../src/shared/rules/findings/findings';
import { reportOf } from '../../support/report';

test('a healthy computer has no finding at all', () => {
  expect(findingsOf(reportOf())).toEqual([]);
});
