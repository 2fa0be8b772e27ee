import '../kit/ui/strict-csp';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { mayRetry } from '../../shared/base/fault';
import { chooseLanguage } from '../../shared/words/language';
import { browserClock } from '../kit/rtc/browser-clock';
import { openPeer } from '../kit/rtc/peer';
import { createViewer } from '../kit/rtc/viewer';
import { deskClient } from './api/client';
import { FaultError } from './api/fault-error';
import { keys } from './api/keys';
import { consoleSocket, openLive } from './api/live';
import { App } from './app/app';
import { memoryDrafts } from './ticket/drafts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => error instanceof FaultError && mayRetry(error.fault) && failures < 3,
    },
    mutations: { networkMode: 'always' },
  },
});

const live = openLive({
  socket: consoleSocket(),
  clock: browserClock,
  onRefused: () => void queries.invalidateQueries({ queryKey: keys.session }),
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <App
      language={chooseLanguage(navigator.languages)}
      services={{
        client: deskClient((path, init) => fetch(path, init)),
        live,
        clock: browserClock,
        queries,
        drafts: memoryDrafts(),
        openViewer: (options) =>
          createViewer({ ...options, openPeer, clock: browserClock, random: Math.random }),
        joinClicks: new Map(),
      }}
    />,
  );
}
