import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageKindOf } from '../../../src/main/update/package-kind';
import { tempFolder } from '../support/temp-folder';

const APPDIR = '/tmp/.mount_Desk';
const cases: [string, Parameters<typeof given>[0]][] = [
  ['none', { packaged: false }],
  ['deb', { marks: { 'package-type': 'deb' } }],
  ['rpm', { marks: { 'package-type': 'rpm\n' } }],
  ['tar', { marks: { 'package-kind': 'tar' } }],
  ['msi', { platform: 'win32', marks: { 'package-kind': 'msi' } }],
  ['nsis', { platform: 'win32', marks: { 'package-kind': 'nsis' } }],
  ['pkg', { platform: 'darwin', marks: { 'package-kind': 'pkg' } }],
  ['portable', { platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'C:\\Users\\maria\\Deskside.exe' } }],
  ['zip', { platform: 'win32' }],
  ['tar', { marks: { 'package-kind': 'submarine' } }],
  ['appimage', { env: { APPIMAGE: '/home/maria/D.AppImage', APPDIR }, program: `${APPDIR}/deskside` }],
  // A terminal that is an AppImage itself hands its variables to what it starts.
  ['deb', { marks: { 'package-type': 'deb' }, env: { APPIMAGE: '/home/maria/Term.AppImage', APPDIR } }],
  ['tar', { env: { APPIMAGE: '/home/maria/Term.AppImage', APPDIR: '/opt/Desk' } }],
  ['tar', { env: { APPIMAGE: 'D.AppImage', APPDIR }, program: `${APPDIR}/deskside` }],
];

function given(signs: {
  packaged?: boolean;
  platform?: NodeJS.Platform;
  marks?: Record<string, string>;
  env?: NodeJS.ProcessEnv;
  program?: string;
}) {
  return { packaged: true, platform: 'linux' as const, env: {}, program: '/opt/Deskside/deskside', ...signs };
}

test.each(cases)('%s: %j', async (kind, signs) => {
  const resources = path.join(await tempFolder(), 'resources');
  mkdirSync(resources);
  for (const [name, mark] of Object.entries(signs.marks ?? {}))
    writeFileSync(path.join(resources, name), mark);
  expect(packageKindOf({ ...given(signs), resources })).toBe(kind);
});
