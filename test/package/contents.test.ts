import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walk } from '../../build/package/tree.ts';
import { inRoot } from '../../build/setup/root.ts';
import { runQuietly } from '../../build/setup/run-quietly.ts';
import { builtPackage, SOURCE_DATE_EPOCH } from './support/packages.ts';

const VERSION = '0.1.0';
/** The aim for the package people download. */
const MOST_BYTES = 95_000_000;
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('what the deb holds', () => {
  let deb: string;
  let root: string;
  const inApp = (...names: string[]) => path.join(root, 'opt/Deskside', ...names);

  beforeAll(async () => {
    deb = await builtPackage('deb', { version: VERSION });
    root = mkdtempSync(path.join(os.tmpdir(), 'deskside-contents-'));
    execFileSync('dpkg-deb', ['-x', deb, root]);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is a program that nobody turns into another by a variable, an argument or a folder', async () => {
    const wire = await getCurrentFuseWire(inApp('deskside'));
    // The wire holds the digits 0 and 1.
    const on = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse])) === '1';
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      asarOnly: on(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      asarOnly: true,
      filePrivileges: false,
    });
  });

  it('has of our program only what runs on the computer', () => {
    const files = listPackage(inApp('resources/app.asar'), { isPack: false }).map((file) =>
      file.replace(/^\//, ''),
    );
    const kinds = new Set(files.map((file) => /^(?:out\/[^/]+|[^/]+)/.exec(file)?.[0] ?? file));
    expect([...kinds].toSorted()).toEqual([
      'out',
      'out/icons',
      'out/main',
      'out/preload',
      'out/release-keys.json',
      'out/renderer',
      'package.json',
    ]);
    expect(
      files.filter((file) => /\.map$|\.ts$|\.node$|node_modules|out\/(?:desk|console)/.test(file)),
    ).toEqual([]);
    const about = JSON.parse(extractFile(inApp('resources/app.asar'), 'package.json').toString()) as object;
    expect(about).toMatchObject({ name: 'deskside', version: VERSION });
    expect(Object.keys(about)).not.toContain('dependencies');
  });

  it('has beside it Electron, the languages we speak, licences and the bill of materials, and nothing else', () => {
    const files = walk(inApp())
      .map((file) => path.relative(inApp(), file))
      .filter((file) => !/\.(?:so(?:\.1)?|pak|bin|dat)$|^locales$/.test(file));
    expect(files).toEqual([
      'LICENSE',
      'LICENSE.electron.txt',
      'LICENSES.chromium.html',
      'THIRD-PARTY-NOTICES.txt',
      'chrome-sandbox',
      'chrome_crashpad_handler',
      'deskside',
      'resources/app-update.yml',
      'resources/app.asar',
      'resources/apparmor-profile',
      'resources/package-type',
      'resources',
      'sbom.cdx.json',
      'version',
      'vk_swiftshader_icd.json',
    ]);
    expect(walk(inApp('locales')).map((file) => path.basename(file))).toEqual(['de.pak', 'en-US.pak']);
    const bill = JSON.parse(readFileSync(inApp('sbom.cdx.json'), 'utf8')) as {
      components: { name: string }[];
    };
    expect(bill.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', 'react', 'socket.io-client', 'zod']),
    );
    expect(readFileSync(inApp('THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain('socket.io-client');
  });

  it('belongs to root, and nobody else may write any of it', () => {
    const rows = execFileSync('dpkg-deb', ['-c', deb], { encoding: 'utf8' }).trim().split('\n');
    expect(rows.filter((row) => !/^[d-]r[w-][x-]r-[x-]r-[x-] root\/root |^l/.test(row))).toEqual([]);
    expect(execFileSync('dpkg-deb', ['-I', deb], { encoding: 'utf8' })).not.toContain('conffiles');
  });

  it('has menu and autostart entries that desktops accept', () => {
    const entries = ['usr/share/applications/deskside.desktop', 'etc/xdg/autostart/deskside.desktop'];
    const said = execFileSync(
      'desktop-file-validate',
      entries.map((file) => path.join(root, file)),
      { encoding: 'utf8' },
    );
    expect(said).toBe('');
    expect(readFileSync(path.join(root, entries[0] ?? ''), 'utf8')).toMatch(
      /^Exec=\/opt\/Deskside\/deskside %U$[\s\S]*^MimeType=x-scheme-handler\/deskside;$/m,
    );
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(existsSync(path.join(root, `usr/share/icons/hicolor/${size}x${size}/apps/deskside.png`))).toBe(
        true,
      );
    }
  });

  it('stays below the size we aim for', () => {
    expect(readFileSync(deb).length).toBeLessThan(MOST_BYTES);
  });

  it('is the same, byte for byte, when it is built once more in another place', async () => {
    const again = mkdtempSync(path.join(os.tmpdir(), 'deskside-again-'));
    try {
      const make = [inRoot('build/launch.mjs'), 'build/package/package.ts', 'deb'];
      await runQuietly(
        [process.execPath, ...make, '--version', VERSION, '--out', path.join(again, VERSION), '--force'],
        { cwd: inRoot(), env: { ...process.env, SOURCE_DATE_EPOCH } },
      );
      expect(hashOf(path.join(again, VERSION, path.basename(deb)))).toBe(hashOf(deb));
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
});
