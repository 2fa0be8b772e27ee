import type { Report } from '../model/diagnostics';
import { COMMAND_RULES } from './redact/command-lines';
import { isNobody, MASK, type RedactionContext, type Rule } from './redact/context';
import {
  identifierRules,
  maskBssid,
  maskMac,
  maskSerial,
  maskSsid,
  NOTHING_KNOWN,
  plainAddress,
  type KnownIdentifiers,
} from './redact/identifiers';
import { NAMED_RULES } from './redact/named-secrets';
import { homeRules, personRules } from './redact/people';
import { mapStrings, type Place } from './redact/report-strings';
import { SHAPE_RULES } from './redact/secret-shapes';

export type { RedactionContext } from './redact/context';

type Redactor = (text: string) => string;

/** Rules are made once for whoever is at this computer; a log asks for them with every line. */
const REDACTORS = new WeakMap<RedactionContext, Redactor>();

/** `value` without secrets, home folders, the names of people, and what names the computer where that is not wanted. */
export function redactText(value: string, context: RedactionContext): string {
  let redactor = REDACTORS.get(context);
  if (!redactor) {
    redactor = makeRedactor(context, NOTHING_KNOWN);
    REDACTORS.set(context, redactor);
  }
  return redactor(value);
}

/** The report with every text masked; numbers, keys and the shape stay. What names someone or something in its own field is masked in every other text, too. */
export function redactReport(report: Report, context: RedactionContext): Report {
  const known = { ssids: new Set<string>(), bssids: new Set<string>(), serials: new Set<string>() };
  const people = new Set(context.userNames);
  mapStrings(report, (text, place) => {
    gather(text, kindOf(place), known, people);
    return text;
  });
  const redact = remembered(makeRedactor({ ...context, userNames: [...people] }, known));
  return mapStrings(report, (text, place) => {
    switch (kindOf(place)) {
      case 'ssid':
        return maskSsid(text, context);
      case 'bssid':
        return maskBssid(text, context);
      case 'mac':
        return maskMac(text, context);
      case 'serial':
        return maskSerial(text, context);
      case 'person':
        return isNobody(text) ? text : MASK;
      case 'text':
        return redact(text);
    }
  });
}

type Kind = 'ssid' | 'bssid' | 'mac' | 'serial' | 'person' | 'text';

function kindOf({ section, field, owner }: Place): Kind {
  if (field === 'ssid' || field === 'bssid' || field === 'mac' || field === 'serial') return field;
  if (section === 'users' && field === 'name') return 'person';
  if (section === 'changes' && (field === 'before' || field === 'after')) {
    if (owner['kind'] === 'wifi-changed') return 'ssid';
    if (owner['kind'] === 'access-point-changed') return 'bssid';
  }
  return 'text';
}

function gather(
  text: string,
  kind: Kind,
  known: { [K in keyof KnownIdentifiers]: Set<string> },
  people: Set<string>,
): void {
  if (text.includes(MASK)) return;
  if (kind === 'ssid') known.ssids.add(text);
  if (kind === 'bssid') known.bssids.add(plainAddress(text));
  if (kind === 'serial') known.serials.add(text);
  // `DOMAIN\jane` is also just jane.
  if (kind === 'person' && !isNobody(text)) people.add(text).add(text.split(/[\\/]/).at(-1) ?? text);
}

function makeRedactor(context: RedactionContext, known: KnownIdentifiers): Redactor {
  const rules: readonly Rule[] = [
    ...SHAPE_RULES,
    ...NAMED_RULES,
    ...COMMAND_RULES,
    ...identifierRules(context, known),
    ...homeRules(context),
    ...personRules(context),
  ];
  return (text) => {
    let masked = text;
    for (const { pattern, replace } of rules) masked = masked.replace(pattern, replace);
    return masked;
  };
}

/** Versions and makers come by the hundreds in one report. */
function remembered(redact: Redactor): Redactor {
  const answers = new Map<string, string>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = redact(text);
    answers.set(text, answer);
    return answer;
  };
}
