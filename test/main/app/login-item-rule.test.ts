import { expect, test } from 'vitest';
import { writesLoginItem } from '../../../src/main/app/login-item-rule';
import type { PackageKind } from '../../../src/shared/model/update';

test.for<[PackageKind, boolean]>([
  ['deb', false],
  ['rpm', false],
  ['msi', false],
  ['nsis', false],
  ['pkg', false],
  ['appimage', true],
  ['tar', true],
  ['portable', true],
  ['nsis-user', true],
  ['zip', true],
  ['dmg', true],
])('%s: the agent says itself that it starts with the session: %s', ([kind, writes]) => {
  expect(writesLoginItem({ kind, autostart: false })).toBe(writes);
});

test('out of a checkout only where it is asked for', () => {
  const of = (autostart: boolean) => writesLoginItem({ kind: 'none', autostart });
  expect(of(false)).toBe(false);
  expect(of(true)).toBe(true);
});
