import type { RULES, RuleId } from '../rules/findings/rules';
import type { Params } from '../rules/findings/rule';
import { findingsDe } from './findings.de';
import { findingsEn } from './findings.en';
import type { Told, WordsFor } from './findings-words';
import type { Language } from './language';

export type { Reader } from './findings-words';

const CATALOGS: Record<Language, WordsFor<typeof RULES>> = { en: findingsEn, de: findingsDe };

/** The sentences of one finding for both readers. `params` are those its rule found. */
export function findingSentences(language: Language, rule: RuleId, params: Params): Told {
  // A finding carries the params of its own rule; that pair cannot be told to the compiler by a name alone.
  const words = CATALOGS[language][rule] as unknown as (found: Params) => Told;
  return words(params);
}
