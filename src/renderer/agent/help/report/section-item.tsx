import { Switch } from '@mantine/core';
import { failureWords } from '../../../kit/report/describe';
import { isEmpty } from '../../../kit/report/facts';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { Changes } from './changes';
import { FactList } from './fact-list';
import type { SectionView } from './section-view';
import classes from './report-sheet.module.css';

interface Props {
  view: SectionView;
  included: boolean;
  /** Some of it is hidden by a search. */
  searched: boolean;
  /** When the report was taken. */
  takenAt: string;
  onInclude(include: boolean): void;
}

/** One part of the report: its switch, and beneath it the very values that are sent. */
export function SectionItem({ view, included, searched, takenAt, onInclude }: Props) {
  const words = useWords();
  const { section, title } = view;
  return (
    <li className={classes['section']}>
      <div className={classes['head']}>
        <h3
          className={classes['title']}
          title={section.status === 'removed' ? undefined : words.sheet.source(section.source)}
        >
          {title}
        </h3>
        <Switch
          checked={included}
          onChange={(event) => onInclude(event.currentTarget.checked)}
          aria-label={words.sheet.include(title)}
        />
      </div>
      <Body view={view} searched={searched} takenAt={takenAt} />
    </li>
  );
}

function Body({ view: { section, facts }, searched, takenAt }: Pick<Props, 'view' | 'searched' | 'takenAt'>) {
  const words = useWords();
  const language = useLanguage();
  switch (section.status) {
    case 'removed':
      return <p className={classes['quiet']}>{words.sheet.leftOut}</p>;
    case 'not-applicable':
      return (
        <p className={classes['quiet']} title={section.detail}>
          {words.notApplicable}
        </p>
      );
    case 'failed':
      return (
        <p className={classes['quiet']} title={section.detail}>
          {words.failedBecause(failureWords(language, section.reason))}
        </p>
      );
    case 'collected':
      // A search shows the lines it found, not the story they are part of.
      if (section.key === 'changes' && !searched) return <Changes changes={section.data} takenAt={takenAt} />;
      if (!facts || isEmpty(facts)) return <p className={classes['quiet']}>{words.sheet.nothing}</p>;
      return <FactList facts={facts} />;
  }
}
