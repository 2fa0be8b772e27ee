import { changeFindingsEn } from './findings-changes.en'; export const changeFindingsDe = changeFindingsEn;
