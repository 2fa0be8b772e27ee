import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Report, SectionKey } from '../../../../shared/model/diagnostics';
import { SECTION_GROUPS, type SectionGroup } from '../../../../shared/model/section-keys';
import { groupTitle } from '../../../kit/report/describe';
import { formatNumber } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { SectionItem } from './section-item';
import { sectionView } from './section-view';
import classes from './report-sheet.module.css';

interface Props {
  report: Report;
  removed: readonly SectionKey[];
  onInclude(keys: readonly SectionKey[], include: boolean): void;
}

/** All parts in four groups, with a switch for each part and each group, and a search through their values. */
export function SectionGroups({ report, removed, onInclude }: Props) {
  const words = useWords();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const groups = (Object.keys(SECTION_GROUPS) as SectionGroup[]).flatMap((group) => {
    const keys: readonly SectionKey[] = SECTION_GROUPS[group];
    const sections = report.sections.filter((section) => keys.includes(section.key));
    const views = sections.flatMap((section) => sectionView(language, section, wanted) ?? []);
    return views.length > 0 ? [{ group, keys: sections.map(({ key }) => key), views }] : [];
  });
  return (
    <>
      <TextInput
        type="search"
        aria-label={words.sheet.search}
        placeholder={words.sheet.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || search === '') return;
          // Leaves the search, not the sheet.
          event.preventDefault();
          setSearch('');
        }}
      />
      {groups.length === 0 && <p className={classes['quiet']}>{words.sheet.notFound(search.trim())}</p>}
      {groups.map(({ group, keys, views }) => (
        <section key={group} className={classes['sectionGroup']} aria-label={groupTitle(language, group)}>
          <GroupHead
            title={groupTitle(language, group)}
            sent={keys.filter((key) => !removed.includes(key)).length}
            all={keys.length}
            onInclude={(include) => onInclude(keys, include)}
          />
          <ul className={classes['sections']}>
            {views.map((view) => (
              <SectionItem
                // What a search found starts folded anew.
                key={`${view.section.key} ${wanted}`}
                view={view}
                searched={wanted !== ''}
                takenAt={report.collectedAt}
                included={!removed.includes(view.section.key)}
                onInclude={(include) => onInclude([view.section.key], include)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface HeadProps {
  title: string;
  sent: number;
  all: number;
  onInclude(include: boolean): void;
}

function GroupHead({ title, sent, all, onInclude }: HeadProps) {
  const words = useWords();
  const language = useLanguage();
  return (
    <div className={classes['groupHead']}>
      <h2 className={classes['groupTitle']}>{title}</h2>
      <span className={classes['quiet']}>
        {words.sheet.sentOf(formatNumber(language, sent), formatNumber(language, all))}
      </span>
      <Switch
        // On while anything of it is sent: off must mean that nothing is.
        checked={sent > 0}
        onChange={(event) => onInclude(event.currentTarget.checked)}
        aria-label={words.sheet.includeGroup(title)}
      />
    </div>
  );
}
