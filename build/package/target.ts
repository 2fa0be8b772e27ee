import type { PartName } from '../bundle-parts.ts';

/** What a target needs of the run it is made in. */
export interface Job {
  readonly version: string;
  /** The finished files go here and nothing else: `dist/<version>`. */
  readonly out: string;
  /** Scratch space of this run, emptied before it. */
  readonly work: string;
  /** Seconds since 1970 that every file in every package carries: the commit's. */
  readonly epoch: number;
  /**
   * The program for that system, unpacked, in a folder of the caller's own; `kind` is what it says of itself in
   * `resources/package-kind` (deb and rpm: `resources/package-type`, where electron-updater looks).
   */
  readonly unpacked: (platform: Platform, kind: string) => Promise<string>;
  /** Runs electron-builder over such a folder; answers the files it made in `out`. */
  readonly build: (request: BuildRequest) => Promise<readonly string[]>;
}

export type Platform = 'linux' | 'win32' | 'darwin';

export interface BuildRequest {
  readonly platform: Platform;
  /** electron-builder's own name of the target. */
  readonly target: string;
  readonly unpacked: string;
  /** Whether agents of this kind replace themselves: electron-updater's feed file is kept beside the package. */
  readonly feed?: true;
  /** Laid over electron-builder.yml. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /** Paths of tools, by the names electron-builder asks for (`CUSTOM_FPM_PATH`, …). */
  readonly tools?: Readonly<Record<string, string>>;
}

export interface Target {
  readonly name: string;
  readonly platform: Platform;
  /** What this machine lacks to make it, as a sentence; undefined where it lacks nothing. */
  readonly lacks: () => string | undefined;
  readonly make: (job: Job) => Promise<void>;
  /** What it is made of, where that is not the agent. */
  readonly madeOf?: { readonly parts: readonly PartName[]; readonly inputs: readonly string[] };
}
