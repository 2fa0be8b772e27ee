import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useServices } from '../app/services';
import { createAssistSession, type AssistSession, type AssistSnapshot } from './assist-session';

/** One participant for as long as the page stands; leaves with it, also when the tab is closed. */
export function useAssistSession(assistId: string): {
  session: AssistSession;
  snapshot: AssistSnapshot;
  again: () => void;
} {
  const services = useServices();
  const make = useCallback(
    () =>
      createAssistSession({
        assistId,
        client: services.client,
        live: services.live,
        clock: services.clock,
        openViewer: services.openViewer,
      }),
    [assistId, services],
  );
  const [session, setSession] = useState(make);
  const madeFor = useRef(assistId);
  useEffect(() => {
    if (madeFor.current === assistId) return;
    madeFor.current = assistId;
    setSession(make());
  }, [assistId, make]);

  useEffect(() => {
    session.start();
    const goodbye = () => void session.leave();
    addEventListener('pagehide', goodbye);
    return () => {
      removeEventListener('pagehide', goodbye);
      goodbye();
    };
  }, [session]);
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const again = useCallback(() => setSession(make()), [make]);
  return { session, snapshot, again };
}
