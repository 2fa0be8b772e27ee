import { Button, Progress } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { SECTION_KEYS } from '../../../../shared/model/section-keys';
import type { Finding } from '../../../../shared/rules/findings/findings';
import { formatNumber } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import { CopyButton } from '../copy-button';
import { sortOut, useFindings } from '../findings/use-findings';
import shared from '../help.module.css';
import type { Collecting } from '../help-state';
import type { Help } from '../use-help';
import { ViewHeader } from '../view-header';
import classes from './check.module.css';
import { CheckResult } from './check-result';

/** What is found on this computer, without a request and without a network. */
export function CheckView({ help }: { help: Help }) {
  const words = useWords();
  const { collecting } = help.page;
  const findings = useFindings(collecting);
  return (
    <div className={shared['view']}>
      <ViewHeader title={words.check.title} />
      <div className={shared['body']}>
        <Outcome collecting={collecting} findings={findings ?? []} onAgain={help.collect} />
        {collecting.kind === 'done' && (
          <CheckResult help={help} report={collecting.report} findings={findings ?? []} />
        )}
      </div>
      <footer className={shared['footer']}>
        <div className={classes['actions']}>
          <CopyButton
            label={words.check.copy}
            copy={async () => (await help.bridge.call('help:copy-device-info')).ok}
          />
          <Button onClick={() => help.dispatch({ kind: 'view', view: { kind: 'new' } })}>
            {words.nav.request}
          </Button>
        </div>
      </footer>
    </div>
  );
}

interface OutcomeProps {
  collecting: Collecting;
  findings: readonly Finding[];
  onAgain(): void;
}

/** How the check stands in one line, said aloud as well; the way to check again stays where it is throughout. */
function Outcome({ collecting, findings, onAgain }: OutcomeProps) {
  const words = useWords();
  const language = useLanguage();
  const announce = useAnnounce();
  const number = (value: number) => formatNumber(language, value);
  const busy = collecting.kind === 'idle' || collecting.kind === 'running';
  const { mine, others } = sortOut(findings);
  const well = collecting.kind === 'done' && mine.length === 0 && others === 0;

  const says = (): string => {
    if (busy) return words.check.looking;
    if (collecting.kind === 'failed') return words.check.failed;
    if (mine.length > 0) return words.findings.count(mine.length, number(mine.length));
    return well ? words.check.nothing : words.check.nothingForYou;
  };
  const detail = (): ReactNode => {
    switch (collecting.kind) {
      case 'idle':
      case 'running': {
        const done = collecting.kind === 'running' ? collecting.sections.length : 0;
        return words.report.collecting(number(done), number(SECTION_KEYS.length));
      }
      case 'failed':
        return words.check.failedNext;
      case 'done':
        return (
          <>
            {words.check.checked} <RelativeTime at={collecting.report.collectedAt} />
          </>
        );
    }
  };
  const said = says();
  useEffect(() => announce(said), [announce, said]);

  return (
    <div className={classes['outcome']}>
      <p className={classes['says']}>
        {well && <IconCircleCheck size={20} stroke={1.75} aria-hidden />}
        {said}
      </p>
      <div className={classes['checked']}>
        <p className={classes['quiet']}>{detail()}</p>
        {/* Not `disabled`: the focus would be lost with every check. */}
        <Button
          variant="default"
          size="compact-sm"
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => !busy && onAgain()}
        >
          {words.check.again}
        </Button>
      </div>
      {busy && (
        <Progress
          value={
            ((collecting.kind === 'running' ? collecting.sections.length : 0) / SECTION_KEYS.length) * 100
          }
          size="sm"
          aria-label={words.check.looking}
          transitionDuration={150}
        />
      )}
    </div>
  );
}
