import { useCallback, useEffect, useReducer, useState } from 'react';
import type { AssistBridge, AssistWindowState } from '../../../shared/contract/ipc';
import { FaultNotice } from '../../kit/ui/fault-notice';
import { useWords } from '../words/words';
import { reduce, START, type AssistAction } from './assist-state';
import { Consent } from './consent';
import { Ended } from './ended';
import { createSession, type Session, type SessionPorts } from './session';
import { ShareBar } from './share-bar';

interface Props {
  bridge: AssistBridge;
  initial: AssistWindowState;
  ports: Pick<SessionPorts, 'capture' | 'rtc' | 'now'>;
}

/** The window of one assist: the question, then the bar, then the last word. */
export function AssistApp({ bridge, initial, ports }: Props) {
  const words = useWords();
  const [page, tell] = useReducer(reduce, START);
  const session = useSession(bridge, ports, tell);
  const { phase } = page;
  useEffect(() => {
    document.title = `${words.bar.label} – Deskside`;
  }, [words]);

  const onFit = useCallback(
    (size: { width: number; height: number }) => {
      void bridge.call('assist:fit', {
        width: Math.min(1200, Math.max(100, size.width)),
        height: Math.min(900, Math.max(30, size.height)),
      });
    },
    [bridge],
  );

  switch (phase.kind) {
    case 'asking':
    case 'starting':
      return (
        <Consent
          state={initial}
          busy={phase.kind === 'starting'}
          onAllow={(sourceId) => void session?.allow(sourceId)}
          onDeny={() => session?.deny()}
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
          onPause={(paused) => session?.pause(paused)}
          onEnd={() => session?.end()}
          onFit={onFit}
        />
      );
    case 'ended':
      return <Ended by={phase.by} shared={phase.shared} />;
  }
}

function useSession(
  bridge: AssistBridge,
  ports: Props['ports'],
  tell: (action: AssistAction) => void,
): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const made = createSession({ bridge, ...ports, tell });
    setSession(made);
    return () => made.dispose();
  }, [bridge, ports, tell]);
  return session;
}
