import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** This very system as it is, in which everything may be installed, broken and thrown away: nothing of it stays. */
export interface ThrowawayRoot {
  /** Runs a shell script in it as root, with processes of its own; answers what it wrote, or throws with it. */
  run(script: string): string;
  /** Where a file of it lies for programs outside. */
  place(file: string): string;
  read(file: string): string;
  write(file: string, content: string, mode?: number): void;
  /** Files that are there and were not before, or were others; caches and journals of the system left out. */
  added(): string[];
  close(): void;
}

/** What package managers and desktops write down or compute anew, whatever is installed. */
const NOT_OURS =
  /^(?:var\/(?:lib\/(?:dpkg|rpm|apt|systemd)|log|cache)\/|usr\/lib\/sysimage\/rpm\/|usr\/share\/.*(?:icon-theme|mimeinfo)\.cache$|dev\/|tmp\/|root\/|run\/)/;

export function throwawayRoot(): ThrowawayRoot {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deskside-root-'));
  const [upper, root] = [path.join(folder, 'upper'), path.join(folder, 'root')];
  mkdirSync(upper);
  mkdirSync(root);
  const mount = (...args: string[]) => execFileSync('mount', args);
  mount('-t', 'tmpfs', 'none', upper);
  mkdirSync(path.join(upper, 'changes'));
  mkdirSync(path.join(upper, 'work'));
  const layers = `lowerdir=/,upperdir=${upper}/changes,workdir=${upper}/work`;
  mount('-t', 'overlay', 'overlay', '-o', layers, root);
  mount('--bind', '/dev', path.join(root, 'dev'));
  const inside = (file: string) => path.join(root, file);
  return {
    // Processes of its own: a script that ends agents ends none of this computer's.
    run: (script) =>
      execFileSync(
        'unshare',
        [
          '--mount',
          '--pid',
          '--fork',
          `--mount-proc=${root}/proc`,
          'chroot',
          root,
          '/bin/bash',
          '-ec',
          script,
        ],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
        },
      ),
    place: inside,
    read: (file) => readFileSync(inside(file), 'utf8'),
    write: (file, content, mode = 0o644) => {
      mkdirSync(path.dirname(inside(file)), { recursive: true });
      writeFileSync(inside(file), content, { mode });
    },
    added: () =>
      execFileSync('find', ['.', '(', '-type', 'f', '-o', '-type', 'l', ')', '-printf', '%P\\n'], {
        cwd: path.join(upper, 'changes'),
        encoding: 'utf8',
      })
        .split('\n')
        .filter((name) => name !== '' && !NOT_OURS.test(name))
        .toSorted(),
    close: () => {
      for (const place of [inside('dev'), root, upper]) execFileSync('umount', ['--lazy', place]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
