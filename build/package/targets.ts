import { DESK_TARGETS } from './desk.ts';
import { MACOS_TARGETS } from './macos/targets-macos.ts';
import { LINUX_TARGETS } from './targets-linux.ts';
import type { Target } from './target.ts';
import { WINDOWS_TARGETS } from './windows/targets-windows.ts';

/** Every package there is; `npm run package` without names makes those that lack nothing here. */
export const TARGETS: readonly Target[] = [
  ...LINUX_TARGETS,
  ...WINDOWS_TARGETS,
  ...MACOS_TARGETS,
  ...DESK_TARGETS,
];
