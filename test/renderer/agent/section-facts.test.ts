import { describe, expect, it } from 'vitest';
import { factsIn, sectionWords } from '../../../src/renderer/agent/help/report/section-facts';
import { SECTION_KEYS, type Section } from '../../../src/shared/model/diagnostics';
import { sampleReport, withBattery, withProcesses } from './fixtures';

const everything = [...sampleReport.sections, withProcesses, withBattery].filter(
  (section): section is Extract<Section, { status: 'collected' }> => section.status === 'collected',
);
const said = (key: string, language: 'en' | 'de' = 'en') => {
  const section = everything.find((each) => each.key === key);
  if (!section) throw new Error(`no ${key} in the fixture`);
  return factsIn(language, section).map((fact) => `${fact.label}: ${fact.value}`.replaceAll('\u00a0', ' '));
};

/** Texts of a section as a person would look for them. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

describe('sections in plain words', () => {
  it('has a title and facts for every section of the report', () => {
    for (const language of ['en', 'de'] as const) {
      expect(Object.keys(sectionWords(language).title).sort()).toEqual([...SECTION_KEYS].sort());
    }
    expect(everything.map((section) => section.key).sort()).toEqual([...SECTION_KEYS].sort());
  });

  it.each(everything.map((section) => [section.key, section] as const))(
    'leaves no text of %s out',
    (_key, section) => {
      const shown = factsIn('en', section)
        .map((fact) => `${fact.label} ${fact.value}`)
        .join('\n');
      const worded = /^\d{4}-\d\d-\d\dT|^wireless$/;
      for (const text of texts(section.data)) {
        if (!worded.test(text)) expect(shown).toContain(text);
      }
    },
  );

  it('counts with units', () => {
    expect(said('memory')).toContain('Free: 4 GB free of 16 GB');
    expect(said('filesystems')[0]).toBe('C:: 1.2 GB free of 510 GB, NTFS, C:, read-only');
    expect(said('cpu')).toEqual([
      'Model: i7-1365U',
      'Cores: 12 (10 physical)',
      'Speed: 1.8 GHz',
      'Load: 37%',
    ]);
    expect(said('uptime')[0]).toBe('Running for: 3 days 4 hr');
    expect(said('clock')[1]).toBe('Difference to the desk: 1.5 sec behind');
    expect(said('gateway')).toContain('Round trip: 2.3 ms');
    expect(said('dns')).toContain('192.0.2.54: no answer (ETIMEOUT)');
    expect(said('processes')[1]).toBe('outlook: 93% processor, 700 MB memory, process 4711');
  });

  it('speaks German with German numbers', () => {
    expect(said('filesystems', 'de')[0]).toContain('1,2 GB frei von 510 GB');
    expect(said('clock', 'de')[1]).toBe('Abweichung vom Helpdesk: 1,5 Sek. zurück');
  });
});
