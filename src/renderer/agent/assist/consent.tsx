import { Button } from '@mantine/core';
import { IconEye, IconUserCircle } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { AssistWindowState } from '../../../shared/contract/ipc';
import { useWords } from '../words/words';
import classes from './consent.module.css';
import { Countdown } from './countdown';
import { SourcePicker } from './source-picker';

interface Props {
  state: AssistWindowState;
  answerable: boolean;
  busy: boolean;
  onShown(): void;
  onAllow(sourceId: string): void;
  onDeny(): void;
}

/** A single screen is what "my screen" means; among several the person says which. */
function onlyScreen(state: AssistWindowState): string | null {
  const screens = state.sources.filter((source) => source.kind === 'screen');
  return screens.length === 1 ? (screens[0]?.id ?? null) : null;
}

/** Who asks, for which ticket, what they could do, and the two answers. */
export function Consent({ state, answerable, busy, onShown, onAllow, onDeny }: Props) {
  const words = useWords();
  const reasonId = useId();
  const { invitation } = state;
  const { name, title } = invitation.technician;
  const [sourceId, setSourceId] = useState(() => onlyScreen(state));
  const deny = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    deny.current?.focus();
    onShown();
  }, [onShown]);

  const leftMs = Date.parse(invitation.answerBy) - Date.parse(state.serverNow);
  const reason = sourceId === null ? words.consent.chooseFirst : null;

  return (
    <main className={classes['window']}>
      <div className={classes['top']}>
        <header className={classes['who']}>
          <IconUserCircle size={40} stroke={1.25} aria-hidden className={classes['portrait']} />
          <div className={classes['names']}>
            <h1 className={classes['heading']}>{words.consent.heading(name)}</h1>
            <p className={classes['role']}>
              {words.consent.role(title || words.consent.technician, invitation.organization)}
            </p>
          </div>
        </header>
        <p className={classes['ticket']}>
          {words.consent.about} <strong>{invitation.ticketNumber}</strong>
          <span className={classes['subject']}>{invitation.subject}</span>
        </p>
      </div>
      <div className={classes['body']}>
        <SourcePicker sources={state.sources} value={sourceId} onChange={setSourceId} />
      </div>
      <footer className={classes['footer']}>
        <p className={classes['promise']}>
          <IconEye size={20} stroke={1.75} aria-hidden />
          {words.consent.onlyLook(name)}
        </p>
        <div className={classes['answers']}>
          <Button
            ref={deny}
            variant="default"
            size="md"
            disabled={busy}
            aria-disabled={!answerable}
            onClick={onDeny}
          >
            {words.consent.deny}
          </Button>
          <Button
            size="md"
            disabled={sourceId === null}
            loading={busy}
            title={reason ?? undefined}
            aria-describedby={reason ? reasonId : undefined}
            aria-disabled={!answerable}
            onClick={() => {
              if (sourceId !== null) onAllow(sourceId);
            }}
          >
            {words.consent.allow}
          </Button>
        </div>
        {reason && (
          <p id={reasonId} className={classes['quiet']}>
            {reason}
          </p>
        )}
        <Countdown leftMs={leftMs} />
      </footer>
    </main>
  );
}
