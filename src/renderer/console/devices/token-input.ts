import type { Admission } from '../../../shared/contract/api-people';
import { tagList } from '../../../shared/policy/values';
import type { Language } from '../../../shared/words/language';
import { formatNumber } from '../../kit/ui/format';
import type { Words } from '../words/en';

export const APPROVE_RULES = ['all', 'none', 'networks'] as const satisfies readonly Admission['approve'][];

/** What stands in the form, as typed. */
export interface TokenInput {
  label: string;
  /** Text while it is no number, as a number field tells it. */
  uses: number | string;
  hours: number | string;
  site: string;
  tags: string;
  approve: Admission['approve'];
  networks: string;
  othersOnComputer: boolean;
}

export const FRESH_TOKEN: TokenInput = {
  label: '',
  uses: 1,
  hours: 24,
  site: '',
  tags: '',
  approve: 'all',
  networks: '',
  othersOnComputer: true,
};

export type TokenErrors = Partial<Record<'label' | 'uses' | 'hours' | 'tags' | 'networks', string>>;

/** As far as the desk goes. */
export const MOST = { uses: 100_000, hours: 24 * 365 } as const;
const MOST_NETWORKS = 50;

// Only what cannot be a range is refused here; the desk has the last word.
const RANGE = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:\/\d{1,3})?$/;

/** Entries of a field, by commas or lines. */
function entries(text: string): string[] {
  return text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
}

type TokenBody = Admission & { label: string; uses: number; hours: number };

/** The token the form describes, or what is wrong with it. */
export function readToken(
  input: TokenInput,
  words: Words['tokens'],
  language: Language,
): { body: TokenBody; errors: null } | { body: null; errors: TokenErrors } {
  const { label, approve, othersOnComputer } = input;
  const [uses, hours] = [Number(input.uses), Number(input.hours)];
  const outOf = (key: keyof typeof MOST, value: number) =>
    Number.isInteger(value) && value >= 1 && value <= MOST[key]
      ? {}
      : { [key]: words.numberMissing(formatNumber(language, MOST[key])) };
  const networks = approve === 'networks' ? entries(input.networks) : [];
  const tags = tagList.safeParse(entries(input.tags));
  const wrong = networks.find((range) => !RANGE.test(range));
  const errors: TokenErrors = {
    ...(label.trim() === '' ? { label: words.labelMissing } : {}),
    ...outOf('uses', uses),
    ...outOf('hours', hours),
    ...(tags.success ? {} : { tags: words.tagsWrong }),
    ...(networks.length > MOST_NETWORKS ? { networks: words.networksMany(MOST_NETWORKS) } : {}),
    ...(approve === 'networks' && networks.length === 0 ? { networks: words.networksMissing } : {}),
    ...(wrong === undefined ? {} : { networks: words.networksWrong(wrong) }),
  };
  if (Object.keys(errors).length > 0 || !tags.success) return { body: null, errors };
  return {
    body: {
      label,
      uses,
      hours,
      site: input.site.trim() === '' ? null : input.site,
      tags: tags.data,
      approve,
      networks,
      othersOnComputer,
    },
    errors: null,
  };
}
