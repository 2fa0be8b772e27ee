import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { parseFpm, type FpmRequest } from './fpm-arguments.ts';
import { settle, walk } from './tree.ts';

/**
 * Stands in for `fpm -s dir -t deb|rpm` where the real one cannot be downloaded, as far as electron-builder calls it:
 * Debian's and Red Hat's own tools make the package from the same tree, the same control data and the same scripts.
 */
function run(file: string, args: readonly string[], cwd?: string): string {
  return execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function gather(request: FpmRequest, root: string): void {
  for (const { from, to } of request.maps) {
    const target = path.join(root, to);
    mkdirSync(path.dirname(target), { recursive: true });
    if (from.endsWith('/')) cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(from, target);
  }
}

function lines(request: FpmRequest): { summary: string; long: readonly string[] } {
  const [first = '', ...rest] = request.one('description').split('\n');
  const long = rest.map((line) => line.trim()).filter((line) => line !== '');
  return { summary: first.trim() || (long[0] ?? request.one('name')), long };
}

const SCRIPTS = [
  ['before-install', 'preinst', 'pre'],
  ['after-install', 'postinst', 'post'],
  ['before-remove', 'prerm', 'preun'],
  ['after-remove', 'postrm', 'postun'],
] as const;

function makeDeb(request: FpmRequest, root: string, epoch: number): void {
  const files = walk(root).filter((file) => !lstatSync(file).isDirectory());
  const size = files.reduce((sum, file) => sum + Math.ceil(lstatSync(file).size / 1024), 0);
  const { summary, long } = lines(request);
  const field = (name: string, value: string | undefined) => (value ? [`${name}: ${value}`] : []);
  const control = [
    ...field('Package', request.one('name')),
    ...field('Version', request.one('version')),
    ...field('Architecture', request.one('architecture')),
    ...field('Maintainer', request.one('maintainer')),
    ...field('Installed-Size', String(size)),
    ...field('Depends', request.many('depends').join(', ')),
    ...field('Recommends', request.many('deb-recommends').join(', ')),
    ...field('Section', request.find('category') ?? 'utils'),
    ...field('Priority', request.find('deb-priority') ?? 'optional'),
    ...field('Homepage', request.find('url')),
    ...field('Description', summary),
    ...long.map((line) => ` ${line}`),
  ];
  // The list `dpkg --verify` compares with.
  const sums = files
    .filter((file) => lstatSync(file).isFile())
    .map((file) => `${md5(file)}  ${path.relative(root, file)}`);
  const about = path.join(root, 'DEBIAN');
  mkdirSync(about);
  writeFileSync(path.join(about, 'control'), `${control.join('\n')}\n`);
  writeFileSync(path.join(about, 'md5sums'), `${sums.join('\n')}\n`);
  for (const [option, name] of SCRIPTS) {
    const script = request.find(option);
    if (script === undefined) continue;
    copyFileSync(script, path.join(about, name));
    chmodSync(path.join(about, name), 0o755);
  }
  settle(root, epoch);
  const level = request.find('deb-compression-level');
  run('dpkg-deb', [
    '--root-owner-group',
    `-Z${request.one('deb-compression')}`,
    ...(level === undefined ? [] : [`-z${level}`]),
    '-b',
    root,
    request.one('package'),
  ]);
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}

/** Folders every system has belong to the system; what stands below these is ours. */
const OWN_FOLDERS = ['/opt/Deskside', '/etc/deskside', '/usr/lib/deskside', '/usr/share/doc/deskside'];

function rpmFiles(root: string): string[] {
  return walk(root).flatMap((place) => {
    const name = place.slice(root.length);
    if (!lstatSync(place).isDirectory()) return [`"${name}"`];
    const ours = OWN_FOLDERS.some((folder) => name === folder || name.startsWith(`${folder}/`));
    return ours ? [`%dir "${name}"`] : [];
  });
}

const RPM_COMPRESSION: Readonly<Record<string, string>> = {
  xz: 'xzdio',
  xzmt: 'xzdio',
  zstd: 'zstdio',
  gzip: 'gzdio',
};

function makeRpm(request: FpmRequest, root: string, work: string, epoch: number): void {
  const { summary, long } = lines(request);
  const payload = RPM_COMPRESSION[request.one('rpm-compression')] ?? 'xzdio';
  const scripts = SCRIPTS.flatMap(([option, , tag]) => {
    const script = request.find(option);
    // A percent sign in a script is rpm's own macro unless it is doubled.
    return script === undefined
      ? []
      : [`%${tag} -p /bin/sh`, readFileSync(script, 'utf8').replaceAll('%', '%%'), ''];
  });
  settle(root, epoch);
  const spec = [
    `%define _binary_payload w${request.find('rpm-compression-level') ?? '6'}.${payload}`,
    // Nothing is stripped, compressed or searched: the files are finished.
    '%define __spec_install_post %{nil}',
    '%define debug_package %{nil}',
    '%define _build_id_links none',
    '%define _buildhost localhost',
    '%define use_source_date_epoch_as_buildtime 1',
    '%define clamp_mtime_to_source_date_epoch 1',
    'AutoReqProv: no',
    `Name: ${request.one('name')}`,
    `Version: ${request.one('version').replaceAll('-', '~')}`,
    'Release: 1',
    `Summary: ${request.find('rpm-summary') ?? summary}`,
    `License: ${request.find('license') ?? 'Apache-2.0'}`,
    `Vendor: ${request.one('vendor')}`,
    `URL: ${request.one('url')}`,
    `Packager: ${request.one('maintainer')}`,
    ...request.many('depends').map((name) => `Requires: ${name}`),
    '%description',
    long.join('\n') || summary,
    '%install',
    `cp -a ${root}/. %{buildroot}/`,
    ...scripts,
    '%files',
    '%defattr(-,root,root,-)',
    ...rpmFiles(root),
    '',
  ];
  const file = path.join(work, 'deskside.spec');
  writeFileSync(file, spec.join('\n'));
  const define = (name: string, value: string) => ['--define', `${name} ${value}`];
  run('rpmbuild', [
    '-bb',
    '--quiet',
    '--target',
    RPM_ARCHS[request.one('architecture')] ?? request.one('architecture'),
    ...define('_topdir', path.join(work, 'rpm')),
    ...define('_rpmdir', path.join(work, 'rpms')),
    ...define('_rpmfilename', 'made.rpm'),
    file,
  ]);
  copyFileSync(path.join(work, 'rpms/made.rpm'), request.one('package'));
}

const RPM_ARCHS: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

const request = parseFpm(process.argv.slice(2));
const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0);
const work = mkdtempSync(path.join(os.tmpdir(), 'deskside-fpm-'));
try {
  const root = path.join(work, 'root');
  mkdirSync(root, { mode: 0o755 });
  gather(request, root);
  if (request.one('t') === 'deb') makeDeb(request, root, epoch);
  else if (request.one('t') === 'rpm') makeRpm(request, root, work, epoch);
  else throw new Error(`this stand-in makes no ${request.one('t')}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
