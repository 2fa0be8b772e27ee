import { Button, Checkbox, Progress } from '@mantine/core';
import { useEffect } from 'react';
import type { Section, SectionKey } from '../../../../shared/model/diagnostics';
import { formatNumber } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import boxes from '../box.module.css';
import type { Collecting } from '../help-state';
import type { Help } from '../use-help';
import { sectionWords } from './section-facts';

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

/** "About this computer": how far the collecting is, what could not be had, and the way to look at all of it. */
export function ReportBox({ help }: { help: Help }) {
  const words = useWords();
  const { page, dispatch, collect } = help;
  const { collecting, includeReport } = page;
  const done = collecting.kind === 'done';
  const shown = includeReport && collecting.kind !== 'failed';

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
  const announce = useAnnounce();
  const titles = sectionWords(language).title;
  const all = Object.keys(titles).length;
  const sections = sectionsOf(collecting);
  const number = (value: number) => formatNumber(language, value);
  const failed = sections.filter((section) => section.status === 'failed').map(({ key }) => titles[key]);
  const finished = collecting.kind === 'done' ? words.report.collected(number(sections.length)) : null;

  useEffect(() => {
    if (finished !== null) announce(finished);
  }, [finished, announce]);

  return (
    <div className={boxes['lines']}>
      {finished === null ? (
        <>
          <Progress
            value={(sections.length / all) * 100}
            size="sm"
            aria-label={words.report.title}
            transitionDuration={150}
          />
          <p className={boxes['line']}>{words.report.collecting(number(sections.length), number(all))}</p>
        </>
      ) : (
        <p className={boxes['line']}>
          {[finished, removed.length > 0 && words.report.left(removed.length, number(removed.length))]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      {failed.length > 0 && <p className={boxes['line']}>{words.report.failed(failed.join(', '))}</p>}
    </div>
  );
}
