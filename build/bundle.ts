import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundleParts, PARTS, type Part } from './bundle-parts.ts';
import { hashInputs } from './setup/content-hash.ts';
import { inRoot } from './setup/root.ts';
import { explain, SetupError, step } from './setup/step.ts';

const STAMPS = inRoot('.cache/bundle');

interface BundleOptions {
  /** Names of PARTS; all of them when empty. */
  readonly only?: readonly string[];
  readonly force?: boolean;
}

/** A part is fresh when what went into it is the same by content, and what came out of it is still there. */
function isFresh(part: Part, hash: string): boolean {
  const stamp = `${STAMPS}/${part.name}`;
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash &&
    part.outputs.every((file) => existsSync(inRoot(file)))
  );
}

async function bundlePart(part: Part, hash: string): Promise<void> {
  const stamp = `${STAMPS}/${part.name}`;
  rmSync(stamp, { force: true });
  try {
    await bundleParts[part.name]();
  } catch (error) {
    const lines = error instanceof Error ? error.message : String(error);
    throw new SetupError(`bundling ${part.name} failed.\n${lines}`, 'mend the source named above.');
  }
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Bundles what changed since the last time, by content, into out/. */
export async function bundle(options: BundleOptions = {}): Promise<void> {
  const chosen = PARTS.filter((part) => !options.only?.length || options.only.includes(part.name));
  const stale = chosen
    .map((part) => ({ part, hash: hashInputs(part.inputs.map((input) => inRoot(input))) }))
    .filter(({ part, hash }) => options.force === true || !isFresh(part, hash));
  if (stale.length === 0) return;
  await step(`Bundling ${stale.map(({ part }) => part.name).join(', ')}`, () =>
    Promise.all(stale.map(({ part, hash }) => bundlePart(part, hash))),
  );
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  const only = args.filter((arg) => !arg.startsWith('-'));
  const unknown = only.filter((name) => !PARTS.some((part) => part.name === name));
  try {
    if (unknown.length > 0) {
      const names = PARTS.map((part) => part.name).join(', ');
      throw new SetupError(`there is no part called ${unknown.join(', ')}.`, `name some of: ${names}.`);
    }
    await bundle({ only, force: args.includes('--force') });
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}
