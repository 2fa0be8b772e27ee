import { networkFindingsEn } from './findings-network.en'; export const networkFindingsDe = networkFindingsEn;
