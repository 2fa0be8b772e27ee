import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPackage } from './support/packages.ts';
import { throwawayRoot, type ThrowawayRoot } from './support/throwaway-root.ts';

const TOKEN = 'abc-DEF_0123456789';
const PHASES = ['postinstall', 'preuninstall', 'postuninstall'];

describe('the rpm', () => {
  let rpm: string;
  let root: ThrowawayRoot;
  const ask = (...args: string[]) => execFileSync('rpm', ['-qp', ...args, rpm], { encoding: 'utf8' });

  beforeAll(async () => {
    rpm = await builtPackage('rpm', { version: '0.1.0' });
    root = throwawayRoot();
  });
  afterAll(() => root.close());

  it('says what it is and what it needs, by the names both families of systems have', () => {
    expect(ask('--queryformat', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}')).toBe(
      'deskside 0.1.0 x86_64 Apache-2.0',
    );
    expect(ask('--requires').split('\n')).toEqual(
      expect.arrayContaining(['gtk3', '(nss or mozilla-nss)', '(libXScrnSaver or libXss1)', 'xdg-utils']),
    );
    expect(ask('--configfiles')).toBe('');
  });

  it('has scripts that a plain shell reads, one for each step', () => {
    const scripts = ask('--scripts')
      .split(/^(\w+) scriptlet \(using \/bin\/sh\):$/m)
      .slice(1);
    expect(scripts.filter((_, index) => index % 2 === 0)).toEqual(PHASES);
    for (const input of scripts.filter((_, index) => index % 2 === 1))
      execFileSync('dash', ['-n'], { input });
  });

  it('belongs to root, and nobody else may write any of it', () => {
    const rows = ask(
      '--queryformat',
      '[%{FILEMODES:perms} %{FILEUSERNAME} %{FILEGROUPNAME} %{FILENAMES}\n]',
    ).trim();
    const wrong = rows
      .split('\n')
      .filter((row) => !/^(?:l|[d-]r[w-][x-]r-[x-]r-[x-]) ?\S* root root /.test(row));
    expect(wrong).toEqual([]);
    expect(rows).toContain(' /etc/xdg/autostart/deskside.desktop');
  });

  it('installs, takes the token, is upgraded and removed, and leaves the policy alone', () => {
    root.write('/etc/deskside/policy.json', `{"ENROLL_TOKEN": "${TOKEN}"}`);
    // The names of its needs are another family's: rpm is told not to look for them in Debian's system.
    const said = root.run(`
      rpm --initdb 2>/dev/null
      rpm -i --nodeps ${rpm} 2>&1
      rpm -V --nodeps deskside || true
      cat /var/lib/deskside/enrollment/token
      stat -c '%a %U' /var/lib/deskside/enrollment /opt/Deskside/deskside
      rpm -U --force --nodeps ${rpm} 2>&1
      stat -c '%a %U' /var/lib/deskside/enrollment
      rpm -e --nodeps deskside 2>&1
      ls -d /opt/Deskside /usr/bin/deskside /usr/lib/deskside /var/lib/deskside 2>/dev/null || true
      cat /etc/deskside/policy.json`);
    expect(
      said
        .trim()
        .split('\n')
        .filter((line) => !/^rpm: |chrome-sandbox/.test(line)),
    ).toEqual([TOKEN, '733 root', '755 root', '733 root', '{"ENROLL_TOKEN": null}']);
  });
});
