import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builderConfig, readBuilderConfig } from '../../build/package/builder-config';
import { macOverrides, MACOS_TARGETS } from '../../build/package/macos/targets-macos';
import { inRoot } from '../../build/setup/root';
import { readPlist } from './support/plist';

// None of this has run on macOS: the scripts run here with Apple's programs stood in for.

const SCRIPTS = inRoot('build/package/macos/pkg-scripts');
const UNINSTALL = inRoot('build/package/macos/uninstall');
const LABEL = 'org.deskside.agent';
let volume: string;

/** Two people at the screen, and preferences that are lines of NAME=value. */
const STAND_INS: Readonly<Record<string, string>> = {
  ps: 'printf "  501 /System/Library/CoreServices/loginwindow.app/Contents/MacOS/loginwindow\\n  502 /System/x/loginwindow\\n  501 /usr/sbin/cfprefsd\\n"',
  launchctl: 'echo "$@" >>"$LOG"; exit 3',
  plutil: [
    'if [ "$1" = -extract ]; then file=$6; [ -f "$file" ] || exit 1; value=$(sed -n "s/^$2=//p" "$file"); [ -n "$value" ] || exit 1; printf %s "$value"',
    'else sed -i "/^$2=/d" "$3"; fi',
  ].join('\n'),
};

function run(script: string, ...args: readonly string[]) {
  return spawnSync('dash', [path.join(SCRIPTS, script), ...args], {
    encoding: 'utf8',
    env: { PATH: `${path.join(volume, 'stand-ins')}:/usr/bin:/bin`, LOG: path.join(volume, 'launchctl.log') },
  });
}

const inVolume = (...parts: string[]) => path.join(volume, 'root', ...parts);
const support = () => inVolume('Library/Application Support/Deskside');
const install = () => run('postinstall', 'package.pkg', '/Applications', inVolume());
const mode = (file: string) => (statSync(file).mode & 0o7777).toString(8);

beforeEach(() => {
  volume = mkdtempSync(path.join(tmpdir(), 'deskside-macos-'));
  mkdirSync(path.join(volume, 'stand-ins'));
  for (const [name, body] of Object.entries(STAND_INS)) {
    const file = path.join(volume, 'stand-ins', name);
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
  }
  mkdirSync(inVolume('Library/Application Support'), { recursive: true });
  mkdirSync(inVolume('Library/Preferences'), { recursive: true });
});

afterEach(() => rmSync(volume, { recursive: true, force: true }));

describe('the property lists of the macOS package', () => {
  it('start one agent for each person at a screen, told that it is the log-in', () => {
    const agent = readPlist(path.join(SCRIPTS, `${LABEL}.plist`));
    expect(agent).toEqual({
      Label: LABEL,
      ProgramArguments: ['/Applications/Deskside.app/Contents/MacOS/Deskside', '--at-login'],
      RunAtLoad: true,
      LimitLoadToSessionType: 'Aqua',
      ProcessType: 'Interactive',
    });
  });

  it('entitle the program to no more than its engine needs', () => {
    expect(readPlist(inRoot('build/package/macos/entitlements.plist'))).toEqual({
      'com.apple.security.cs.allow-jit': true,
    });
  });

  it('are named by electron-builder.yml, and there', () => {
    const config = readBuilderConfig() as { mac: Record<string, string>; pkg: { scripts: string } };
    expect(config.mac).toMatchObject({ hardenedRuntime: true, executableName: 'Deskside' });
    for (const name of ['entitlements', 'entitlementsInherit']) {
      expect(existsSync(inRoot(config.mac[name] ?? '')), name).toBe(true);
    }
    const resources = (readBuilderConfig()['directories'] as { buildResources: string }).buildResources;
    expect(path.join(inRoot(resources), config.pkg.scripts)).toBe(SCRIPTS);
  });
});

describe('the macOS targets', () => {
  it('say on other systems that they need macOS', () => {
    expect(MACOS_TARGETS.map(({ name }) => name)).toEqual(['pkg', 'dmg', 'mac-zip']);
    for (const target of MACOS_TARGETS) expect(target.lacks()).toMatch(/macOS only/);
  });

  it('put the kind of package inside before the program is signed, beside what the file names', () => {
    const overrides = macOverrides('/tmp/package-kind');
    const run = { platform: 'darwin', version: '1.2.3', app: '', out: '', overrides } as const;
    expect(builderConfig(run).mac?.extraResources).toEqual([
      { from: 'build/package/macos/uninstall', to: 'uninstall' },
      { from: '/tmp/package-kind', to: 'package-kind' },
    ]);
  });
});

