import { describe, expect, it } from 'vitest';
import {
  filterFacts,
  isEmpty,
  supply,
  usage,
  type SectionFacts,
} from '../../../src/renderer/kit/report/facts';
import { reportWords } from '../../../src/renderer/kit/report/words/words';

const facts: SectionFacts = {
  groups: [
    { title: 'Drive C', facts: [{ label: 'Free', value: '12 GB' }] },
    {
      facts: [{ label: 'Total', value: '731' }],
      table: {
        columns: ['Program', 'Version'],
        rows: [
          ['Firefox', '140'],
          ['Excel', '16'],
        ],
      },
    },
  ],
};

describe('a search in the facts', () => {
  it.each<[string, SectionFacts | null]>([
    ['drive', { groups: [facts.groups[0]!] }],
    ['12 gb', { groups: [facts.groups[0]!] }],
    ['731', { groups: [{ facts: [{ label: 'Total', value: '731' }] }] }],
    [
      'excel',
      { groups: [{ facts: [], table: { columns: ['Program', 'Version'], rows: [['Excel', '16']] } }] },
    ],
    ['nowhere', null],
  ])('for %j', (wanted, expected) => expect(filterFacts(facts, wanted)).toEqual(expected));
});

it('knows what is empty', () => {
  expect(isEmpty({ groups: [] })).toBe(true);
  expect(isEmpty({ groups: [{ facts: [], table: { columns: ['A'], rows: [] } }] })).toBe(true);
  expect(isEmpty({ groups: [{ title: 'Drive', facts: [] }] })).toBe(false);
  expect(isEmpty(facts)).toBe(false);
});

it.each([
  [usage(84.9), 'calm', 84.9],
  [usage(85), 'caution', 85],
  [usage(95), 'danger', 95],
  [usage(130), 'danger', 100],
  [supply(25), 'calm', 25],
  [supply(24), 'caution', 24],
  [supply(9), 'danger', 9],
])('%o', (bar, tone, percent) => expect(bar).toEqual({ tone, percent }));

/** Every message by its path, functions called with the names of their places. */
function messages(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const message = value as (...args: unknown[]) => string;
    return [[path, message(...['A', 2, 'C'].slice(0, message.length))]];
  }
  return Object.entries(value as object).flatMap(([key, entry]) => messages(entry, `${path}.${key}`));
}

// The same word in both languages.
const SAME =
  /^\.(titles\.(system|bluetooth)|common\.(name|version|standard)|machine\.(bluetooth|firmware|roles\.system)|software\.(firewall|displays\..*)|network\.vpnKinds\..*)$/;

describe('the words', () => {
  const english = new Map(messages(reportWords('en')));
  const german = new Map(messages(reportWords('de')));
  it('are complete in German', () => {
    expect([...german.keys()]).toEqual([...english.keys()]);
    const untranslated = [...german].filter(
      ([path, text]) => text === english.get(path) && /[a-z]{4}/.test(text) && !SAME.test(path),
    );
    expect(untranslated).toEqual([]);
  });

  it('never say OK, and contain no emoji', () => {
    for (const text of [...english.values(), ...german.values()]) {
      expect(text).not.toMatch(/\bOK\b|\p{Extended_Pictographic}/u);
    }
  });
});
