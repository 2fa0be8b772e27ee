/** The languages Deskside speaks completely. English is the source; the others are checked against its type. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first of the wanted locales (BCP 47, best first) that Deskside speaks, else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const locale of wanted) {
    const found = LANGUAGES.find((known) => locale.toLowerCase().split('-')[0] === known);
    if (found) return found;
  }
  return 'en';
}

/** A catalogue of messages: text, or a function of what goes into it. Other languages have the English one's shape. */
export type Catalog<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Catalog<T[K]>;
};

/** Chooses by the language's own plural rules. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other;
}
