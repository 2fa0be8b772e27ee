import { describe, expect, test } from 'vitest';
import { compareDebianVersions } from '../../../src/main/diagnostics/parse/debian-version';
import {
  parseDpkg,
  parseFlatpak,
  parsePacman,
  parseRpm,
  parseSnap,
  shortened,
} from '../../../src/main/diagnostics/parse/packages';
import {
  lastDpkgInstall,
  newerKernel,
  parseCheckUpdate,
  parsePacmanUpdates,
  parseUpdatesAvailable,
  securityUpdates,
} from '../../../src/main/diagnostics/parse/pending-updates';
import { parseStat } from '../../../src/main/diagnostics/parse/stat';
import { applicationsProbe } from '../../../src/main/diagnostics/probes/applications';
import { softwareProbe } from '../../../src/main/diagnostics/probes/software';
import { updatesProbe } from '../../../src/main/diagnostics/probes/updates';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { fixture, machine } from './software-context';

describe('packages', () => {
  test('dpkg: what is really installed, names as they are', () => {
    const list = parseDpkg(fixture('linux/dpkg-query.txt'));
    expect(list.map((entry) => entry.name)).toEqual([
      'adduser',
      'libc6',
      'libc6',
      '$(touch canary)',
      'firefox-esr',
      'libreoffice-core',
    ]);
    expect(parseDpkg('')).toEqual([]);
    expect(parseDpkg('\x00\x01\t\n\t\t\t')).toEqual([]);
  });

  test('the other package managers', () => {
    expect(parseRpm('bash\t5.2.15-1.fc38\tFedora Project\ngpg-pubkey\tabc-1\t(none)\nodd\n')).toEqual([
      { name: 'bash', version: '5.2.15-1.fc38', publisher: 'Fedora Project' },
    ]);
    expect(parsePacman('linux 6.6.1.arch1-1\nerror: x y z\n')).toEqual([
      { name: 'linux', version: '6.6.1.arch1-1', publisher: null },
    ]);
    expect(parseFlatpak(fixture('linux/flatpak-list.txt'))).toEqual([
      { name: 'LibreOffice', version: '24.2.1.2', publisher: 'flathub', id: 'org.libreoffice.LibreOffice' },
      { name: 'Firefox', version: '121.0', publisher: 'flathub', id: 'org.mozilla.firefox' },
    ]);
    expect(parseSnap(fixture('linux/snap-list.txt'))).toEqual([
      { name: 'chromium', version: '119.0.6045.159', publisher: 'canonical', id: 'chromium' },
      { name: 'core22', version: '20231123', publisher: 'canonical', id: 'core22' },
    ]);
    expect(parseSnap('No snaps are installed yet. Try "snap install hello-world".')).toEqual([]);
  });

  test('of 10,000 packages 3,000 are kept, programs before libraries, and all are counted', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const name = index % 4 === 0 ? `program${index}` : `lib${'x'.repeat(300)}${index}-dev`;
      return `${name}\t1.${index}\tii \n`;
    }).join('');
    const found = await softwareProbe.run(machine({ programs: { 'dpkg-query': rows } }));
    if (found.status !== 'collected') throw new Error(found.detail);
    expect(found.data.total).toBe(10_000);
    expect(found.data.items).toHaveLength(3000);
    expect(found.data.items.filter((entry) => entry.name.startsWith('program'))).toHaveLength(2500);
    expect(SECTION_DATA.software.safeParse(found.data).success).toBe(true);
    expect(shortened([])).toEqual([]);
  });

  test('asked once for both sections; without any package manager not applicable', async () => {
    let asked = 0;
    const context = machine({
      programs: {
        'dpkg-query': () => {
          asked += 1;
          return fixture('linux/dpkg-query.txt');
        },
      },
      files: {
        '/etc/xdg/mimeapps.list':
          '[Added Associations]\ntext/html=x\n[Default Applications]\nx-scheme-handler/https=firefox-esr.desktop;\n',
      },
    });
    const [software, applications] = await Promise.all([
      softwareProbe.run(context),
      applicationsProbe.run(context),
    ]);
    expect(asked).toBe(1);
    expect(software.status).toBe('collected');
    expect(applications).toEqual({
      status: 'collected',
      data: {
        browsers: [{ name: 'Firefox', version: '115.5.0esr', default: true }],
        office: [{ name: 'LibreOffice', version: '7.4.7' }],
      },
    });
    expect(await softwareProbe.run(machine({}))).toMatchObject({ status: 'not-applicable' });
  });

  test('a package manager that fails is a failure, not an empty list', async () => {
    const context = machine({
      programs: { 'dpkg-query': () => ({ ok: false, reason: 'deadline', detail: 'dpkg-query' }) },
    });
    expect(await softwareProbe.run(context)).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect(await applicationsProbe.run(context)).toMatchObject({ status: 'failed', reason: 'deadline' });
  });

  test('what was not understood is a failure as well; a package manager without packages is none', async () => {
    const garbled = machine({ programs: { 'dpkg-query': 'a\0b\n[[[' } });
    expect(await softwareProbe.run(garbled)).toMatchObject({ status: 'failed', reason: 'unreadable' });
    const unused = machine({ programs: { rpm: '', pacman: 'bash 5.2-1\n' } });
    expect(await softwareProbe.run(unused)).toMatchObject({ data: { total: 1 } });
  });
});

