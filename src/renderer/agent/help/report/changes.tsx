import type { SectionData } from '../../../../shared/model/diagnostics';
import type { Language } from '../../../../shared/words/language';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { ChangeList } from './change-list';
import classes from './report-sheet.module.css';

function dayOf(language: Language, at: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(at),
  );
}

/** What changed since the last good day, or that nothing did, or that there is nothing to compare with. */
export function Changes({ changes }: { changes: SectionData<'changes'> }) {
  const words = useWords();
  const language = useLanguage();
  const { since, entries } = changes;
  if (since === null) return <p className={classes['quiet']}>{words.changes.nothingToCompare}</p>;
  const day = dayOf(language, since);
  if (entries.length === 0) return <p className={classes['quiet']}>{words.changes.nothing(day)}</p>;
  return (
    <>
      <p className={classes['quiet']}>{words.changes.since(day)}</p>
      <ChangeList changes={entries} />
    </>
  );
}
