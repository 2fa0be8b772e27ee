import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { Report } from '../../../shared/model/diagnostics';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import classes from './report.module.css';

export function RawReport({ report }: { report: Report }) {
  const words = useWords();
  const clipboard = useClipboard();
  const json = JSON.stringify(report, null, 2);
  return (
    <div className={classes['raw']}>
      <Button size="compact-xs" variant="default" onClick={() => clipboard.copy(json)}>
        {clipboard.copied ? words.common.copied : words.report.copyJson}
      </Button>
      {clipboard.error ? (
        <p className={classes['summary']} role="alert">
          {words.report.notCopied}
        </p>
      ) : null}
      {/* The keyboard scrolls what it can reach. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre aria-label={words.report.asJson} tabIndex={0}>
        <Said lines>{json}</Said>
      </pre>
    </div>
  );
}
