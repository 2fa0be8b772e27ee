import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../setup/root.ts';

/** After electron-builder has put the program together: what must not be in it goes, what must be with it comes. */
export function finishUnpacked(folder: string, resources: string): Promise<void> {
  // Development's stand-in runtime brings one; the official one's is removed by electron-builder itself.
  rmSync(path.join(resources, 'default_app.asar'), { force: true });
  const texts = resources.endsWith('Contents/Resources') ? resources : folder;
  copyFileSync(inRoot('LICENSE'), path.join(texts, 'LICENSE'));
  return Promise.resolve();
}
