import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../adapters/run-program';
import { bad, good, type Finding, type Look } from './finding';

const PROGRAMS = [
  { name: 'gpg', from: 'gnupg' },
  { name: 'gpgconf', from: 'gnupg' },
  { name: 'dpkg-deb', from: 'dpkg' },
];

/** Needed where the desk is a package repository: its index expires unless it is signed again. */
export async function aptCheck({ config: { dataDir } }: Look): Promise<Finding[]> {
  const folder = join(dataDir, 'apt');
  if (!existsSync(folder))
    return [good('package repository', 'there is none, and nothing is needed for one')];
  const findings: Finding[] = [];
  if (!existsSync(join(folder, 'signing-key.asc'))) {
    const todo = 'restore it from a backup; with a new one each computer must be told';
    findings.push(bad('package repository', 'its key apt/signing-key.asc is missing', todo));
  }
  for (const program of PROGRAMS) {
    const { ok } = await runProgram(program, ['--version']);
    if (!ok) {
      const todo = `install it (Debian: ${program.from})`;
      findings.push(bad('package repository', `the program ${program.name} is missing`, todo));
    }
  }
  return findings.length > 0
    ? findings
    : [good('package repository', 'its key and the programs for it are there')];
}
