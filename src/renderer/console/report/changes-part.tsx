import type { Report, Section } from '../../../shared/model/diagnostics';
import { formatExact, formatSince } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import { ChangeList, type ToldChange } from './change-list';
import { partId } from './part-links';
import { absence } from './section-view';
import classes from './report.module.css';

interface Props {
  report: Report;
  changes: readonly ToldChange[];
  wanted: string;
}

/** What is different from the last good day, or why nobody can say. */
export function ChangesPart({ report, changes, wanted }: Props) {
  const words = useWords();
  const section = report.sections.find((each): each is Section<'changes'> => each.key === 'changes');
  if (!section || (changes.length === 0 && wanted !== '')) return null;
  return (
    <section
      id={partId('changes')}
      tabIndex={-1}
      className={classes['part']}
      aria-label={words.report.changes}
    >
      <h3>{words.report.changes}</h3>
      <Since section={section} takenAt={report.collectedAt} />
      {changes.length > 0 ? <ChangeList changes={changes} wanted={wanted} /> : null}
    </section>
  );
}

function Since({ section, takenAt }: { section: Section<'changes'>; takenAt: string }) {
  const words = useWords();
  const language = useLanguage();
  if (section.status !== 'collected') {
    return <p className={classes['calm']}>{absence(language, section, words)}</p>;
  }
  const { since, entries, more } = section.data;
  if (since === null) return <p className={classes['calm']}>{words.report.nothingToCompare}</p>;
  const day = formatSince(language, since, takenAt);
  return (
    <p className={classes['calm']} title={formatExact(language, since)}>
      {entries.length === 0 ? words.report.nothingChanged(day) : words.report.changedSince(day)}
      {more > 0 ? ` ${words.report.moreChanges(more)}` : ''}
    </p>
  );
}
