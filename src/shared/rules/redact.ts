import type { Report } from '../model/diagnostics';
import { ANY_COMMAND, COMMAND_FINDERS } from './redact/command-lines';
import { isNobody, MASK, type RedactionContext } from './redact/context';
import { finder, withEdits, type Edit } from './redact/edits';
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
import { ANY_NAME, NAMED_RULES } from './redact/named-secrets';
import { homeRules, personRules } from './redact/people';
import { mapStrings, type Place } from './redact/report-strings';
import { SHAPE_RULES } from './redact/secret-shapes';

export type { RedactionContext } from './redact/context';

const PASSES = 8;
const SHAPES = SHAPE_RULES.map(finder);
const NAMED = NAMED_RULES.map(finder);

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
  const finders = [...identifierRules(context, known), ...homeRules(context), ...personRules(context)].map(
    finder,
  );
  const pass = (text: string) => {
    const edits: Edit[] = [];
    for (const find of SHAPES) find(text, edits);
    if (ANY_NAME.test(text)) for (const find of NAMED) find(text, edits);
    if (ANY_COMMAND.test(text)) for (const find of COMMAND_FINDERS) find(text, edits);
    for (const find of finders) find(text, edits);
    return withEdits(text, edits);
  };
  return (text) => {
    let masked = text;
    // What one mask leaves behind may be seen only now that it stands alone.
    for (let passes = 0; passes < PASSES; passes += 1) {
      const next = pass(masked);
      if (next === masked) return masked;
      masked = next;
    }
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
