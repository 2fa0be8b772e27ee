import { build } from 'esbuild';
import path from 'node:path';
import { inRoot } from './setup/root.ts';

/**
 * Node runs our TypeScript only where every import names its file, and `src` is written for bundlers: an entry that
 * uses it is bundled first. Answers what the entry exports.
 */
export async function importSource(entry: string): Promise<Record<string, unknown>> {
  const outfile = inRoot('.cache/source', `${path.basename(entry, '.entry.ts')}.mjs`);
  await build({
    entryPoints: [inRoot(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    logLevel: 'silent',
    absWorkingDir: inRoot(),
  });
  return (await import(/* @vite-ignore */ `file://${outfile}?${Date.now()}`)) as Record<string, unknown>;
}
