import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../../../build/setup/run-quietly';

/**
 * Stands in for the unpacked agent, whose Windows runtime is not on this machine: a real Windows program of the same
 * name with a version of its own, and files beside it.
 */
export async function standInProgram(folder: string, version: string): Promise<string> {
  const unpacked = path.join(folder, version, 'win-unpacked');
  rmSync(path.dirname(unpacked), { recursive: true, force: true });
  mkdirSync(path.join(unpacked, 'resources'), { recursive: true });
  const script = path.join(folder, version, 'stand-in.nsi');
  const program = path.join(folder, version, 'deskside.exe');
  writeFileSync(
    script,
    [
      'Unicode true',
      'Name "stand-in"',
      `OutFile "${program}"`,
      'RequestExecutionLevel user',
      'SilentInstall silent',
      `VIProductVersion "${version}.0"`,
      `VIAddVersionKey FileVersion "${version}"`,
      'VIAddVersionKey ProductName "Stand-in for Deskside"',
      'VIAddVersionKey FileDescription "Stand-in for Deskside"',
      'VIAddVersionKey LegalCopyright "none"',
      'Section',
      'SectionEnd',
    ].join('\n'),
  );
  await runQuietly(['makensis', '-V2', '-WX', script]);
  copyFileSync(program, path.join(unpacked, 'deskside.exe'));
  writeFileSync(path.join(unpacked, 'resources/app.asar'), `code of ${version}`);
  writeFileSync(path.join(unpacked, `only-in-${version}.txt`), version);
  return unpacked;
}
