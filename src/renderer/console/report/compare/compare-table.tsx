import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Report } from '../../../../shared/model/diagnostics';
import { groupTitle } from '../../../kit/report/describe';
import { useLanguage } from '../../../kit/ui/language';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { Empty } from '../../app/page-frame';
import { useWords } from '../../words/words';
import { compareReports, differencesIn, type DeviceReport } from './compare-reports';
import { CompareSection } from './compare-section';
import { useSectionKeys } from '../use-section-keys';
import classes from './compare.module.css';

interface Side {
  report: Report;
  reference: DeviceReport;
}

interface Props {
  left: Side;
  right: Side;
  onlyDifferences: boolean;
  onAll: () => void;
}

export function CompareTable({ left, right, onlyDifferences, onAll }: Props) {
  const words = useWords();
  const language = useLanguage();
  const groups = useMemo(
    () => compareReports(language, left.report, right.report),
    [language, left.report, right.report],
  );
  useSectionKeys('[id^="section-"]');
  const unlike = groups.flatMap(({ sections }) => sections.filter((section) => section.differs));
  const count = unlike.reduce((sum, section) => sum + differencesIn(section), 0);
  return (
    <>
      <p className={classes['summary']} role="status">
        {count === 0 ? words.compare.alike : words.compare.summary(count, unlike.length)}
      </p>
      <div className={classes['sides']}>
        <span />
        <SideHead side={left} />
        <SideHead side={right} />
      </div>
      {count === 0 && onlyDifferences ? (
        <Empty
          action={
            <Button variant="default" onClick={onAll}>
              {words.compare.showAll}
            </Button>
          }
        >
          {words.compare.alikeText}
        </Empty>
      ) : null}
      {groups.map(({ group, sections }) => {
        const shown = onlyDifferences ? sections.filter((section) => section.differs) : sections;
        return shown.length === 0 ? null : (
          <section key={group} aria-label={groupTitle(language, group)}>
            <h2>{groupTitle(language, group)}</h2>
            {shown.map((section) => (
              <CompareSection
                key={section.key}
                section={section}
                names={[left.reference.number, right.reference.number]}
                onlyDifferences={onlyDifferences}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function SideHead({ side }: { side: Side }) {
  return (
    <span className={classes['side']}>
      <b>{side.reference.number}</b> <RelativeTime at={side.report.collectedAt} />
    </span>
  );
}
