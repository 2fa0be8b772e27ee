import type { HelpSettings } from '../../../src/main/help/help-flow';
import { ok } from '../../../src/shared/base/result';

/** Nobody decided anything. */
export const DEFAULT_SETTINGS: HelpSettings = {
  shown: () => ({ settings: [], broken: [] }),
  change: () => Promise.resolve(ok()),
  screenshots: () => true,
};
