import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** A file with an ext4 file system in it, sparse: it takes only what is written to it. */
export function makeDisk(folder: string, megabytes: number, ...options: string[]): string {
  const image = path.join(folder, 'disk.img');
  execFileSync('truncate', ['-s', `${megabytes}M`, image]);
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...options, image], { stdio: 'ignore' });
  return image;
}

/**
 * Command that mounts the disk where only the following program sees it, runs `prepare` inside it and then that
 * program. `mount` must be a folder that exists.
 */
export function withDisk(image: string, mount: string, options: string, prepare = ':'): string[] {
  const script = `mount -o ${options} "$1" "$2"; cd "$2"; ${prepare}; cd /; shift 2; exec "$@"`;
  return ['unshare', '--mount', 'sh', '-ec', script, 'sh', image, mount];
}
