import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../setup/root.ts';
import { componentsInside } from './inside.ts';
import { thirdPartyNotices } from './notices.ts';
import { billOfMaterials, electronRuntime } from './sbom.ts';

export interface Unpacked {
  readonly folder: string;
  readonly resources: string;
  readonly version: string;
  readonly epoch: number;
  readonly electron: string;
}

/** After electron-builder has put the program together: what must not be in it goes, what must be with it comes. */
export function finishUnpacked({ folder, resources, version, epoch, electron }: Unpacked): void {
  // Development's stand-in runtime brings one; the official one's is removed by electron-builder itself.
  rmSync(path.join(resources, 'default_app.asar'), { force: true });
  const texts = resources.endsWith('Contents/Resources') ? resources : folder;
  const components = componentsInside();
  copyFileSync(inRoot('LICENSE'), path.join(texts, 'LICENSE'));
  writeFileSync(path.join(texts, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(components));
  const about = { product: 'deskside', version, epoch, runtime: electronRuntime(electron) };
  writeFileSync(path.join(texts, 'sbom.cdx.json'), billOfMaterials(components, about));
}
