import { execFileSync } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../build/run/until.ts';
import { inRoot } from '../../build/setup/root.ts';
import { builtPackage } from './support/packages.ts';
import { throwawayRoot, type ThrowawayRoot } from './support/throwaway-root.ts';

const POLICY = '/etc/deskside/policy.json';
const DROP = '/var/lib/deskside/enrollment/token';
const TOKEN = 'abc-DEF_0123456789';
const SERVICE = inRoot('build/package/linux/files/deskside-policy.service');

const unitSays = (key: string) =>
  [...readFileSync(SERVICE, 'utf8').matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(
    ([, value = '']) => value,
  );

/** Run as systemd runs it: as root with the capabilities that its unit leaves. */
const TAKE = [
  'setpriv --no-new-privs --inh-caps=-all --bounding-set=-all',
  ...(unitSays('CapabilityBoundingSet')[0] ?? '')
    .split(' ')
    .map((name) => name.toLowerCase().replace('cap_', '+')),
]
  .join(',')
  .concat(' -- /usr/lib/deskside/take-token');

/** The system calls of a set such as @system-service, sets inside it opened. */
function callsIn(set: string): string[] {
  if (!set.startsWith('@')) return [set];
  return execFileSync('systemd-analyze', ['syscall-filter', set], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^ +[^ #]/.test(line))
    .flatMap((line) => callsIn(line.trim()));
}

describe('the scripts of the deb, in a system that is thrown away', () => {
  let root: ThrowawayRoot;
  let deb: string;
  const install = () => root.run(`dpkg -i ${deb} 2>&1`);
  const modeOf = (file: string) => root.run(`stat -c '%a %u %g' ${file}`).trim();

  beforeAll(async () => {
    deb = await builtPackage('deb', { version: '0.1.0' });
    root = throwawayRoot();
    root.run('useradd --create-home --uid 4711 dsone; useradd --create-home --uid 4712 dstwo');
    install();
  });
  afterAll(() => root.close());

  describe('installing', () => {
    it('makes the folders of policy and drop, as root’s, and leaves every file as it was packed', () => {
      expect(modeOf('/etc/deskside')).toBe('755 0 0');
      expect(modeOf('/var/lib/deskside')).toBe('755 0 0');
      expect(modeOf('/var/lib/deskside/enrollment')).toBe('733 0 0');
      expect(root.run('dpkg -V deskside')).toBe('');
      expect(
        root.run(
          'find /opt/Deskside /usr/lib/deskside /etc/deskside -not -user root -o -perm /022 -not -type l',
        ),
      ).toBe('');
    });

    it('does the same when it is done again', () => {
      install();
      expect(root.run('dpkg -V deskside; systemctl is-enabled deskside-policy.path')).toBe('enabled\n');
      expect(modeOf('/var/lib/deskside/enrollment')).toBe('733 0 0');
    });

    it('watches the policy again after a removal that was broken off', () => {
      root.run('/var/lib/dpkg/info/deskside.prerm remove');
      expect(root.run('systemctl is-enabled deskside-policy.path || true')).toBe('disabled\n');
      root.run('/var/lib/dpkg/info/deskside.postinst abort-remove');
      expect(root.run('systemctl is-enabled deskside-policy.path')).toBe('enabled\n');
    });

    it('brings units that systemd finds nothing wrong with, and that may do little', () => {
      const units = ['path', 'service']
        .map((kind) => `/usr/lib/systemd/system/deskside-policy.${kind}`)
        .join(' ');
      expect(root.run(`systemd-analyze verify --man=no ${units} 2>&1 | grep deskside || true`)).toBe('');
      const said = root.run(
        `systemd-analyze security --offline=true --threshold=15 ${units.split(' ')[1] ?? ''} 2>&1 | tail -n 1`,
      );
      expect(said).toMatch(/exposure level for deskside-policy.service: (?:0\.\d|1\.[0-5]) OK/);
    });
  });

  it('leave the unit every system call that its programs make', () => {
    const allowed = new Set<string>();
    for (const rule of unitSays('SystemCallFilter')) {
      const calls = rule.replace(/^~/, '').split(' ').flatMap(callsIn);
      for (const call of calls) {
        if (rule.startsWith('~')) allowed.delete(call);
        else allowed.add(call);
      }
    }
    // As strace lists them.
    const made =
      'openat newfstatat statx mmap mprotect munmap brk close read pread64 write lseek fcntl ioctl dup2 pipe2 access ' +
      'statfs unlinkat renameat renameat2 fsync fchmodat fchownat chdir clone vfork execve wait4 exit_group futex ' +
      'rt_sigaction rt_sigprocmask rt_sigreturn prlimit64 getrandom set_robust_list set_tid_address rseq arch_prctl ' +
      'getuid geteuid getgid getegid getpid getppid';
    expect(made.split(' ').filter((call) => !allowed.has(call))).toEqual([]);
    expect(['setuid', 'mount', 'ptrace', 'bpf', 'init_module'].filter((call) => allowed.has(call))).toEqual(
      [],
    );
  });

  describe('the token', () => {
    beforeEach(() => root.run(`rm -rf ${DROP} ${POLICY}`));

    it('goes from the policy to where the agent can delete it', () => {
      root.write(
        POLICY,
        `{\n  "SERVER_URL": "https://desk.example.org",\n  "ENROLL_TOKEN" :\n "${TOKEN}", "TAGS": ["a"]\n}\n`,
      );
      root.run(TAKE);
      expect(JSON.parse(root.read(POLICY))).toEqual({
        SERVER_URL: 'https://desk.example.org',
        ENROLL_TOKEN: null,
        TAGS: ['a'],
      });
      expect(root.read(DROP).trim()).toBe(TOKEN);
      expect([modeOf(DROP), modeOf(POLICY)]).toEqual(['644 0 0', '644 0 0']);
      expect(root.run('find /var/lib/deskside /etc/deskside -name ".*"')).toBe('');
      // An ordinary person reads and deletes it, and can neither list the folder nor write the file.
      expect(
        root
          .run(
            `setpriv --reuid=4711 --regid=4711 --clear-groups sh -c '
        cat ${DROP}; ls ${DROP.replace('/token', '')} 2>/dev/null; echo x 2>/dev/null >>${DROP}; rm ${DROP}'`,
          )
          .trim(),
      ).toBe(TOKEN);
    });

    it('appears in the folder that people may write to in one step, finished', async () => {
      const seen: string[] = [];
      const watcher = watch(root.place(path.dirname(DROP)), (_event, name) => void seen.push(name ?? ''));
      root.write(POLICY, `{"ENROLL_TOKEN": "${TOKEN}"}`);
      root.run(TAKE);
      await until('the token to be seen', async () => seen.includes('token') || undefined);
      watcher.close();
      expect(new Set(seen)).toEqual(new Set(['token']));
    });

    it('leaves the policy the group that IT gave it', () => {
      root.write(POLICY, `{"ENROLL_TOKEN": "${TOKEN}"}`);
      root.run(`chown root:adm ${POLICY}; chmod 0640 ${POLICY}; ${TAKE}`);
      expect([root.read(DROP).trim(), root.run(`stat -c '%a %U:%G' ${POLICY}`)]).toEqual([
        TOKEN,
        '640 root:adm\n',
      ]);
    });

    it.each([
      ['none in it', '{"SITE": "a"}'],
      ['null', '{"ENROLL_TOKEN": null}'],
      ['a name that only looks like it', String.raw`{"SITE": "\"ENROLL_TOKEN\": \"${TOKEN}\""}`],
      ['half a file', `{"ENROLL_TOKEN": "${TOKEN}`],
    ])('stays away: %s', (_, policy) => {
      root.write(POLICY, policy);
      root.run(TAKE);
      expect(root.read(POLICY).trim()).toBe(policy);
      expect(root.run(`ls ${DROP} 2>/dev/null || true`)).toBe('');
    });

    it.each([
      ['a policy that others may write', `chmod 0666 ${POLICY}`],
      ['a policy that belongs to somebody', `chown 4711 ${POLICY}`],
      ['a link instead of a policy', `mv ${POLICY} /tmp/p.json; ln -s /tmp/p.json ${POLICY}`],
      ['a folder that others may write', 'chmod 0777 /etc/deskside'],
    ])('is not taken out of %s', (_, spoil) => {
      root.write(POLICY, `{"ENROLL_TOKEN": "${TOKEN}"}`);
      root.run(spoil);
      expect(() => root.run(TAKE)).toThrow('left as it is');
      root.run('chmod 0755 /etc/deskside; rm -f /tmp/p.json');
      expect(root.run(`ls ${DROP} 2>/dev/null || true`)).toBe('');
    });

    it.each([
      ['a folder with something in it', `mkdir -p ${DROP}/x`],
      ['a link to a file of root’s', `ln -s /etc/hostname ${DROP}`],
    ])('comes through where somebody put %s in its way', (_, put) => {
      const before = root.read('/etc/hostname');
      root.run(`setpriv --reuid=4711 --regid=4711 --clear-groups sh -c '${put}'`);
      root.write(POLICY, `{"ENROLL_TOKEN": "${TOKEN}"}`);
      root.run(TAKE);
      expect([root.read(DROP).trim(), modeOf(DROP)]).toEqual([TOKEN, '644 0 0']);
      expect(root.read('/etc/hostname')).toBe(before);
    });
  });

  describe('removing', () => {
    const fillHomes = () =>
      root.run(`
        for n in dsone dstwo; do
          setpriv --reuid=$n --regid=$n --clear-groups sh -c "mkdir -p /home/$n/.config/Deskside; echo x > /home/$n/.config/Deskside/identity"
        done
        mkdir -p /srv/precious/Deskside; echo keep > /srv/precious/Deskside/file`);

    it('ends everybody’s agents first with a request, and no other program', () => {
      const said = root.run(`
        cp /bin/sleep /opt/Deskside/deskside
        for n in dsone dstwo; do
          setpriv --reuid=$n --regid=$n --clear-groups bash -c '
            exec -a /opt/Deskside/deskside /opt/Deskside/deskside 60' & eval agent_$n=$!
        done
        cp /bin/sleep /tmp/deskside; /tmp/deskside 60 & other=$!
        until [ "$(readlink /proc/$agent_dsone/exe)" = /opt/Deskside/deskside ] &&
          [ "$(readlink /proc/$agent_dstwo/exe)" = /opt/Deskside/deskside ]; do :; done
        /var/lib/dpkg/info/deskside.prerm upgrade 9.9.9
        kill -0 $agent_dsone && echo 'goes on while upgrading'
        /var/lib/dpkg/info/deskside.prerm remove
        wait $agent_dsone || echo $?
        wait $agent_dstwo || echo $?
        kill -0 $other && echo 'other lives'`);
      expect(said).toBe('goes on while upgrading\n143\n143\nother lives\n');
      install();
    });

    it('keeps what belongs to people and to IT', () => {
      fillHomes();
      root.write(POLICY, `{"ENROLL_TOKEN": "${TOKEN}"}`);
      root.run('dpkg -r deskside 2>&1');
      expect(root.run('ls /home/*/.config/Deskside/identity').trim().split('\n')).toHaveLength(2);
      expect(root.read(POLICY)).toContain(TOKEN);
      expect(root.run('ls -d /opt/Deskside /var/lib/deskside /usr/bin/deskside 2>/dev/null || true')).toBe(
        '',
      );
      install();
    });

    it('keeps people’s data at a purge too, when the policy says so', () => {
      fillHomes();
      root.write(POLICY, '{\n"SITE": "a",\n"KEEP_DATA":\ttrue\n}');
      root.run('dpkg --purge deskside 2>&1');
      expect(root.run('ls /home/*/.config/Deskside/identity').trim().split('\n')).toHaveLength(2);
      install();
    });

    it('finds people whom only a directory knows, homes with spaces, and no home that root did not make', () => {
      root.run(`
        mkdir -p '/home/CORP/Anna Lena/.config/Deskside' /home/dsone/projects/bobs/.config/Deskside
        chown -R 90001:90001 '/home/CORP/Anna Lena'; chown -R 4712:4712 /home/dsone/projects/bobs
        ln -s '/home/CORP/Anna Lena' /home/CORP/link
        echo '{}' >${POLICY}
        dpkg --purge deskside 2>&1`);
      expect(root.run('ls "/home/CORP/Anna Lena/.config" /home/dsone/projects/bobs/.config')).toBe(
        '/home/CORP/Anna Lena/.config:\n\n/home/dsone/projects/bobs/.config:\nDeskside\n',
      );
      root.run('rm -rf /home/CORP /home/dsone/projects');
      install();
    });

    it('leaves nothing at a purge, and lets no link in a home lead it anywhere', () => {
      fillHomes();
      // One person's folder is a link to what only root may change, another's leads there by the folder above.
      root.run(`rm -rf /home/dsone/.config /home/dstwo/.config/Deskside
        setpriv --reuid=dsone --regid=dsone --clear-groups ln -s /srv/precious /home/dsone/.config
        setpriv --reuid=dstwo --regid=dstwo --clear-groups ln -s /srv/precious/Deskside /home/dstwo/.config/Deskside`);
      root.write(POLICY, '{"KEEP_DATA": false}');
      root.run('dpkg --purge deskside 2>&1');
      expect(root.read('/srv/precious/Deskside/file')).toBe('keep\n');
      root.run(
        'rm -rf /srv/precious /tmp/deskside; userdel -r -f dsone 2>/dev/null; userdel -r -f dstwo 2>/dev/null; true',
      );
      expect(root.added().filter((name) => /deskside/i.test(name))).toEqual([]);
    });
  });

  it('are plain POSIX shell', () => {
    const scripts = execFileSync('dpkg-deb', ['-I', deb, 'postinst', 'prerm', 'postrm'], {
      encoding: 'utf8',
    });
    expect(scripts.match(/^#!\/bin\/sh$/gm)).toHaveLength(3);
    for (const name of ['postinst', 'prerm', 'postrm']) {
      execFileSync('dash', ['-n'], { input: execFileSync('dpkg-deb', ['-I', deb, name]) });
    }
  });
});
