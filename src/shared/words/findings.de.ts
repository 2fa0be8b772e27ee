import { deviceFindingsDe } from './findings-devices.de';
import { networkFindingsDe } from './findings-network.de';
import { reachFindingsDe } from './findings-reach.de';
import { speedFindingsDe } from './findings-speed.de';
import { storageFindingsDe } from './findings-storage.de';
import { upkeepFindingsDe } from './findings-upkeep.de';
import { changeFindingsDe } from './findings-changes.de';

export const findingsDe = {
  ...storageFindingsDe,
  ...networkFindingsDe,
  ...reachFindingsDe,
  ...speedFindingsDe,
  ...deviceFindingsDe,
  ...upkeepFindingsDe,
  ...changeFindingsDe,
};
