import { speedFindingsEn } from './findings-speed.en'; export const speedFindingsDe = speedFindingsEn;
