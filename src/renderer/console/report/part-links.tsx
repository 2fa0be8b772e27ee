import { groupTitle } from '../../kit/report/describe';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import type { ReportParts } from './report-parts';
import classes from './report.module.css';

interface Props {
  parts: ReportParts;
  onPart: (id: string) => void;
}

/** Where a part of the diagnostics stands on the page. */
export function partId(part: string): string {
  return `part-${part}`;
}

/** A report is long: one step to each of its parts. */
export function PartLinks({ parts, onPart }: Props) {
  const words = useWords();
  const language = useLanguage();
  const links = [
    { part: 'findings', title: words.report.findings, count: parts.findings.length },
    { part: 'changes', title: words.report.changes, count: parts.changes.length },
  ].filter(({ count }) => count > 0);
  return (
    <nav className={classes['links']} aria-label={words.report.parts}>
      {links.map(({ part, title, count }) => (
        <button key={part} type="button" onClick={() => onPart(partId(part))}>
          {title} ({count})
        </button>
      ))}
      {parts.groups.map(({ group }) => (
        <button key={group} type="button" onClick={() => onPart(partId(group))}>
          {groupTitle(language, group)}
        </button>
      ))}
    </nav>
  );
}