describe('the scripts of the macOS package', () => {
  it.each([...readdirSync(SCRIPTS).filter((name) => !name.includes('.')), '../uninstall'])(
    '%s is a POSIX script that can be run and stops at the first error',
    (name) => {
      const file = path.join(SCRIPTS, name);
      expect(spawnSync('dash', ['-n', file]).status).toBe(0);
      expect(statSync(file).mode & 0o111).toBe(0o111);
      expect(readFileSync(file, 'utf8')).toMatch(/^#!\/bin\/sh\n[\s\S]*^set -eu$/m);
    },
  );

  it('put the start at log-in and the place of the token where only root decides', () => {
    expect(install()).toMatchObject({ status: 0, stderr: '' });
    const agent = inVolume(`Library/LaunchAgents/${LABEL}.plist`);
    expect(readFileSync(agent, 'utf8')).toBe(readFileSync(path.join(SCRIPTS, `${LABEL}.plist`), 'utf8'));
    expect(mode(agent)).toBe('644');
    expect(mode(support())).toBe('755');
    expect(mode(path.join(support(), 'enrollment'))).toBe('733');
    for (const file of [agent, support(), path.join(support(), 'enrollment')])
      expect(statSync(file).uid).toBe(0);
    expect(install().status).toBe(0);
  });

  it('move a token out of the preferences', () => {
    const preferences = inVolume(`Library/Preferences/${LABEL}.plist`);
    writeFileSync(preferences, 'SERVER_URL=https://desk.example.org\nENROLL_TOKEN=token-of-the-fleet\n');
    expect(install()).toMatchObject({ status: 0, stderr: '' });
    const token = path.join(support(), 'enrollment/token');
    expect(readFileSync(token, 'utf8')).toBe('token-of-the-fleet\n');
    expect(mode(token)).toBe('644');
    expect(readFileSync(preferences, 'utf8')).toBe('SERVER_URL=https://desk.example.org\n');
    expect(readdirSync(support())).toEqual(['enrollment']);
  });

  it('leave a token that waits where it is', () => {
    install();
    writeFileSync(path.join(support(), 'enrollment/token'), 'waiting\n');
    expect(install().status).toBe(0);
    expect(readFileSync(path.join(support(), 'enrollment/token'), 'utf8')).toBe('waiting\n');
  });

  it('follow no link', () => {
    const elsewhere = path.join(volume, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, support());
    expect(install()).toMatchObject({ status: 1, stderr: expect.stringContaining('not trusted') as string });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(mode(elsewhere)).toBe('755');

    rmSync(support());
    install();
    const precious = path.join(volume, 'precious');
    writeFileSync(precious, 'kept');
    symlinkSync(precious, path.join(support(), 'enrollment/token'));
    writeFileSync(inVolume(`Library/Preferences/${LABEL}.plist`), 'ENROLL_TOKEN=token-of-the-fleet\n');
    expect(install().status).toBe(0);
    expect(readFileSync(precious, 'utf8')).toBe('kept');
    expect(readFileSync(path.join(support(), 'enrollment/token'), 'utf8')).toBe('token-of-the-fleet\n');
  });

  it('end the agents of everybody at a screen before the program is replaced', () => {
    expect(run('preinstall', 'package.pkg', '/Applications', '/')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(path.join(volume, 'launchctl.log'), 'utf8').split('\n')).toEqual([
      `bootout gui/501/${LABEL}`,
      `bootout gui/502/${LABEL}`,
      '',
    ]);
  });

  it('touch nobody’s session on another volume', () => {
    expect(run('preinstall', 'package.pkg', '/Applications', inVolume()).status).toBe(0);
    expect(install().status).toBe(0);
    expect(existsSync(path.join(volume, 'launchctl.log'))).toBe(false);
  });

  it('are removed by an administrator only', () => {
    const copy = path.join(volume, 'uninstall');
    cpSync(UNINSTALL, copy);
    const id = path.join(volume, 'stand-ins/id');
    writeFileSync(id, '#!/bin/sh\necho 501\n');
    chmodSync(id, 0o755);
    const done = spawnSync('dash', [copy], {
      encoding: 'utf8',
      env: { PATH: `${path.dirname(id)}:/usr/bin:/bin` },
    });
    expect(done).toMatchObject({ status: 77, stderr: expect.stringContaining('sudo') as string });
  });
});
