import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBuilder } from '../../build/package/builder';
import { PER_USER } from '../../build/package/windows/targets-windows';
import { inRoot } from '../../build/setup/root';
import { nsisTools } from './support/nsis-tools';
import { standInProgram } from './support/stand-in-program';

const folder = mkdtempSync(path.join(tmpdir(), 'deskside-nsis-whole-'));
const VERSION = '0.1.0';
let tools: Record<string, string>;
let unpacked: string;

beforeAll(async () => {
  unpacked = await standInProgram(folder, VERSION);
  tools = nsisTools(path.join(folder, 'tools'), path.join(unpacked, 'deskside.exe'));
  const { name, description, author } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Record<
    string,
    string
  >;
  mkdirSync(path.join(folder, 'app'));
  const manifest = { name, description, author, version: VERSION, main: 'index.js' };
  writeFileSync(path.join(folder, 'app/package.json'), JSON.stringify(manifest));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(overrides: Record<string, unknown>): Promise<readonly string[]> {
  return runBuilder({
    platform: 'win32',
    target: 'nsis',
    version: VERSION,
    app: path.join(folder, 'app'),
    out: path.join(folder, 'out'),
    epoch: 1_700_000_000,
    prepackaged: unpacked,
    overrides: { ...overrides, compression: 'store' },
    tools,
  });
}

describe('the whole script of electron-builder, with what Deskside adds', () => {
  it.each([
    ['for everybody of the computer', {}, 'Deskside-Setup-0.1.0-x64.exe'],
    ['for one person', PER_USER, 'Deskside-Setup-User-0.1.0-x64.exe'],
  ])('compiles without a warning %s', async (_what, overrides, name) => {
    const files = await build(overrides);
    expect(files.map((file) => path.basename(file))).toContain(name);
    expect(existsSync(path.join(folder, 'out', name))).toBe(true);
  });

  it('does not compile with a slip in ours', async () => {
    const include = path.join(folder, 'installer.nsh');
    copyFileSync(inRoot('build/package/windows/installer.nsh'), include);
    writeFileSync(
      include,
      readFileSync(include, 'utf8').replace(
        '"Deskside" \'"$appExe" --at-login\'',
        '"Deskside" \'"$apExe" --at-login\'',
      ),
    );
    await expect(build({ nsis: { include } })).rejects.toThrow(/apExe/);
  });
});
