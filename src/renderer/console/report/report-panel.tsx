import { Button } from '@mantine/core';
import type { Report } from '../../../shared/model/diagnostics';
import type { Ticket } from '../../../shared/model/ticket';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import { useReport } from '../api/queries';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import { CompareMenu } from './compare/compare-menu';
import { RawReport } from './raw-report';
import { ReportBoundary } from './report-boundary';
import { ReportView } from './report-view';
import classes from './report.module.css';

/** The diagnostics that came with a ticket. */
export function ReportPanel({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const query = useReport(ticket.id);
  return (
    <section className={classes['report']} aria-label={words.report.title}>
      <div className={classes['head']}>
        <h2>{words.report.title}</h2>
        <CompareMenu ticket={ticket} />
      </div>
      {query.data ? (
        <ReportBoundary fallback={<Broken report={query.data} />}>
          <ReportView report={query.data} />
        </ReportBoundary>
      ) : query.error ? (
        <ProblemNotice
          fault={query.error.fault}
          action={
            <Button variant="default" onClick={() => void query.refetch()}>
              {words.common.retry}
            </Button>
          }
        />
      ) : (
        <SkeletonLines label={words.common.loading} lines={12} />
      )}
    </section>
  );
}

function Broken({ report }: { report: Report }) {
  const words = useWords();
  return (
    <>
      <p className={classes['summary']} role="alert">
        {words.report.broken}
      </p>
      <RawReport report={report} />
    </>
  );
}
