import { shortened } from '../parse/packages';
import { always, collected, DEADLINE_MS, type Probe } from '../probe';
import { installedSoftware } from './installed';

export const softwareProbe: Probe<'software'> = {
  key: 'software',
  source:
    'Linux: dpkg-query, rpm or pacman, flatpak list, snap list; Windows: registry Uninstall keys; macOS: /Applications, mdls',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const found = await installedSoftware(context);
    if (found.status !== 'collected') return found;
    return collected({ total: found.data.length, items: shortened(found.data) });
  },
};
