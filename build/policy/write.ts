import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { importSource } from '../run-source.ts';
import { inRoot } from '../setup/root.ts';
import { say } from '../setup/step.ts';

const OURS_TO_FORMAT = /\.(?:json|md)$/;

/** As the file lies in the repository: formatted where the formatter knows the kind of file. */
export async function formatted(file: string, content: string): Promise<string> {
  if (!OURS_TO_FORMAT.test(file)) return content;
  return format(content, { ...(await resolveConfig(inRoot(file))), filepath: inRoot(file) });
}

/** `npm run policy-files`: templates, profile, schema and documentation from the table of settings. */
export async function writePolicyFiles(): Promise<void> {
  const { policyFiles } = (await importSource('build/policy/policy-files.entry.ts')) as {
    policyFiles: () => Readonly<Record<string, string>>;
  };
  for (const [file, content] of Object.entries(policyFiles())) {
    mkdirSync(path.dirname(inRoot(file)), { recursive: true });
    writeFileSync(inRoot(file), await formatted(file, content));
    say(file);
  }
}
