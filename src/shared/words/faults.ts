import type { FaultCode } from '../base/fault';
import { faultsDe } from './faults.de';
import { faultsEn, type FaultWords } from './faults.en';
import type { Language } from './language';

const CATALOGS: Record<Language, Record<FaultCode, FaultWords>> = { en: faultsEn, de: faultsDe };

/** The sentence and the next step a person reads for a failure. */
export function faultWords(language: Language, code: FaultCode): FaultWords {
  return CATALOGS[language][code];
}
