import { admission, type Admission } from '../../../shared/contract/api-people';
import { tagList } from '../../../shared/policy/values';
import type { Words } from '../words/en';

export const APPROVE_RULES = ['all', 'none', 'networks'] as const satisfies readonly Admission['approve'][];

/** What stands in the form, as typed. */
export interface TokenInput {
  label: string;
  uses: number;
  hours: number;
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

export type TokenErrors = Partial<Record<'label' | 'tags' | 'networks', string>>;

// Only what cannot be a range is refused here; the desk has the last word.
const RANGE = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:\/\d{1,3})?$/;

/** Entries of a field, by commas or lines. */
function entries(text: string): string[] {
  return text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
}

/** The admission the form describes, or what is wrong with it. */
export function readToken(
  input: TokenInput,
  words: Words['tokens'],
): { admission: Admission; errors: null } | { admission: null; errors: TokenErrors } {
  const networks = input.approve === 'networks' ? entries(input.networks) : [];
  const tags = tagList.safeParse(entries(input.tags));
  const wrong = networks.find((range) => !RANGE.test(range));
  const errors: TokenErrors = {
    ...(input.label.trim() === '' ? { label: words.labelMissing } : {}),
    ...(tags.success ? {} : { tags: words.tagsWrong }),
    ...(input.approve === 'networks' && networks.length === 0 ? { networks: words.networksMissing } : {}),
    ...(wrong === undefined ? {} : { networks: words.networksWrong(wrong) }),
  };
  if (Object.keys(errors).length > 0 || !tags.success) return { admission: null, errors };
  return {
    admission: admission.parse({
      site: input.site.trim() === '' ? null : input.site,
      tags: tags.data,
      approve: input.approve,
      networks: networks.slice(0, 50),
      othersOnComputer: input.othersOnComputer,
    }),
    errors: null,
  };
}
