import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../bundle.ts';
import { hashInputs } from '../setup/content-hash.ts';
import { releaseKeys } from '../release/keys.ts';
import { inRoot } from '../setup/root.ts';
import { runQuietly } from '../setup/run-quietly.ts';
import { say, SetupError, step } from '../setup/step.ts';
import { stageApp } from './app-folder.ts';
import { isStandInRuntime } from './builder-config.ts';
import { runBuilder } from './builder.ts';
import { finishUnpacked } from './finish.ts';
import { linkTree, move, settle } from './tree.ts';
import type { Job, Platform, Target } from './target.ts';

/** Everything in the repository that decides what is in a package of the agent. */
const AGENT: NonNullable<Target['madeOf']> = {
  parts: ['main', 'preload', 'pages'],
  inputs: [
    'src/main',
    'src/preload',
    'src/shared',
    'src/renderer/kit',
    'src/renderer/agent',
    'build/package',
    'build/icons',
    'build/bundle-parts.ts',
    'package.json',
    'package-lock.json',
    'electron-builder.yml',
    'LICENSE',
    'node_modules/electron/dist/version',
  ],
};

export interface MakeOptions {
  readonly version: string;
  /** Laid over the program's folder before it is packed: a test's broken program. */
  readonly overlay?: string;
  /** Where finished files go, instead of `dist/<version>`. */
  readonly out?: string;
  readonly force?: boolean;
}

/** The time of the commit, so that a rebuild of it says the same; SOURCE_DATE_EPOCH wins, as everywhere. */
export async function commitTime(): Promise<number> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  return Number((await runQuietly(['git', 'log', '-1', '--format=%ct'], { cwd: inRoot() })).trim());
}

/** Makes each target that is not fresh: made before of the same sources, and still there. Answers the folder. */
export async function makePackages(targets: readonly Target[], options: MakeOptions): Promise<string> {
  const { version, overlay } = options;
  const out = options.out ?? inRoot('dist', version);
  const stamps = path.join(inRoot('.cache/package/stamps'), path.basename(path.dirname(out)), version);
  const epoch = await commitTime();
  const hashes = new Map<Target['madeOf'], string>();
  const hashOf = ({ madeOf = AGENT }: Target): string => {
    const known = hashes.get(madeOf);
    if (known !== undefined) return known;
    const sources = [...madeOf.inputs.map((one) => inRoot(one)), ...(overlay === undefined ? [] : [overlay])];
    const hash = [hashInputs(sources), epoch, ...releaseKeys()].join(' ');
    hashes.set(madeOf, hash);
    return hash;
  };
  const stale = targets.filter(
    (target) => options.force === true || !isFresh(stamps, target.name, hashOf(target), out),
  );
  if (stale.length === 0) return out;

  await bundle({ only: [...new Set(stale.flatMap(({ madeOf = AGENT }) => madeOf.parts))] });
  mkdirSync(out, { recursive: true });
  mkdirSync(stamps, { recursive: true });
  const work = inRoot('.cache/package/work', String(process.pid));
  rmSync(work, { recursive: true, force: true });
  const job = startJob({ version, out, work, epoch, ...(overlay === undefined ? {} : { overlay }) });
  try {
    for (const target of stale) {
      const stamp = path.join(stamps, target.name);
      rmSync(stamp, { force: true });
      await step(`Packaging ${target.name} ${version}`, () => target.make(job));
      writeFileSync(stamp, hashOf(target));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const agents = stale.filter(({ madeOf }) => madeOf === undefined);
  for (const platform of new Set(agents.map((target) => target.platform))) {
    if (isStandInRuntime(platform))
      say(
        `These ${platform} packages hold the stand-in Electron of development: for tests, never for people.`,
      );
  }
  return out;
}

function isFresh(stamps: string, name: string, hash: string, out: string): boolean {
  const stamp = path.join(stamps, name);
  return existsSync(out) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

interface JobFacts {
  readonly version: string;
  readonly out: string;
  readonly work: string;
  readonly epoch: number;
  readonly overlay?: string;
}

/** electron-updater's feed; its date is the commit's, so that a rebuild writes the same. */
const FEED = /latest[a-z0-9-]*\.yml$/;

function keepFeed(from: string, to: string, epoch: number): void {
  for (const name of readdirSync(from).filter((file) => FEED.test(file))) {
    const text = readFileSync(path.join(from, name), 'utf8');
    const date = new Date(epoch * 1000).toISOString();
    writeFileSync(path.join(to, name), text.replace(/^releaseDate:.*$/m, `releaseDate: '${date}'`));
  }
}

function startJob({ version, out, work, epoch, overlay }: JobFacts): Job {
  const app = path.join(work, 'app');
  const packed = new Map<Platform, Promise<string>>();
  let copies = 0;

  const pack = async (platform: Platform): Promise<string> => {
    stageApp(app, version, overlay);
    settle(app, epoch);
    const outDir = path.join(work, platform);
    let folder = '';
    await runBuilder({
      platform,
      target: 'dir',
      version,
      app,
      out: outDir,
      epoch,
      afterPack: (unpacked, resources, electron) => {
        folder = unpacked;
        finishUnpacked({ folder, resources, version, epoch, electron });
      },
    });
    if (folder === '') throw new SetupError(`electron-builder left no folder for ${platform}.`, 'see above.');
    settle(folder, epoch);
    return folder;
  };

  return {
    version,
    out,
    work,
    epoch,
    unpacked: async (platform, kind) => {
      const whole = packed.get(platform) ?? pack(platform);
      packed.set(platform, whole);
      const copy = path.join(work, `copy-${++copies}`, path.basename(await whole));
      linkTree(await whole, copy);
      const marker = kind === 'deb' || kind === 'rpm' ? 'package-type' : 'package-kind';
      const resources = platform === 'darwin' ? 'Deskside.app/Contents/Resources' : 'resources';
      writeFileSync(path.join(copy, resources, marker), kind);
      settle(copy, epoch);
      return copy;
    },
    build: async ({ platform, target, unpacked, feed, overrides, tools }) => {
      const outDir = path.join(work, `out-${++copies}`);
      const files = await runBuilder({
        platform,
        target,
        version,
        app,
        out: outDir,
        epoch,
        prepackaged: unpacked,
        ...(overrides === undefined ? {} : { overrides }),
        ...(tools === undefined ? {} : { tools }),
      });
      if (feed) keepFeed(outDir, out, epoch);
      return files
        .filter((file) => !FEED.test(file))
        .map((file) => move(file, path.join(out, path.basename(file))));
    },
  };
}
