import { expect, test } from 'vitest';
import { writesLoginItem } from '../../../src/main/app/login-item-rule';
import type { PackageKind } from '../../../src/shared/model/update';

const env = { ProgramFiles: String.raw`C:\Program Files` };
const IN_FILES = String.raw`C:\Program Files\Deskside\Deskside.exe`;
const IN_PROFILE = String.raw`C:\Users\jane\AppData\Local\Programs\Deskside\Deskside.exe`;

test.for<[PackageKind, boolean]>([
  ['deb', false],
  ['rpm', false],
  ['msi', false],
  ['pkg', false],
  ['appimage', true],
  ['tar', true],
  ['portable', true],
  ['zip', true],
  ['dmg', true],
])('%s: the agent says itself that it starts with the session: %s', ([kind, writes]) => {
  expect(writesLoginItem({ kind, program: '/x', autostart: false, env })).toBe(writes);
});

test('an NSIS installation for everybody has an installer that says so for everybody', () => {
  const of = (program: string) => writesLoginItem({ kind: 'nsis', program, autostart: false, env });
  expect(of(IN_FILES)).toBe(false);
  expect(of(IN_PROFILE)).toBe(true);
});

test('out of a checkout only where it is asked for', () => {
  const of = (autostart: boolean) => writesLoginItem({ kind: 'none', program: '/x', autostart, env });
  expect(of(false)).toBe(false);
  expect(of(true)).toBe(true);
});
