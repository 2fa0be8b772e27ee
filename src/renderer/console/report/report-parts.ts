import type { Report, SectionKey } from '../../../shared/model/diagnostics';
import { factsOf, SECTION_GROUPS, type SectionGroup } from '../../../shared/model/section-keys';
import { findingsOf, sayFinding } from '../../../shared/rules/findings/findings';
import type { Language } from '../../../shared/words/language';
import { sayChange } from '../../kit/report/describe';
import type { Words } from '../words/en';
import { changeHas, inOrderOfNews, type ToldChange } from './change-list';
import { findingHas, type ToldFinding } from './finding-list';
import { plotsOf } from './plots/section-plots';
import { sectionView, type SectionView } from './section-view';

export interface ReportParts {
  findings: ToldFinding[];
  changes: ToldChange[];
  /** Only groups that have something to show. */
  groups: { group: SectionGroup; views: SectionView[] }[];
}

const GROUPS = Object.keys(SECTION_GROUPS) as SectionGroup[];

/** Everything of a report that has to do with the wanted words, given in lower case. */
export function partsOf(
  report: Report,
  wanted: string,
  context: { words: Words; language: Language },
): ReportParts {
  const { language, words } = context;
  const plots = plotsOf(report, words);
  const findings = findingsOf(report).map((finding) => ({
    ...sayFinding(language, finding, 'technician'),
    finding,
  }));
  const changes = (factsOf(report, 'changes')?.entries ?? []).map((change) => ({
    ...sayChange(language, change),
    change,
  }));
  const viewOf = (key: SectionKey): SectionView[] => {
    const section = report.sections.find((each) => each.key === key);
    // What changed has its own part.
    if (!section || key === 'changes') return [];
    const view = sectionView(section, plots.get(key) ?? [], wanted, context);
    return view ? [view] : [];
  };
  return {
    findings: findings.filter((told) => findingHas(told, wanted)),
    changes: inOrderOfNews(changes.filter((told) => changeHas(told, wanted))),
    groups: GROUPS.map((group) => ({
      group,
      views: SECTION_GROUPS[group].flatMap(viewOf).toSorted((a, b) => Number(a.quiet) - Number(b.quiet)),
    })).filter(({ views }) => views.length > 0),
  };
}
