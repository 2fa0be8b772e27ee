import type { Configuration } from 'electron-builder';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { REGISTRY_RUNTIME } from '../setup/electron-from-registry.ts';
import { inRoot } from '../setup/root.ts';
import type { Platform } from './target.ts';

const DIST = inRoot('node_modules/electron/dist');

/** electron-builder.yml as it stands. */
export function readBuilderConfig(): Record<string, unknown> {
  return parse(readFileSync(inRoot('electron-builder.yml'), 'utf8')) as Record<string, unknown>;
}

/** Laid over each other, key by key, as electron-builder does: a list comes behind the one below, a single value instead. */
export function layOver(
  base: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (isPlain(below) && isPlain(value)) merged[key] = layOver(below, value);
    else if (Array.isArray(below) && Array.isArray(value))
      merged[key] = [...new Set<unknown>([...below, ...value])];
    else merged[key] = value;
  }
  return merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The runtime under node_modules is used for its own platform; for others electron-builder downloads the official one. */
function runtimeFor(platform: Platform): Record<string, unknown> {
  if (platform !== process.platform || !existsSync(`${DIST}/version`)) return {};
  return {
    electronDist: DIST,
    electronVersion: readFileSync(`${DIST}/version`, 'utf8').trim().replace(/^v/, ''),
  };
}

/** True where what is packaged is the stand-in runtime of development, which never ships. */
export function isStandInRuntime(platform: Platform): boolean {
  return runtimeFor(platform)['electronVersion'] === REGISTRY_RUNTIME.electron;
}

export interface Run {
  readonly platform: Platform;
  readonly version: string;
  readonly app: string;
  readonly out: string;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** What one run adds to electron-builder.yml, which electron-builder reads by itself. */
export function runConfig({ platform, version, app, out, overrides = {} }: Run): Configuration {
  const fixed = {
    directories: { app, output: out },
    extraMetadata: { version },
    ...runtimeFor(platform),
  };
  return layOver(fixed, overrides) as Configuration;
}

/** Both together, still free of functions: what the schema is asked about. */
export function builderConfig(run: Run): Configuration {
  return layOver(readBuilderConfig(), runConfig(run) as Record<string, unknown>) as Configuration;
}
