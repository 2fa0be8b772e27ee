import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Report } from '../../../shared/model/diagnostics';
import type { ReportRef } from '../../../shared/model/ticket';
import { formatMs } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import { useReport } from '../api/queries';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import { RawReport } from './raw-report';
import { SectionPanel, sectionView } from './section-panel';
import classes from './report.module.css';

export function ReportPanel({ ticketId, reference }: { ticketId: string; reference: ReportRef }) {
  const words = useWords();
  const query = useReport(ticketId, reference.sha256);
  return (
    <section className={classes['report']} aria-label={words.report.title}>
      <h2>{words.report.title}</h2>
      {query.data ? (
        <Loaded report={query.data} />
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

function Loaded({ report }: { report: Report }) {
  const words = useWords();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const [form, setForm] = useState<'panels' | 'json'>('panels');
  const count = (status: string) => report.sections.filter((section) => section.status === status).length;
  const wanted = search.trim().toLowerCase();
  const views = report.sections.flatMap((section) => {
    const view = sectionView(section, wanted, { words, language });
    return view ? [view] : [];
  });
  return (
    <>
      <p className={classes['summary']}>
        {words.report.summary(count('collected'), count('failed'), count('removed'))}
        {' · '}
        {words.report.collected} <RelativeTime at={report.collectedAt} />,{' '}
        {words.report.took(formatMs(language, report.tookMs))}
      </p>
      <div className={classes['tools']}>
        <TextInput
          className={classes['search'] ?? ''}
          type="search"
          size="xs"
          aria-label={words.report.search}
          placeholder={words.report.search}
          value={search}
          disabled={form === 'json'}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          aria-label={words.report.title}
          value={form}
          onChange={(value) => setForm(value === 'json' ? 'json' : 'panels')}
          data={[
            { value: 'panels', label: words.report.asPanels },
            { value: 'json', label: words.report.asJson },
          ]}
        />
      </div>
      {form === 'json' ? (
        <RawReport report={report} />
      ) : views.length === 0 ? (
        <p className={classes['summary']}>{words.report.nothing(search.trim())}</p>
      ) : (
        [...views]
          .sort((a, b) => Number(a.quiet) - Number(b.quiet))
          .map((view) => <SectionPanel key={view.section.key} view={view} wanted={wanted} />)
      )}
    </>
  );
}
