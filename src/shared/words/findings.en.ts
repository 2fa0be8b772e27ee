import { deviceFindingsEn } from './findings-devices.en';
import { networkFindingsEn } from './findings-network.en';
import { reachFindingsEn } from './findings-reach.en';
import { speedFindingsEn } from './findings-speed.en';
import { storageFindingsEn } from './findings-storage.en';
import { upkeepFindingsEn } from './findings-upkeep.en';
import { changeFindingsEn } from './findings-changes.en';

export const findingsEn = {
  ...storageFindingsEn,
  ...networkFindingsEn,
  ...reachFindingsEn,
  ...speedFindingsEn,
  ...deviceFindingsEn,
  ...upkeepFindingsEn,
  ...changeFindingsEn,
};