describe('updates', () => {
  test.each([
    ['1.0', '1.0', 0],
    ['1:0.9', '2.0', 1],
    ['1.10', '1.9', 1],
    ['1.0~rc1', '1.0', -1],
    ['2.36-9+deb12u10', '2.36-9+deb12u9', 1],
    ['1.0-1', '1.0-1+b1', -1],
    ['1.0a', '1.0+', -1],
    ['2.1.28+dfsg-10', '2.1.28-10', 1],
  ])('Debian versions: %s against %s', (a, b, order) => {
    expect(Math.sign(compareDebianVersions(a, b))).toBe(order);
    expect(Math.sign(compareDebianVersions(b, a)) + order).toBe(0);
  });

  test('security lists against what is installed, the newest of each', () => {
    const installed = parseDpkg(fixture('linux/dpkg-query.txt'));
    expect(securityUpdates(fixture('linux/security-packages.txt'), installed)).toEqual([
      { name: 'adduser', version: '3.134+deb12u1', security: true },
      { name: 'firefox-esr', version: '128.5.0esr-1~deb12u1', security: true },
    ]);
    expect(securityUpdates('', installed)).toEqual([]);
    expect(securityUpdates('Package: adduser\nno version\n', installed)).toEqual([]);
  });

  test('what update-notifier counted, also in German, without the subscription’s', () => {
    expect(parseUpdatesAvailable(fixture('linux/updates-available.de.txt'))).toEqual({
      pending: 671,
      security: 460,
    });
    expect(parseUpdatesAvailable('\n0 updates can be applied immediately.\n')).toEqual({
      pending: 0,
      security: 0,
    });
    expect(parseUpdatesAvailable('')).toBeNull();
    expect(parseUpdatesAvailable('odd words')).toBeNull();
  });

  test('other package managers and kernels', () => {
    const dnf =
      '\nbash.x86_64      5.2.21-1.fc39    updates\nObsoleting Packages\nold.noarch  1-1  updates\n';
    expect(parseCheckUpdate(dnf)).toEqual([{ name: 'bash', version: '5.2.21-1.fc39', security: false }]);
    expect(parsePacmanUpdates('linux 6.6.1-1 -> 6.6.2-1\n')).toEqual([
      { name: 'linux', version: '6.6.2-1', security: false },
    ]);
    const boot = ['vmlinuz-6.1.0-9-amd64', 'vmlinuz-6.1.0-13-amd64', 'vmlinuz-6.5.0-1-rt-amd64', 'grub'];
    expect(newerKernel(boot, '6.1.0-9-amd64')).toBe('6.1.0-13-amd64');
    expect(newerKernel(boot, '6.1.0-13-amd64')).toBeNull();
    expect(newerKernel([], '6.1.0-13-amd64')).toBeUndefined();
    const log =
      '2023-11-20 10:00:00 status installed bash:amd64 5\n2023-11-21 10:00:00 status half-installed x\n';
    expect(lastDpkgInstall(log)).toBe('2023-11-20 10:00:00');
  });

  test('Debian: security by comparing, the rest not known; a restart asked for by name', async () => {
    const found = await updatesProbe.run(
      machine({
        programs: {
          'dpkg-query': fixture('linux/dpkg-query.txt'),
          '/usr/lib/apt/apt-helper': fixture('linux/security-packages.txt'),
          stat: '0 1700550843 /var/lib/apt/lists/partial\n',
        },
        folders: {
          '/var/lib/apt/lists': [
            'deb.debian.org_debian-security_main_binary-amd64_Packages.lz4',
            'other_Packages',
          ],
        },
        files: {
          '/var/lib/dpkg/status': '',
          '/run/reboot-required': '',
          '/run/reboot-required.pkgs': 'linux-image-6.1.0-13-amd64\nlibc6\nlibc6\n',
        },
      }),
    );
    expect(found).toMatchObject({
      data: {
        pending: null,
        securityPending: 2,
        rebootRequired: true,
        rebootReason: 'linux-image-6.1.0-13-amd64, libc6',
        checkedAt: '2023-11-21T07:14:03.000Z',
      },
    });
  });

  test('no package manager with updates that are known here', async () => {
    expect(await updatesProbe.run(machine({}))).toMatchObject({ status: 'not-applicable' });
  });

  test('stat, where birth is not kept', () => {
    const times = parseStat('0 1700550843 /a b\n- 1 /old\nstat: cannot\n');
    expect(times.get('/a b')).toEqual({ bornAt: null, modifiedAt: '2023-11-21T07:14:03.000Z' });
    expect(times.get('/old')).toEqual({ bornAt: null, modifiedAt: null });
  });
});
