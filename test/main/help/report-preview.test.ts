import { expect, test } from 'vitest';
import { previewOf, redactSection } from '../../../src/main/help/report-preview';
import { helpCalls } from '../../../src/shared/contract/ipc';
import { REPORT_LIMIT, type Section } from '../../../src/shared/model/diagnostics';
import { JANE } from '../../support/redaction';
import { HEALTHY, reportOf } from '../../support/report';

const item = { name: 'n'.repeat(150), version: 'v'.repeat(110), publisher: 'p'.repeat(110) };
const items = Array.from({ length: 3000 }, (_, index) => ({ ...item, name: `${item.name}${index}` }));

test('a report that is too large loses its largest section by name, and nothing else', () => {
  const preview = previewOf(reportOf({ software: { total: 3000, items } }), [], JANE);
  if (!preview.ok) throw new Error(preview.fault.code);
  const { bytes, report } = preview.value;
  expect(bytes).toBeLessThanOrEqual(REPORT_LIMIT);
  expect(report.sections.filter((section) => section.status === 'failed')).toMatchObject([
    { key: 'software', reason: 'too-much-output' },
  ]);
});

test('the largest report there is can be copied as it is shown', () => {
  const some = items.slice(0, 1150);
  const preview = previewOf(reportOf({ software: { total: some.length, items: some } }), [], JANE);
  if (!preview.ok) throw new Error(preview.fault.code);
  expect(preview.value.bytes).toBeGreaterThan(0.9 * REPORT_LIMIT);
  expect(helpCalls['help:copy'].args.safeParse({ text: preview.value.json }).error).toBeUndefined();
});

test('a report that fits is whole', () => {
  const preview = previewOf(reportOf(), [], JANE);
  expect(preview).toMatchObject({ ok: true });
  expect(JSON.stringify(preview)).not.toContain('too-much-output');
});

test('one section alone is masked as in the report', () => {
  const section: Section = {
    key: 'startup',
    status: 'collected',
    tookMs: 1,
    source: 's',
    data: [{ ...HEALTHY.startup[0]!, command: '/home/jane/bin/sync --password=hunter2hunter2' }],
  };
  expect(JSON.stringify(redactSection(section, JANE))).not.toMatch(/jane|hunter2/);
});
