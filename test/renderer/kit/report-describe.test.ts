import { describe, expect, it } from 'vitest';
import {
  describeSection,
  failureWords,
  groupTitle,
  sayChange,
  sectionTitle,
} from '../../../src/renderer/kit/report/describe';
import type { SectionFacts } from '../../../src/renderer/kit/report/facts';
import {
  FAILURES,
  report,
  type CollectedSection,
  type SectionKey,
} from '../../../src/shared/model/diagnostics';
import { SECTION_GROUPS, SECTION_KEYS, type SectionGroup } from '../../../src/shared/model/section-keys';
import type { Language } from '../../../src/shared/words/language';
import { HEALTHY, reportOf } from '../../support/report';
import { changes, unwell } from './report-samples';

const LANGUAGES: Language[] = ['en', 'de'];
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** Everything a reader sees of a section, a fact or a row a line. */
function linesOf({ groups }: SectionFacts): string[] {
  return groups
    .flatMap(({ title, facts, table }) => [
      ...(title === undefined ? [] : [title]),
      ...facts.map((fact) => `${fact.label}: ${fact.value}`),
      ...(table?.rows.map((row) => row.join(' | ')) ?? []),
    ])
    .map(plain);
}

const samples = [reportOf(), reportOf(unwell)].map((each) => report.parse(each));
const collected = samples
  .flatMap((each) => each.sections)
  .filter((section): section is CollectedSection => section.status === 'collected');
function said(key: SectionKey, language: Language = 'en', sample = 1): string[] {
  const section = samples[sample]?.sections.find((each) => each.key === key);
  if (section?.status !== 'collected') throw new Error(`no ${key} in the sample`);
  return linesOf(describeSection(language, section as CollectedSection));
}

/** Texts of a section as a person would look for them; values of an enumeration are told in words. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}
const WORDED =
  /^(\d{4}-\d\d-\d\dT.*|ssd|good|system|boot|both|idle|stopped|clean|crash|console|wayland|autostart|user|wireless|loopback|full|direct|manual|wireguard|desk|chosen|udp|tls|software|usb|software-updated|device-removed)$/;

describe.each(LANGUAGES)('sections in %s', (language) => {
  it.each(SECTION_KEYS)('%s has a title and says its facts', (key) => {
    expect(sectionTitle(language, key)).not.toBe('');
    for (const section of collected.filter((each) => each.key === key)) {
      const facts = describeSection(language, section);
      const shown = linesOf(facts).join('\n');
      expect(shown).not.toMatch(/undefined|NaN|\[object|Invalid|Infinity|null/);
      expect(shown.trim()).not.toBe('');
      for (const text of texts(section.data)) if (!WORDED.test(text)) expect(shown).toContain(plain(text));
      for (const { table } of facts.groups) {
        for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
      }
    }
  });

  it('names every group and every failure', () => {
    for (const group of Object.keys(SECTION_GROUPS)) {
      expect(groupTitle(language, group as SectionGroup)).not.toBe('');
    }
    for (const reason of FAILURES) expect(failureWords(language, reason)).not.toBe('');
  });
});

describe('facts with their units', () => {
  it('of a healthy computer', () => {
    expect(said('memory', 'en', 0)).toContain('In use: 7 GB of 16 GB');
    expect(said('filesystems', 'en', 0)).toContain('Free: 266 GB free of 480 GB');
    expect(said('cpu', 'en', 0)).toEqual([
      'Model: Intel Core i5-1245U',
      'Cores: 12 (10 physical)',
      'Processors: 1',
      'Speed: 1.6 GHz, up to 4.4 GHz',
      'Load: 8%',
      'Work had to wait: 0%',
      'Temperature: 48 °C',
      'Slowed down by heat or power: No',
      'Cache: L1 928 kB, L2 6.5 MB, L3 12 MB',
      'Stepping and microcode: 6/154/4, microcode 0x437',
    ]);
    expect(said('wifi', 'en', 0)).toContain('Signal: -52 dBm, 82%');
    expect(said('history', 'en', 0)).toContain('Answer time of the router: 2 ms to 2.4 ms');
  });

  it('of one that is not', () => {
    expect(said('printers')).toContain('Waiting jobs: 3, the oldest for 12 min');
    expect(said('services')).toContain(
      'backup.service | Nightly backup | exit code 3 | Nov 21, 2026, 8:15 AM',
    );
    expect(said('clock')[1]).toBe('Difference to the help desk: 7 min behind');
    expect(said('dns')[0]).toBe('192.0.2.54: no answer (ETIMEOUT)');
    expect(said('processes')).toContain('outlook | 93% | 700 MB | 4711');
    expect(said('liveView')[0]).toBe('Direct way (UDP): Blocked');
    expect(said('printers', 'de')).toContain('Wartende Aufträge: 3, der älteste seit 12 Min.');
    expect(said('clock', 'de')[1]).toBe('Abweichung vom Helpdesk: 7 Min. zurück');
  });

  it('leaves out what the system did not say', () => {
    const bare: CollectedSection<'system'> = {
      key: 'system',
      status: 'collected',
      tookMs: 1,
      source: 'sample',
      data: { ...HEALTHY.system, serial: null, firmware: null, board: null, manufacturer: '' },
    };
    expect(linesOf(describeSection('en', bare)).map((line) => line.split(':')[0])).toEqual([
      'Name',
      'Model',
      'Type',
      'Virtual machine',
    ]);
  });

  it('shows shares as bars, redder the closer to the limit', () => {
    const full = reportOf({
      filesystems: HEALTHY.filesystems.map((each) => ({ ...each, availableBytes: each.sizeBytes / 100 })),
    }).sections.find((each) => each.key === 'filesystems') as CollectedSection;
    expect(describeSection('en', full).groups[0]?.facts[0]?.bar).toEqual({ percent: 99, tone: 'danger' });
  });
});

it('tells a change in one line', () => {
  const [updated, gone] = changes.entries;
  if (!updated || !gone) throw new Error('two changes wanted');
  expect(sayChange('en', updated)).toEqual({ what: 'Program updated: Outlook', detail: '16.0.1 → 16.0.2' });
  expect(sayChange('de', gone)).toEqual({ what: 'Gerät nicht mehr da: Docking station', detail: '' });
});
