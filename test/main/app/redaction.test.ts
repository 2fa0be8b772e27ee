import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fullNameIn, redactionHere } from '../../../src/main/app/redaction';
import { redactText } from '../../../src/shared/rules/redact';
import { tempFolder } from '../support/temp-folder';

const JANE = { userName: 'jmiller', homeFolder: '/home/jmiller', fullName: 'Jane Miller' };

test('the salt is made once, for this user only, and stays', async () => {
  const folder = path.join(await tempFolder(), 'data');
  const first = redactionHere(JANE, [], folder);
  expect(first.salt).toMatch(/^[0-9a-f]{32}$/);
  expect((await stat(path.join(folder, 'redaction-salt'))).mode & 0o777).toBe(0o600);
  expect(redactionHere(JANE, [], folder).salt).toBe(first.salt);
  expect(redactionHere(JANE, [], path.join(await tempFolder(), 'data')).salt).not.toBe(first.salt);
});

test('a damaged salt is made anew; where none can be kept there is one all the same', async () => {
  const folder = await tempFolder();
  await writeFile(path.join(folder, 'redaction-salt'), 'broken');
  const { salt } = redactionHere(JANE, [], folder);
  expect(salt).toMatch(/^[0-9a-f]{32}$/);
  expect(await readFile(path.join(folder, 'redaction-salt'), 'utf8')).toBe(salt);
  await writeFile(path.join(folder, 'file'), '');
  expect(redactionHere(JANE, [], path.join(folder, 'file', 'below')).salt).toMatch(/^[0-9a-f]{32}$/);
});

test('both names of the account are masked, and the names of nobody are not', async () => {
  const here = redactionHere(JANE, [], await tempFolder());
  expect(redactText('jmiller is Jane Miller', here)).toBe('••• is •••');
  const root = { userName: 'root', homeFolder: '/root', fullName: 'root' };
  expect(redactText('root at /root/x', redactionHere(root, [], await tempFolder()))).toBe('root at ~/x');
});

test.each([
  ['jmiller:x:1000:1000:Jane Miller,,,:/home/jmiller:/bin/bash', 'Jane Miller'],
  ['root:x:0:0:root:/root:/bin/bash\njmiller:x:1000:1000::/home/jmiller:/bin/sh', ''],
  ['jmiller2:x:1001:1001:Another:/home/x:/bin/sh', ''],
  ['jmiller', ''],
  ['', ''],
])('the full name in %j is %j', (passwd, expected) => {
  expect(fullNameIn(passwd, 'jmiller')).toBe(expected);
});

test('what IT operations wants to see is shown, the rest stays masked', async () => {
  const { policy } = redactionHere(JANE, ['serial'], await tempFolder());
  expect(policy).toEqual({ ssid: 'mask', bssid: 'mask', mac: 'mask', serial: 'show' });
});
