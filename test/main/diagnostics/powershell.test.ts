import { expect, test } from 'vitest';
import { powershell, powershellRow, powershellRows } from '../../../src/main/diagnostics/powershell';
import { machine, printing } from './machine-context';

test('PowerShell is started bare, asks nobody, speaks UTF-8 and stops at the first error', async () => {
  const context = machine({ platform: 'windows', programs: () => '{}' });
  await powershell(context, 'Get-Thing | ConvertTo-Json');
  const [call = ''] = context.calls;
  expect(call).toMatch(/^powershell -NoLogo -NoProfile -NonInteractive -Command /);
  expect(call).toContain('[Console]::OutputEncoding=[Text.Encoding]::UTF8;');
  expect(call).toContain("$ErrorActionPreference='Stop';");
  expect(call).toMatch(/ Get-Thing \| ConvertTo-Json$/);
});

test.each([
  ['\ufeff{"a":1}\r\n', { ok: true, row: { a: 1 } }, { ok: true, rows: [{ a: 1 }] }],
  ['[{"a":1}]', { ok: false, reason: 'unreadable' }, { ok: true, rows: [{ a: 1 }] }],
  ['', { ok: false, reason: 'unreadable' }, { ok: true, rows: [] }],
  ['"Zugriff verweigert"', { ok: false, reason: 'unreadable' }, { ok: false, reason: 'unreadable' }],
  ['Access denied', { ok: false, reason: 'unreadable' }, { ok: false, reason: 'unreadable' }],
])('%j as an object and as a list', async (output, row, rows) => {
  expect(await powershellRow(printing('windows', output), 'x')).toMatchObject(row);
  expect(await powershellRows(printing('windows', output), 'x')).toMatchObject(rows);
});
