import { LINUX_TARGETS } from './targets-linux.ts';
import type { Target } from './target.ts';

/** Every package there is; `npm run package` without names makes those that lack nothing here. */
export const TARGETS: readonly Target[] = [...LINUX_TARGETS];
