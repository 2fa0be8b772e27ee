import { SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Report, SectionKey } from '../../../shared/model/diagnostics';
import { formatMs } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { useWords } from '../words/words';
import { ChangesPart } from './changes-part';
import { FindingsPart } from './findings-part';
import { PartLinks, partId } from './part-links';
import { RawReport } from './raw-report';
import { partsOf } from './report-parts';
import { SectionGroups } from './section-groups';
import { sectionId } from './section-view';
import { useSearchKey } from './use-search-key';
import { useSectionKeys } from './use-section-keys';
import classes from './report.module.css';

/** A report as a technician reads it: what is wrong, what changed, then everything there is to know. */
export function ReportView({ report }: { report: Report }) {
  const words = useWords();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const [form, setForm] = useState<'panels' | 'json'>('panels');
  const [target, setTarget] = useState<{ id: string } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  useSectionKeys('[id^="part-"], [id^="section-"]');
  const wanted = search.trim().toLowerCase();
  const parts = useMemo(
    () => partsOf(report, wanted, { words, language }),
    [report, wanted, words, language],
  );
  useEffect(() => {
    const panel = target ? document.getElementById(target.id) : null;
    if (!panel) return;
    panel.scrollIntoView({ block: 'start' });
    panel.focus({ preventScroll: true });
    // A click shows no focus ring; this says where one has landed.
    panel.dataset['reached'] = '';
    return () => void delete panel.dataset['reached'];
  }, [target]);
  const showSection = (key: SectionKey) => {
    // What is searched for may hide the panel that is led to.
    setSearch('');
    // What changed is a part of its own; every other section has its panel.
    setTarget({ id: key === 'changes' ? partId('changes') : sectionId(key) });
  };
  const count = (status: string) => report.sections.filter((section) => section.status === status).length;
  const nothing = parts.findings.length + parts.changes.length + parts.groups.length === 0;
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
          ref={field}
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
      ) : wanted !== '' && nothing ? (
        <p className={classes['summary']}>{words.report.nothing(search.trim())}</p>
      ) : (
        <>
          <PartLinks parts={parts} onPart={(id) => setTarget({ id })} />
          <FindingsPart findings={parts.findings} wanted={wanted} onSection={showSection} />
          <ChangesPart report={report} changes={parts.changes} wanted={wanted} />
          <SectionGroups groups={parts.groups} wanted={wanted} />
        </>
      )}
    </>
  );
}
