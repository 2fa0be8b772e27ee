import { reachFindingsEn } from './findings-reach.en'; export const reachFindingsDe = reachFindingsEn;
