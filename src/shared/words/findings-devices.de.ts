import { deviceFindingsEn } from './findings-devices.en'; export const deviceFindingsDe = deviceFindingsEn;
