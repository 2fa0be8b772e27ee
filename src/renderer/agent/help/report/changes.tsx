import type { SectionData } from '../../../../shared/model/diagnostics';
import { formatSince } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { ChangeList } from './change-list';
import classes from './report-sheet.module.css';

interface Props {
  changes: SectionData<'changes'>;
  /** When the report was taken that holds them. */
  takenAt: string;
}

/** What changed since the last good day, or that nothing did, or that there is nothing to compare with. */
export function Changes({ changes, takenAt }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { since, entries } = changes;
  if (since === null) return <p className={classes['quiet']}>{words.changes.nothingToCompare}</p>;
  const day = formatSince(language, since, takenAt);
  if (entries.length === 0) return <p className={classes['quiet']}>{words.changes.nothing(day)}</p>;
  return (
    <>
      <p className={classes['quiet']}>{words.changes.since(day)}</p>
      <ChangeList changes={entries} />
    </>
  );
}
