import { Button, Textarea } from '@mantine/core';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import type { Fault } from '../../../shared/base/fault';
import type { Affected, CanWork, Draft } from '../../../shared/model/ticket';
import { FaultNotice } from '../../kit/ui/fault-notice';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { useWords, type Words } from '../words/words';
import { Choice } from './choice';
import { ConnectionLine } from './connection-line';
import { ExplanationNote } from './findings/explanation-note';
import { useFindings } from './findings/use-findings';
import classes from './help.module.css';
import { ReportBox } from './report/report-box';
import { ScreenshotBox } from './screenshot/screenshot-box';
import type { Help } from './use-help';

const TEXT_LIMIT = 5000;

/** Why the request cannot be sent yet, or nothing. */
function missing(draft: Draft, words: Words, number: (value: number) => string): string | null {
  if (draft.text.trim() === '') return words.request.missingText;
  if (draft.text.length > TEXT_LIMIT) return words.request.tooLong(number(draft.text.length - TEXT_LIMIT));
  if (draft.canWork === null) return words.request.missingCanWork;
  if (draft.affected === null) return words.request.missingAffected;
  return null;
}

export function RequestForm({ help }: { help: Help }) {
  const words = useWords();
  const language = useLanguage();
  const reasonId = useId();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const { page, dispatch, bridge } = help;
  const { draft } = page;
  const findings = useFindings(page.collecting, page.removed);
  const reason = missing(draft, words, (value) => formatNumber(language, value));

  async function send(): Promise<void> {
    const { text, canWork, affected } = draft;
    if (reason !== null || sending || canWork === null || affected === null) return;
    setSending(true);
    setFault(null);
    const sent = await bridge
      .call('help:send', {
        text,
        canWork,
        affected,
        includeReport: page.includeReport,
        removed: [...page.removed],
        screenshot: page.picture?.png ?? null,
      })
      .catch(() => ({ ok: false as const, fault: { code: 'internal' as const } }));
    setSending(false);
    if (sent.ok) dispatch({ kind: 'sent', ticket: sent.value });
    else setFault(sent.fault as Fault);
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const canWorkAnswers: CanWork[] = ['no', 'with-difficulty', 'yes'];
  const affectedAnswers: Affected[] = ['me', 'team', 'everyone'];
  return (
    <form
      className={classes['view']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes['body']}>
        <Textarea
          label={<span className={classes['question']}>{words.request.question}</span>}
          placeholder={words.request.placeholder}
          value={draft.text}
          onChange={(event) => dispatch({ kind: 'draft', change: { text: event.currentTarget.value } })}
          rows={3}
          // What were typed now would be neither in the request nor kept.
          readOnly={sending}
          classNames={{ input: classes['grows'] ?? '' }}
          autoFocus
          data-autofocus
        />
        <Choice
          legend={words.request.canWork}
          options={canWorkAnswers.map((value) => ({ value, label: words.request.canWorkAnswers[value] }))}
          value={draft.canWork}
          onChange={(canWork) => dispatch({ kind: 'draft', change: { canWork } })}
        />
        <Choice
          legend={words.request.affected}
          options={affectedAnswers.map((value) => ({ value, label: words.request.affectedAnswers[value] }))}
          value={draft.affected}
          onChange={(affected) => dispatch({ kind: 'draft', change: { affected } })}
        />
        <ScreenshotBox help={help} />
        <ReportBox help={help} findings={findings} />
        {fault && <FaultNotice fault={fault} />}
      </div>
      <footer className={classes['footer']}>
        <ExplanationNote text={draft.text} findings={findings} />
        <ConnectionLine connection={page.connection} />
        <div className={classes['sendRow']}>
          <p id={reasonId} className={classes['hint']} aria-live="polite">
            {reason ?? words.request.shortcut}
          </p>
          <Button
            type="submit"
            size="md"
            disabled={reason !== null}
            loading={sending}
            aria-describedby={reasonId}
          >
            {words.request.send}
          </Button>
        </div>
      </footer>
    </form>
  );
}
