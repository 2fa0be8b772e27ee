import { z } from 'zod';
import { SECTION_DATA, type Report, type Section, type SectionKey } from '../../model/diagnostics';

/** Where a string of a report stands: its section, the name of its field, and what it is a field of. */
export interface Place {
  section: SectionKey;
  field: string;
  owner: Readonly<Record<string, unknown>>;
}

export type Visit = (text: string, place: Place) => string;

/**
 * The report with every free text as `visit` answers it. What the schema fixes (enumerations, times, numbers, keys)
 * stays, and no text outgrows its field, so that what fit its schema before fits it afterwards.
 */
export function mapStrings(report: Report, visit: Visit): Report {
  return { ...report, sections: report.sections.map((section) => mapSection(section, visit)) };
}

function mapSection(section: Section, visit: Visit): Section {
  if (section.status === 'removed') return section;
  const place = (field: string): Place => ({ section: section.key, field, owner: {} });
  const source = visit(section.source, place('source')).slice(0, 300);
  if (section.status === 'collected') {
    const data = mapValue(section.data, SECTION_DATA[section.key], visit, place(''));
    return { ...section, source, data } as Section;
  }
  return { ...section, source, detail: visit(section.detail, place('detail')).slice(0, 500) };
}

function mapValue(value: unknown, schema: unknown, visit: Visit, place: Place): unknown {
  if (value === null || value === undefined) return value;
  if (schema instanceof z.ZodNullable) return mapValue(value, schema.unwrap(), visit, place);
  if (schema instanceof z.ZodArray) {
    return (value as unknown[]).map((entry) => mapValue(entry, schema.element, visit, place));
  }
  if (schema instanceof z.ZodObject) {
    const owner = value as Readonly<Record<string, unknown>>;
    const shape = schema.shape as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(owner).map(([field, entry]) => [
        field,
        mapValue(entry, shape[field], visit, { section: place.section, field, owner }),
      ]),
    );
  }
  if (schema instanceof z.ZodString && typeof value === 'string') {
    return visit(value, place).slice(0, schema.maxLength ?? undefined);
  }
  return value;
}
