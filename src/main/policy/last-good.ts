import { z } from 'zod';
import { resolve, type Given, type PolicyProblem, type Resolved } from '../../shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, settingNamed, SOURCES, type Source } from '../../shared/policy/settings';

/** A file that holds what one source says: one wrong value in it does not cost the others. */
export const givenFile = z.record(z.string(), z.unknown());

export type Said = Readonly<Partial<Record<Source, Given>>>;

const WRONG: readonly PolicyProblem['code'][] = ['wrong-value', 'below-floor'];
/** What a copy in the person's own folder must never decide: where this computer turns to. */
const NEVER_KEPT: readonly string[] = [
  SETTINGS.serverUrl.name,
  SETTINGS.caCertFile.name,
  SETTINGS.proxy.name,
  ...SETTING_KEYS.filter((key) => 'secret' in SETTINGS[key]).map((key) => SETTINGS[key].name),
];

/** A wrong value of a source gives way to the last good one that source had, and is told all the same. */
export function withLastGood(said: Said, before: Said): { good: Said; resolved: Resolved } {
  const { problems } = resolve(said);
  const good = Object.fromEntries(
    SOURCES.map((source) => [source, goodOf(source, said[source] ?? {}, before[source] ?? {}, problems)]),
  );
  return { good, resolved: { ...resolve(good), problems } };
}

function goodOf(source: Source, said: Given, before: Given, problems: readonly PolicyProblem[]): Given {
  const of = (codes: readonly PolicyProblem['code'][]) =>
    problems.filter((entry) => entry.source === source && codes.includes(entry.code)).map(({ name }) => name);
  const wrong = of(WRONG);
  const bad = new Set([...wrong, ...of(['unknown-setting', 'not-from-here'])]);
  const kept = Object.entries(said).filter(([name]) => !bad.has(name.slice(0, 60)));
  const again = wrong.flatMap((name) => (Object.hasOwn(before, name) ? [[name, before[name]] as const] : []));
  return Object.fromEntries<unknown>([...kept, ...again]);
}

/** What of a machine policy may be kept for a day on which it cannot be read. */
export function keepable(good: Given): Given {
  return Object.fromEntries(
    Object.entries(good).filter(([name]) => settingNamed(name) !== undefined && !NEVER_KEPT.includes(name)),
  );
}
