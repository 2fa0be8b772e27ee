import {
  Arch,
  build,
  type AfterPackContext,
  Platform as BuilderPlatform,
  type Configuration,
} from 'electron-builder';
import { inRoot } from '../setup/root.ts';
import { runConfig } from './builder-config.ts';
import type { Platform } from './target.ts';

const PLATFORMS: Readonly<Record<Platform, BuilderPlatform>> = {
  linux: BuilderPlatform.LINUX,
  win32: BuilderPlatform.WINDOWS,
  darwin: BuilderPlatform.MAC,
};

const ARCHS: Partial<Record<NodeJS.Architecture, Arch>> = { x64: Arch.x64, arm64: Arch.arm64 };

/** macOS packages hold both processors' code; Windows' are for x64; Linux is packaged on its own processor. */
export function archFor(platform: Platform): Arch {
  if (platform === 'darwin') return Arch.universal;
  return platform === 'win32' ? Arch.x64 : (ARCHS[process.arch] ?? Arch.x64);
}

export interface BuilderRun {
  readonly platform: Platform;
  readonly target: string;
  readonly version: string;
  readonly app: string;
  readonly out: string;
  readonly epoch: number;
  readonly prepackaged?: string;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly tools?: Readonly<Record<string, string>>;
  readonly afterPack?: (folder: string, resources: string, electron: string) => void;
}

/** One run of electron-builder; it reads its tools' places from the environment, which is put back afterwards. */
export async function runBuilder(run: BuilderRun): Promise<readonly string[]> {
  const { afterPack, prepackaged } = run;
  const config: Configuration = {
    ...runConfig(run),
    // What the program needs is bundled already: nothing of node_modules goes inside.
    beforeBuild: () => Promise.resolve(false),
    ...(afterPack ? { afterPack: (context) => finish(context, afterPack) } : {}),
  };
  return withEnvironment({ ...run.tools, SOURCE_DATE_EPOCH: String(run.epoch) }, () =>
    build({
      projectDir: inRoot(),
      targets: PLATFORMS[run.platform].createTarget([run.target], archFor(run.platform)),
      config,
      publish: 'never',
      ...(prepackaged === undefined ? {} : { prepackaged }),
    }),
  );
}

function finish(context: AfterPackContext, afterPack: NonNullable<BuilderRun['afterPack']>): void {
  const { appOutDir, packager } = context;
  afterPack(appOutDir, packager.getResourcesDir(appOutDir), packager.info.framework.version);
}

async function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
