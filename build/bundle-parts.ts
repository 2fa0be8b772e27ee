import react from '@vitejs/plugin-react';
import { build as esbuild, type BuildOptions, type Plugin } from 'esbuild';
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as vite, type InlineConfig } from 'vite';
import { releaseKeys } from './release/keys.ts';
import { inRoot } from './setup/root.ts';

// The lowest run-times the code may meet; the bundlers would otherwise aim at the newest.
const AGENT_NODE = 'node20.18';
const DESK_NODE = 'node24';
const CHROME = 'chrome130';

export type PartName = 'main' | 'preload' | 'pages' | 'console' | 'desk';

export interface Part {
  readonly name: PartName;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const COMMON = [
  'build/bundle-parts.ts',
  'package.json',
  'package-lock.json',
  'src/tsconfig.base.json',
  'src/shared',
];

export const PARTS: readonly Part[] = [
  {
    name: 'main',
    inputs: [...COMMON, 'src/main', 'build/icons', 'build/release'],
    outputs: ['out/main/index.js', 'out/main/start.js', 'out/icons', 'out/release-keys.json'],
  },
  { name: 'preload', inputs: [...COMMON, 'src/preload'], outputs: ['out/preload'] },
  { name: 'pages', inputs: [...COMMON, 'src/renderer/kit', 'src/renderer/agent'], outputs: ['out/renderer'] },
  {
    name: 'console',
    inputs: [...COMMON, 'src/renderer/kit', 'src/renderer/console'],
    outputs: ['out/console'],
  },
  { name: 'desk', inputs: [...COMMON, 'src/desk'], outputs: ['out/desk/index.mjs'] },
];

const NODE_BUNDLE = {
  bundle: true,
  sourcemap: 'linked',
  logLevel: 'silent',
  absWorkingDir: inRoot(),
  legalComments: 'none',
} satisfies BuildOptions;

// Packages that some libraries look for and do without.
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'osx-temperature-sensor'];

/** The agent idles all day: zod's forty languages of error messages, which nobody reads, are a third of its code. */
const onlyEnglish: Plugin = {
  name: 'zod-only-english',
  setup(build) {
    build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, resolveDir }) =>
      importer.includes(`${path.sep}zod${path.sep}`)
        ? { path: resolveDir, namespace: 'zod-locales' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'zod-locales' }, ({ path: resolveDir }) => ({
      contents: "export { default as en } from '../locales/en.js';",
      resolveDir,
    }));
  },
};

/** Folder of sources to `{ index: …, worker: … }`: `*.entry.ts` files become bundles of their own beside index. */
function entries(folder: string): Record<string, string> {
  const extra = globSync(`${folder}/**/*.entry.ts`, { cwd: inRoot() });
  return Object.fromEntries([
    ['index', `${folder}/app/index.ts`],
    ...extra.map((file) => [path.basename(file, '.entry.ts'), file]),
  ]);
}

async function bundleMain(): Promise<void> {
  rmSync(inRoot('out/main'), { recursive: true, force: true });
  await esbuild({
    ...NODE_BUNDLE,
    // The package's first file stands by itself: it must work where the agent does not.
    entryPoints: { start: 'src/main/app/start.ts', ...entries('src/main') },
    outdir: inRoot('out/main'),
    platform: 'node',
    format: 'cjs',
    target: AGENT_NODE,
    external: ['electron', ...OPTIONAL],
    minify: true,
    keepNames: true,
    plugins: [onlyEnglish],
  });
  writeFileSync(inRoot('out/release-keys.json'), JSON.stringify(releaseKeys()));
  rmSync(inRoot('out/icons'), { recursive: true, force: true });
  for (const file of globSync('build/icons/**/*.png', { cwd: inRoot() })) {
    cpSync(inRoot(file), inRoot('out/icons', path.basename(file)));
  }
}

/** One file per window kind: a sandboxed preload cannot require a chunk. */
async function bundlePreload(): Promise<void> {
  rmSync(inRoot('out/preload'), { recursive: true, force: true });
  await esbuild({
    ...NODE_BUNDLE,
    entryPoints: { help: 'src/preload/help.ts', assist: 'src/preload/assist.ts' },
    outdir: inRoot('out/preload'),
    platform: 'browser',
    format: 'cjs',
    target: CHROME,
    external: ['electron'],
  });
}

/** Into `folder`, which is emptied first; a test that kills the desk brings one of its own. */
export async function bundleDesk(folder: string = inRoot('out/desk')): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await esbuild({
    ...NODE_BUNDLE,
    entryPoints: entries('src/desk'),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    target: DESK_NODE,
    // CommonJS libraries inside an ES module still ask for these.
    banner: {
      js: [
        "import { createRequire as __createRequire } from 'node:module';",
        'const require = __createRequire(import.meta.url);',
        'const __filename = import.meta.filename;',
        'const __dirname = import.meta.dirname;',
      ].join('\n'),
    },
    external: ['@node-rs/argon2', ...OPTIONAL],
  });
}

/** Pages run under a CSP of scripts from files only, with Trusted Types: nothing may be inlined. */
function pages(config: InlineConfig & { readonly build: NonNullable<InlineConfig['build']> }): InlineConfig {
  return {
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    ...config,
    build: {
      target: CHROME,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      chunkSizeWarningLimit: 2_000,
      ...config.build,
    },
  };
}

async function bundlePages(): Promise<void> {
  const root = inRoot('src/renderer');
  await vite(
    pages({
      root,
      base: './',
      build: {
        outDir: inRoot('out/renderer'),
        rolldownOptions: {
          input: {
            help: path.join(root, 'agent/help/index.html'),
            assist: path.join(root, 'agent/assist/index.html'),
          },
        },
      },
    }),
  );
}

async function bundleConsole(): Promise<void> {
  await vite(
    pages({ root: inRoot('src/renderer/console'), base: '/', build: { outDir: inRoot('out/console') } }),
  );
}

export const bundleParts: Readonly<Record<PartName, () => Promise<void>>> = {
  main: bundleMain,
  preload: bundlePreload,
  pages: bundlePages,
  console: bundleConsole,
  desk: bundleDesk,
};
