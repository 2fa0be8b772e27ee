import { createPackage, extractAll } from '@electron/asar';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The runtime in front of the file system of a development AppImage (build/package/linux/appimage.ts). */
const RUNTIME_BYTES = 4096;

export interface AppImageWorkshop {
  /** Another version of the same program: only what is named is different. Answers its file. */
  make(version: string, into: string, files?: Readonly<Record<string, string>>): Promise<string>;
  remove(): void;
}

/**
 * Further versions of an AppImage that `npm run package` made: taken apart once and put together again with another
 * number, because packaging each from the start would take a minute.
 */
export function takeApart(base: string): AppImageWorkshop {
  const place = join(tmpdir(), `deskside-app-images-${process.pid}`);
  const [whole, app] = [join(place, 'whole'), join(place, 'app')];
  const archive = join(whole, 'resources/app.asar');
  const runtime = readFileSync(base).subarray(0, RUNTIME_BYTES);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  execFileSync('unsquashfs', ['-o', String(RUNTIME_BYTES), '-n', '-q', '-d', whole, base], {
    stdio: 'ignore',
  });
  const original = join(place, 'app.asar');

  return {
    async make(version, into, files = {}) {
      await copyFile(archive, original, 1).catch(() => undefined); // the first time only: the copy is the original
      rmSync(app, { recursive: true, force: true });
      extractAll(original, app);
      const about = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as Record<string, unknown>;
      const changed = { 'package.json': JSON.stringify({ ...about, version }), ...files };
      for (const [name, text] of Object.entries(changed)) {
        mkdirSync(dirname(join(app, name)), { recursive: true });
        writeFileSync(join(app, name), text);
      }
      await createPackage(app, archive);
      const content = join(place, 'content');
      const quick = [
        '-comp',
        'zstd',
        '-Xcompression-level',
        '1',
        '-all-root',
        '-noappend',
        '-quiet',
        '-no-progress',
      ];
      execFileSync('mksquashfs', [whole, content, ...quick], { stdio: 'ignore' });
      const image = join(into, `Deskside-${version}-x86_64.AppImage`);
      mkdirSync(into, { recursive: true });
      writeFileSync(image, runtime);
      await appendFile(image, readFileSync(content));
      chmodSync(image, 0o755);
      return image;
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}
