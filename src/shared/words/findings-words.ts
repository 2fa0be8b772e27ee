import type { ParamsOf } from '../rules/findings/rule';

/** What is so, what it means, what to do. */
export type Sentences = readonly [title: string, why: string, next: string];

export type Reader = 'requester' | 'technician';

/** One finding for both readers. The requester's words hold no jargon and do not alarm. */
export type Told = Readonly<Record<Reader, Sentences>>;

/** The words for a list of rules, by the rule's name, each given what that rule found. */
export type WordsFor<Rules extends readonly { id: string }[]> = {
  readonly [R in Rules[number] as R['id']]: (found: ParamsOf<R>) => Told;
};
