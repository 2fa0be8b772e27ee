import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashInputs } from '../../build/setup/content-hash';
import { runtimeFile } from '../../build/setup/electron-from-registry';
import { runQuietly } from '../../build/setup/run-quietly';
import { whyNoSandbox } from '../../build/setup/sandbox';
import { hasScreen } from '../../build/setup/setup';
import { sameAsLock } from '../../build/setup/stage0.mjs';
import { missingPackages, parseInstalled, SYSTEM_PACKAGES } from '../../build/setup/system-packages';

describe('system packages', () => {
  const everything = SYSTEM_PACKAGES.map(({ names }) => `${names[0]} installed`).join('\n');

  test('nothing is missing where all are installed', () => {
    expect(missingPackages(['agent', 'display', 'test'], parseInstalled(everything))).toEqual([]);
  });

  test('a package that is known but not installed is missing', () => {
    const output = everything.replace('xvfb installed', 'xvfb config-files');
    expect(missingPackages(['display'], parseInstalled(output)).map(({ names }) => names[0])).toEqual([
      'xvfb',
    ]);
  });

  test('the name a relative of Debian gives a library counts', () => {
    const output = everything.replace('libasound2 installed', 'libasound2t64 installed');
    expect(missingPackages(['agent'], parseInstalled(output))).toEqual([]);
  });

  test('only the asked groups are looked at, and each package says why it is there', () => {
    const names = missingPackages(['display'], new Set()).map(({ names: [name] }) => name);
    expect(names).toContain('xvfb');
    expect(names).not.toContain('chromium');
    expect(SYSTEM_PACKAGES.filter(({ why }) => why === '')).toEqual([]);
  });
});

describe('the lock and what is installed', () => {
  const wanted = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/only-elsewhere': { version: '1.0.0', integrity: 'sha512-o', optional: true },
    },
  };
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  test('are the same without the optional packages of other systems', () => {
    expect(sameAsLock(wanted, { packages: { 'node_modules/a': a } })).toBe(true);
  });

  test.each([
    ['nothing is installed', undefined],
    ['a package is missing', { packages: {} }],
    ['the version differs', { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } }],
    ['the content differs', { packages: { 'node_modules/a': { ...a, integrity: 'sha512-b' } } }],
    ['one too many is there', { packages: { 'node_modules/a': a, 'node_modules/b': a } }],
  ])('differ when %s', (_why, installed) => {
    expect(sameAsLock(wanted, installed)).toBe(false);
  });
});

describe('the hash of a bundle’s inputs', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-hash-'));
    mkdirSync(join(folder, 'src/deep'), { recursive: true });
    writeFileSync(join(folder, 'src/a.ts'), 'one');
    writeFileSync(join(folder, 'src/deep/b.ts'), 'two');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const hash = () => hashInputs([join(folder, 'src'), join(folder, 'lock.json')]);

  test('is the same while contents are the same, whenever they were written', () => {
    const before = hash();
    writeFileSync(join(folder, 'src/a.ts'), 'one');
    expect(hash()).toBe(before);
  });

  test('changes with a content, a name, a new file, a file that was missing', () => {
    const seen = [hash()];
    writeFileSync(join(folder, 'src/deep/b.ts'), 'three');
    seen.push(hash());
    writeFileSync(join(folder, 'src/c.ts'), '');
    seen.push(hash());
    rmSync(join(folder, 'src/c.ts'));
    writeFileSync(join(folder, 'src/d.ts'), '');
    seen.push(hash());
    writeFileSync(join(folder, 'lock.json'), '{}');
    seen.push(hash());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('the runtime out of the registry', () => {
  test.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/resources/app/index.js', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/locales/', undefined],
    ['Cypress/../../etc/passwd', undefined],
    ['elsewhere/file', undefined],
  ])('%s becomes %s', (entry, file) => {
    expect(runtimeFile(entry)).toBe(file);
  });
});

describe.runIf(process.platform === 'linux')('the sandbox', () => {
  test('starts where nothing forbids it', () => {
    expect(whyNoSandbox(1000, () => undefined)).toBeUndefined();
  });
  test('does not start as root, nor where the kernel or AppArmor forbids user namespaces', () => {
    expect(whyNoSandbox(0, () => undefined)).toContain('root');
    expect(
      whyNoSandbox(1000, (file) => (file.includes('unprivileged_userns_clone') ? '0\n' : undefined)),
    ).toContain('kernel');
    expect(whyNoSandbox(1000, (file) => (file.includes('apparmor') ? '1\n' : undefined))).toContain(
      'AppArmor',
    );
  });
});

test('a screen is there on Windows, and on Linux with X11 or Wayland', () => {
  expect(hasScreen('win32', {})).toBe(true);
  expect(hasScreen('linux', {})).toBe(false);
  expect(hasScreen('linux', { DISPLAY: '' })).toBe(false);
  expect(hasScreen('linux', { DISPLAY: ':0' })).toBe(true);
  expect(hasScreen('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
});

test('a command that fails says which one, how it ended and its last words', async () => {
  const script = 'console.error("the disk is full"); process.exit(3)';
  await expect(runQuietly([process.execPath, '-e', script])).rejects.toThrow(/exit 3[^]*the disk is full/);
  await expect(runQuietly(['/nonexistent/program'])).rejects.toThrow(/ENOENT/);
});
