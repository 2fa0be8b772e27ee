import type { CollectedSection, Report, Section, SectionData, SectionKey } from '../model/diagnostics';

/** The report without the sections a person left out, and without what was derived from them. */
export function leaveOut(report: Report, removed: readonly SectionKey[]): Report {
  if (removed.length === 0) return report;
  const out = new Set<string>(removed);
  return {
    ...report,
    sections: report.sections.map((section): Section => {
      if (out.has(section.key)) return { key: section.key, status: 'removed' };
      return section.status === 'collected' ? withoutTraces(section, out) : section;
    }),
  };
}

function withoutTraces(section: CollectedSection, removed: ReadonlySet<string>): Section {
  if (section.key === 'changes') {
    const entries = section.data.entries.filter((entry) => !removed.has(entry.section));
    return { ...section, data: { ...section.data, entries } };
  }
  if (section.key === 'history') return { ...section, data: shortened(section.data, removed) };
  return section;
}

function shortened(history: SectionData<'history'>, removed: ReadonlySet<string>): SectionData<'history'> {
  const unless = <T>(key: SectionKey, value: T): T | null => (removed.has(key) ? null : value);
  return {
    filesystems: removed.has('filesystems') ? [] : history.filesystems,
    minutes: history.minutes.map((minute) => ({
      at: minute.at,
      gatewayMs: unless('gateway', minute.gatewayMs),
      gatewayLost: unless('gateway', minute.gatewayLost),
      loadPercent: unless('cpu', minute.loadPercent),
      memoryUsedPercent: unless('memory', minute.memoryUsedPercent),
      signalDbm: unless('wifi', minute.signalDbm),
    })),
  };
}
