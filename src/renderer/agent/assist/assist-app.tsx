import { useEffect, useSyncExternalStore } from 'react';
import type { AssistWindowState } from '../../../shared/contract/ipc';
import { FaultNotice } from '../../kit/ui/fault-notice';
import { useWords } from '../words/words';
import { Consent } from './consent';
import { Ended } from './ended';
import type { Session } from './session';
import { ShareBar } from './share-bar';

interface Props {
  session: Session;
  initial: AssistWindowState;
}

/** The window of one assist: the question, then the bar, then the last word. */
export function AssistApp({ session, initial }: Props) {
  const words = useWords();
  const page = useSyncExternalStore(session.subscribe, () => session.page);
  const { phase } = page;
  useEffect(() => {
    document.title = `${words.bar.label} – Deskside`;
  }, [words]);

  switch (phase.kind) {
    case 'asking':
    case 'starting':
      return (
        <Consent
          state={initial}
          answerable={phase.kind === 'asking' && phase.answerable}
          busy={phase.kind === 'starting'}
          onShown={session.shown}
          onAllow={(sourceId) => void session.allow(sourceId)}
          onDeny={session.deny}
        />
      );
    case 'failed':
      return (
        <main>
          <FaultNotice fault={{ code: 'capture-failed', detail: words.consent.failed }} />
        </main>
      );
    case 'sharing':
      return (
        <ShareBar
          page={page}
          since={phase.since}
          paused={phase.paused}
          askedBy={initial.invitation.technician.name}
          onPause={session.pause}
          onEnd={session.end}
          onFit={session.fit}
        />
      );
    case 'ended':
      return <Ended by={phase.by} shared={phase.shared} />;
  }
}
