import { Button, Checkbox, Progress } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { Section, SectionKey } from '../../../../shared/model/diagnostics';
import { SECTION_KEYS } from '../../../../shared/model/section-keys';
import type { Finding } from '../../../../shared/rules/findings/findings';
import { sectionTitle } from '../../../kit/report/describe';
import { formatNumber } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import boxes from '../box.module.css';
import { FindingList } from '../findings/finding-list';
import { sortOut } from '../findings/use-findings';
import type { Collecting } from '../help-state';
import type { Help } from '../use-help';

function sectionsOf(collecting: Collecting): readonly Section[] {
  switch (collecting.kind) {
    case 'running':
      return collecting.sections;
    case 'done':
      return collecting.report.sections;
    case 'idle':
    case 'failed':
      return [];
  }
}

const FINDINGS_AT_FIRST = 3;
const NAMES_AT_MOST = 3;

/** "About this computer": how far the collecting is, what was found, and the way to look at all of it. */
export function ReportBox({ help, findings }: { help: Help; findings: readonly Finding[] | null }) {
  const words = useWords();
  const language = useLanguage();
  const announce = useAnnounce();
  const { page, dispatch, collect } = help;
  const { collecting, includeReport } = page;
  const done = collecting.kind === 'done';
  const shown = includeReport && collecting.kind !== 'failed';
  const mine = useMemo(() => (findings ? sortOut(findings).mine : []), [findings]);
  const number = (value: number) => formatNumber(language, value);
  const outcome = !done
    ? null
    : mine.length > 0
      ? words.findings.count(mine.length, number(mine.length))
      : words.report.collected(number(collecting.report.sections.length));

  // One sentence: of two said at once, only the later would be heard.
  useEffect(() => {
    if (outcome !== null) announce(outcome);
  }, [outcome, announce]);

  return (
    <section className={boxes['box']} aria-label={words.report.title}>
      <div className={boxes['head']}>
        <Checkbox
          checked={includeReport}
          onChange={(event) => dispatch({ kind: 'include-report', include: event.currentTarget.checked })}
          label={<span className={boxes['title']}>{words.report.title}</span>}
        />
        {shown && (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={!done}
            title={done ? undefined : words.report.notYet}
            onClick={() => dispatch({ kind: 'view', view: { kind: 'sheet' } })}
          >
            {words.report.show}
          </Button>
        )}
      </div>
      {!includeReport && <p className={boxes['line']}>{words.report.none}</p>}
      {includeReport && collecting.kind === 'failed' && (
        <div className={boxes['problem']} role="alert">
          <p className={boxes['line']}>{words.report.collectFailed}</p>
          <Button variant="default" size="compact-sm" onClick={collect}>
            {words.report.retry}
          </Button>
        </div>
      )}
      {shown && <Found findings={mine} />}
      {shown && <ReportProgress collecting={collecting} removed={page.removed} />}
    </section>
  );
}

interface ProgressProps {
  collecting: Collecting;
  removed: readonly SectionKey[];
}

function ReportProgress({ collecting, removed }: ProgressProps) {
  const words = useWords();
  const language = useLanguage();
  const sections = sectionsOf(collecting);
  const number = (value: number) => formatNumber(language, value);
  const failed = sections.flatMap(({ status, key }) =>
    status === 'failed' ? [sectionTitle(language, key)] : [],
  );
  const more = failed.length - NAMES_AT_MOST;
  const finished = collecting.kind === 'done' ? words.report.collected(number(sections.length)) : null;

  return (
    <div className={boxes['lines']}>
      {finished === null ? (
        <>
          <Progress
            value={(sections.length / SECTION_KEYS.length) * 100}
            size="sm"
            aria-label={words.report.title}
            transitionDuration={150}
          />
          <p className={boxes['line']}>
            {words.report.collecting(number(sections.length), number(SECTION_KEYS.length))}
          </p>
        </>
      ) : (
        <p className={boxes['line']}>
          {[finished, removed.length > 0 && words.report.left(removed.length, number(removed.length))]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      {failed.length > 0 && (
        <p className={boxes['line']} title={failed.join(', ')}>
          {words.report.failed(failed.slice(0, NAMES_AT_MOST).join(', '), more > 0 ? number(more) : null)}
        </p>
      )}
    </div>
  );
}

function Found({ findings }: { findings: readonly Finding[] }) {
  const words = useWords();
  const language = useLanguage();
  if (findings.length === 0) return null;
  return (
    <>
      <p className={boxes['found']}>
        {words.findings.count(findings.length, formatNumber(language, findings.length))}
      </p>
      <FindingList findings={findings} most={FINDINGS_AT_FIRST} />
    </>
  );
}
