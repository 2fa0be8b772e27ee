import { Button } from '@mantine/core';
import { useId } from 'react';
import type { Report } from '../../../../shared/model/diagnostics';
import { factsOf } from '../../../../shared/model/section-keys';
import { sayFinding, type Finding } from '../../../../shared/rules/findings/findings';
import { sectionTitle } from '../../../kit/report/describe';
import { formatNumber } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { FindingList } from '../findings/finding-list';
import { sortOut } from '../findings/use-findings';
import { Changes } from '../report/changes';
import type { Help } from '../use-help';
import classes from './check.module.css';

const FINDINGS_AT_FIRST = 8;

interface Props {
  help: Help;
  report: Report;
  findings: readonly Finding[];
}

/** What the person can do about what was found, what is for others, and what changed lately. */
export function CheckResult({ help, report, findings }: Props) {
  const words = useWords();
  const language = useLanguage();
  const headingId = useId();
  const { mine, others } = sortOut(findings);
  const changes = factsOf(report, 'changes');
  const failed = report.sections.flatMap(({ status, key }) =>
    status === 'failed' ? [sectionTitle(language, key)] : [],
  );

  function ask(finding: Finding): void {
    help.dispatch({ kind: 'ask-about', text: sayFinding(language, finding, 'requester').title });
  }

  return (
    <>
      {mine.length > 0 && (
        <FindingList
          findings={mine}
          most={FINDINGS_AT_FIRST}
          action={(finding) => (
            <Button variant="default" size="compact-sm" onClick={() => ask(finding)}>
              {words.check.getHelp}
            </Button>
          )}
        />
      )}
      {others > 0 && (
        <p className={classes['quiet']}>{words.check.others(others, formatNumber(language, others))}</p>
      )}
      {failed.length > 0 && <p className={classes['quiet']}>{words.check.notChecked(failed.join(', '))}</p>}
      {changes && (
        <section className={classes['changes']} aria-labelledby={headingId}>
          <h2 id={headingId} className={classes['heading']}>
            {words.changes.title}
          </h2>
          <Changes changes={changes} takenAt={report.collectedAt} />
        </section>
      )}
    </>
  );
}
