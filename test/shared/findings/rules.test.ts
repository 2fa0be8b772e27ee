import { describe, expect, test } from 'vitest';
import { report } from '../../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../../src/shared/model/section-keys';
import {
  findingsOf,
  sayFinding,
  type Finding,
  type SaidFinding,
} from '../../../src/shared/rules/findings/findings';
import { RULES, type RuleId } from '../../../src/shared/rules/findings/rules';
import { LANGUAGES } from '../../../src/shared/words/language';
import { reportOf } from '../../support/report';
import type { Cases, Facts } from './cases/case';
import { CRASHES_AND_UPKEEP } from './cases/crashes-and-upkeep';
import { CHANGES, DEVICES } from './cases/devices-and-changes';
import { NETWORK } from './cases/network';
import { REACH } from './cases/reach';
import { STORAGE_AND_SPEED } from './cases/storage-and-speed';

const CASES: Record<RuleId, Cases> = {
  ...STORAGE_AND_SPEED,
  ...NETWORK,
  ...REACH,
  ...CRASHES_AND_UPKEEP,
  ...DEVICES,
  ...CHANGES,
};

const EACH = RULES.map((rule) => [rule.id, CASES[rule.id]] as const);
type Fires = Cases['fires'][number];
type Silent = Cases['silent'][number];
const FIRES = EACH.flatMap(([id, { fires }]) =>
  fires.map((one): [id: RuleId, ...rest: Fires] => [id, ...one]),
);
const SILENT = EACH.flatMap(([id, { silent }]) =>
  silent.map((one): [id: RuleId, ...rest: Silent] => [id, ...one]),
);

function found(id: RuleId, facts: Facts): Finding[] {
  return findingsOf(reportOf(facts)).filter(({ rule }) => rule === id);
}

test('every report of the table could have been sent', () => {
  for (const [id, name, facts] of [...FIRES, ...SILENT]) {
    const checked = report.safeParse(reportOf(facts));
    expect(checked.error?.issues ?? [], `${id}: ${name}`).toEqual([]);
  }
});

describe('fires', () => {
  test.each(FIRES)('%s: %s', (id, _name, facts, severity, params = {}) => {
    const [first, second] = found(id, facts);
    expect(first).toMatchObject({ rule: id, severity, params });
    expect(second).toBeUndefined();
  });
});

describe('does not fire', () => {
  test.each(SILENT)('%s: %s', (id, _name, facts) => {
    expect(found(id, facts)).toEqual([]);
  });
});

test('there are enough rules, each with its own name in kebab case', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('every rule fires in a case and stays silent in one', () => {
  expect(EACH.filter(([, { fires, silent }]) => fires.length === 0 || silent.length === 0)).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule.reads] as const))(
  '%s finds nothing where a section it needs is missing, and names facts of those it reads',
  (id, reads) => {
    const [, facts] = CASES[id].fires[0] ?? ['', {}];
    const none = Object.fromEntries(reads.map((key) => [key, null]));
    expect(found(id, { ...facts, ...none })).toEqual([]);
    const unread = SECTION_KEYS.filter((key) => !reads.some((read) => read === key));
    const [only] = found(id, { ...facts, ...Object.fromEntries(unread.map((key) => [key, null])) });
    expect(only?.evidence.length).toBeGreaterThan(0);
    for (const { fact } of only?.evidence ?? []) {
      expect(
        reads.some((key) => fact === key || fact.startsWith(`${key}.`) || fact.startsWith(`${key}[`)),
      ).toBe(true);
    }
  },
);

const READERS = ['requester', 'technician'] as const;

test.each(EACH)('%s is told in both languages to both readers', (id, { fires }) => {
  const findings = fires.flatMap(([, facts]) => found(id, facts));
  for (const language of LANGUAGES) {
    for (const reader of READERS) {
      for (const finding of findings) expectWhole(sayFinding(language, finding, reader));
    }
  }
  for (const finding of findings) {
    const [german, english] = [
      sayFinding('de', finding, 'requester'),
      sayFinding('en', finding, 'requester'),
    ];
    expect(german).not.toEqual(english);
  }
});

function expectWhole({ title, why, next }: SaidFinding): void {
  for (const text of [title, why, next]) {
    expect(text).toMatch(/\p{L}{2}/u);
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object| {2}|\.\.$/);
  }
  expect(title).not.toMatch(/[.!]$/);
  expect(next).toMatch(/\.$/);
}

/** What a person who only works with the computer has never heard of. */
const JARGON =
  /\b(DNS|DHCP|VLAN|MTU|TLS|SMART|inode|PAC|TCP|UDP|IPv[46]|Kerberos|CPU|RAM|NTFS|SNMP|swap|802\.1X|gateway|proxy)\b/i;

test.each(RULES.map((rule) => [rule.id]))('%s is told to a requester in plain words', (id) => {
  for (const [, facts] of CASES[id].fires) {
    for (const finding of found(id, facts)) {
      for (const language of LANGUAGES) {
        const { title, why, next } = sayFinding(language, finding, 'requester');
        expect(`${title} ${why} ${next}`).not.toMatch(JARGON);
      }
    }
  }
});
