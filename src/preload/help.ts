import type { helpCalls, helpPushes } from '../shared/contract/ipc';
import { exposeBridge } from './bridge';

// Names only, so that the preload does not carry the schemas; one too many or too few does not compile.
const CALLS: Record<keyof typeof helpCalls, true> = {
  'help:state': true,
  'help:save-draft': true,
  'help:collect': true,
  'help:preview': true,
  'help:take-screenshots': true,
  'help:send': true,
  'help:reply': true,
  'help:solved': true,
  'help:copy': true,
  'help:copy-device-info': true,
  'help:settings': true,
  'help:change-setting': true,
  'help:close': true,
};
const PUSHES: Record<keyof typeof helpPushes, true> = {
  'help:show': true,
  'help:settings': true,
  'help:screenshots': true,
  'help:connection': true,
  'help:section': true,
  'help:report': true,
  'help:tickets': true,
};

exposeBridge(Object.keys(CALLS), Object.keys(PUSHES));
