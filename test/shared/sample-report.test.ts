import { expect, test } from 'vitest';
import { REPORT_LIMIT, report } from '../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../src/shared/model/section-keys';
import { reportOf } from '../support/report';

test('the sample fits the contract, every section of it', () => {
  const parsed = report.safeParse(reportOf());
  expect(parsed.error?.issues).toBeUndefined();
  expect(reportOf().sections.map((section) => section.key)).toEqual(SECTION_KEYS);
  expect(JSON.stringify(reportOf()).length).toBeLessThan(REPORT_LIMIT / 10);
});
