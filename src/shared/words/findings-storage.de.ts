import { storageFindingsEn } from './findings-storage.en'; export const storageFindingsDe = storageFindingsEn;
