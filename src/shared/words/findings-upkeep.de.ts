import { upkeepFindingsEn } from './findings-upkeep.en'; export const upkeepFindingsDe = upkeepFindingsEn;
