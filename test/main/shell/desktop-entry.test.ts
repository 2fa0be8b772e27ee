import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { desktopEntry } from '../../../src/main/shell/desktop-entry';
import { tempFolder } from '../support/temp-folder';

const VALIDATOR = '/usr/bin/desktop-file-validate';

test('quotes what a program line must quote', () => {
  const entry = desktopEntry('/opt/Desk side/de"sk$ide', ['a b', '100%']);
  expect(entry).toContain('Exec="/opt/Desk side/de\\\\"sk\\\\$ide" "a b" "100%%"\n');
});

test.skipIf(!existsSync(VALIDATOR))('is a valid desktop entry', async () => {
  const file = path.join(await tempFolder(), 'deskside.desktop');
  await writeFile(file, desktopEntry('/opt/Desk side/deskside', ['--x']));
  expect(execFileSync(VALIDATOR, [file], { encoding: 'utf8' })).toBe('');
});
