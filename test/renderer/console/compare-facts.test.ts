import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../src/renderer/console/report/compare/compare-facts';
import { compareReports } from '../../../src/renderer/console/report/compare/compare-reports';
import type { SectionFacts } from '../../../src/renderer/kit/report/facts';
import { HEALTHY, reportOf } from '../../support/report';

const facts = (...pairs: [string, string][]): SectionFacts => ({
  groups: [{ facts: pairs.map(([label, value]) => ({ label, value })) }],
});
const groups = (titles: Record<string, [string, string][]>): SectionFacts => ({
  groups: Object.entries(titles).map(([title, pairs]) => ({
    title,
    facts: pairs.map(([label, value]) => ({ label, value })),
  })),
});
const table = (...rows: string[][]): SectionFacts => ({
  groups: [{ facts: [], table: { columns: ['Program', 'Version', 'Publisher'], rows } }],
});

describe('two sets of facts', () => {
  const cases: [
    string,
    SectionFacts | null,
    SectionFacts | null,
    [string | null, string, string | null, string | null][],
  ][] = [
    ['nothing at all', null, null, []],
    ['the same', facts(['Load', '5 %']), facts(['Load', '5 %']), [[null, 'Load', '5 %', '5 %']]],
    ['another value', facts(['Load', '5 %']), facts(['Load', '95 %']), [[null, 'Load', '5 %', '95 %']]],
    ['one that came', facts(), facts(['Swap', '1 GB']), [[null, 'Swap', null, '1 GB']]],
    ['one that went', facts(['Swap', '1 GB']), facts(), [[null, 'Swap', '1 GB', null]]],
    ['one side missing', null, facts(['Load', '5 %']), [[null, 'Load', null, '5 %']]],
    [
      'the same label in two drives',
      groups({ 'C:': [['Free', '1 GB']], 'D:': [['Free', '9 GB']] }),
      groups({ 'D:': [['Free', '9 GB']], 'C:': [['Free', '2 GB']] }),
      [
        ['D:', 'Free', '9 GB', '9 GB'],
        ['C:', 'Free', '1 GB', '2 GB'],
      ],
    ],
    [
      'what went, where it stood',
      facts(['a', '1'], ['gone', '2'], ['b', '3']),
      facts(['a', '1'], ['b', '3'], ['new', '4']),
      [
        [null, 'a', '1', '1'],
        [null, 'gone', '2', null],
        [null, 'b', '3', '3'],
        [null, 'new', null, '4'],
      ],
    ],
    [
      'rows by their first cell',
      table(['firefox', '128', 'Mozilla'], ['zoom', '5', '']),
      table(['firefox', '129', 'Mozilla']),
      [
        [null, 'firefox', '128 · Mozilla', '129 · Mozilla'],
        [null, 'zoom', '5', null],
      ],
    ],
    [
      'two rows of one name, in their order',
      table(['chrome', '1 %'], ['chrome', '2 %']),
      table(['chrome', '1 %'], ['chrome', '3 %'], ['chrome', '9 %']),
      [
        [null, 'chrome', '1 %', '1 %'],
        [null, 'chrome', '2 %', '3 %'],
        [null, 'chrome', null, '9 %'],
      ],
    ],
  ];
  it.each(cases)('with %s', (_, left, right, wanted) => {
    const compared = compareFacts(left, right);
    expect(compared.map((fact) => [fact.group, fact.label, fact.left, fact.right])).toEqual(wanted);
  });

  it('mistakes no name for another, whatever it is made of', () => {
    const left = groups({ a: [['b c', '1']] });
    const right = groups({ 'a b': [['c', '1']] });
    expect(compareFacts(left, right)).toHaveLength(2);
  });
});

describe('two reports', () => {
  const differing = (left = reportOf(), right = reportOf()) =>
    compareReports('en', left, right).flatMap(({ sections }) =>
      sections.filter((section) => section.differs).map(({ key }) => key),
    );

  it('of the same facts differ in nothing', () => {
    expect(differing()).toEqual([]);
  });

  it('differ exactly where the facts do', () => {
    const right = reportOf({
      dns: { ...HEALTHY.dns, searchDomains: [] },
      cpu: { ...HEALTHY.cpu, loadPercent: 93 },
    });
    expect(differing(reportOf(), right)).toEqual(['cpu', 'dns']);
  });

  it('differ where one could not say', () => {
    expect(differing(reportOf({ battery: null }), reportOf())).toEqual(['battery']);
    expect(differing(reportOf(), { ...reportOf(), sections: [] })).toContain('os');
    expect(differing(reportOf({ battery: null }), reportOf({ battery: null }))).toEqual([]);
  });

  it('leave out what is remembered over time', () => {
    const right = reportOf({ changes: { since: null, days: 0, entries: [], more: 0 } });
    expect(differing(reportOf(), right)).toEqual([]);
  });
});
