import type { assistCalls, assistPushes } from '../shared/contract/ipc';
import { exposeBridge } from './bridge';

// Names only, so that the preload does not carry the schemas; one too many or too few does not compile.
const CALLS: Record<keyof typeof assistCalls, true> = {
  'assist:state': true,
  'assist:allow': true,
  'assist:deny': true,
  'assist:sharing': true,
  'assist:capture-failed': true,
  'assist:pause': true,
  'assist:end': true,
  'assist:signal': true,
  'assist:peer': true,
  'assist:fit': true,
};
const PUSHES: Record<keyof typeof assistPushes, true> = {
  'assist:joined': true,
  'assist:left': true,
  'assist:signal': true,
  'assist:link': true,
  'assist:ended': true,
};

exposeBridge(Object.keys(CALLS), Object.keys(PUSHES));
