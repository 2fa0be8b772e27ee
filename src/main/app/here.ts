import { userInfo } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import type { Platform } from '../../shared/model/device';
import type { Settings } from '../../shared/policy/settings';
import type { PackageKind } from '../../shared/model/update';
import type { RedactionContext } from '../../shared/rules/redact';
import { chooseLanguage, type Language } from '../../shared/words/language';
import { platformOf } from '../diagnostics/platform';
import type { EnrollToken } from '../link/enroll-token';
import type { PolicyCenter } from '../policy/policy-center';
import type { ProgramFacts } from '../shell/program';
import { packageKindOf } from '../update/package-kind';
import { realClock } from '../time/real-clock';
import { wordsIn, type Words } from '../words/words';
import type { AgentConfig } from './config';
import type { PolicyParts } from './compose-policy';

/** What every part of this agent is told of where it runs. */
export interface Here {
  config: AgentConfig;
  /** Which settings are in force, and news of them. */
  policy: PolicyCenter;
  /** As they were at the start: what says `atStart` is taken from here. */
  settings: Settings;
  enrollToken: EnrollToken;
  facts: ProgramFacts;
  packageKind: PackageKind;
  /** What starts this agent again: the file of an AppImage, not the place it is mounted at. */
  program: string;
  log: Logger;
  clock: Clock;
  random(): number;
  platform: Platform;
  language: Language;
  words: Words;
  requesterName: string;
  redaction: RedactionContext;
  /** A path in the person's own data folder. */
  inData(...names: string[]): string;
  /** A path among the bundles. */
  inBundles(...names: string[]): string;
}

export function here(
  config: AgentConfig,
  { policy, enrollToken }: PolicyParts,
  facts: ProgramFacts,
  log: Logger,
  redaction: RedactionContext,
): Here {
  const { settings } = policy;
  const language = settings.language === 'system' ? chooseLanguage(facts.languages) : settings.language;
  const packageKind = packageKindOf({
    packaged: facts.packaged,
    platform: process.platform,
    resources: facts.resources,
    program: process.execPath,
    env: process.env,
  });
  const requesterName = userInfo().username;
  return {
    config,
    policy,
    settings,
    enrollToken,
    facts,
    packageKind,
    program: programOf(packageKind),
    log,
    clock: realClock,
    random: Math.random,
    platform: platformOf(process.platform),
    language,
    words: wordsIn(language),
    requesterName,
    redaction,
    inData: (...names) => path.join(facts.userData, ...names),
    inBundles: (...names) => path.join(facts.bundles, ...names),
  };
}

function programOf(kind: PackageKind): string {
  const { APPIMAGE: appImage, PORTABLE_EXECUTABLE_FILE: portable } = process.env;
  const file = kind === 'appimage' ? appImage : kind === 'portable' ? portable : undefined;
  return file ?? process.execPath;
}
