import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { openLive } from '../../../src/renderer/console/api/live';
import { AnnouncerProvider } from '../../../src/renderer/console/app/announcer';
import { routes } from '../../../src/renderer/console/app/routes';
import { ServicesProvider, type Services } from '../../../src/renderer/console/app/services';
import type { OpenViewer } from '../../../src/renderer/console/assist/viewer-port';
import { memoryDrafts } from '../../../src/renderer/console/ticket/drafts';
import type { Viewer, ViewerState } from '../../../src/renderer/kit/rtc/viewer';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import type { Language } from '../../../src/shared/words/language';
import { fakeClock } from '../kit/fake-clock';
import { fakeClient, fakeSocket } from './fake-desk';
import { AT, SESSION } from './fixtures';

// The whole console is drawn, on machines that do other things too: a wait gives up late rather than early.
configure({ asyncUtilTimeout: 5000 });

type Handlers = Parameters<typeof fakeClient>[0];

const COUNTS = { open: 0, mine: 0, unassigned: 0, resolved: 0, all: 0 };

export interface FakeViewer {
  open: OpenViewer;
  opened: Parameters<OpenViewer>[0][];
  signals: [number, unknown][];
  closed: () => number;
}

export function fakeViewer(): FakeViewer {
  let closed = 0;
  const fake: FakeViewer = {
    opened: [],
    signals: [],
    closed: () => closed,
    open: (options) => {
      fake.opened.push(options);
      const state: ViewerState = {
        step: 'waiting-for-offer',
        since: Date.parse(AT),
        generation: 0,
        failures: 0,
        detail: '',
      };
      const viewer: Viewer = {
        state,
        signal: (generation, signal) => void fake.signals.push([generation, signal]),
        stats: async () => null,
        close: () => void closed++,
      };
      return viewer;
    },
  };
  return fake;
}

/** Services over a fake desk, with the real live logic and cache in between. */
export function fakeServices(handlers: Handlers = {}) {
  const client = fakeClient({
    session: () => SESSION,
    people: () => [SESSION.person],
    tickets: () => ({ tickets: [], next: null, counts: COUNTS }),
    ...handlers,
  });
  const socket = fakeSocket();
  const clock = fakeClock(Date.parse(AT));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const live = openLive({ socket, clock, onRefused: () => {}, random: () => 0 });
  const viewer = fakeViewer();
  const services: Services = {
    client,
    live,
    clock,
    queries,
    drafts: memoryDrafts(),
    openViewer: viewer.open,
    joinClicks: new Map(),
  };
  return { services, client, socket, clock, queries, live, viewer };
}
export type FakeServices = ReturnType<typeof fakeServices>;

/** The whole console at one address. */
export function openConsole(path: string, fake: FakeServices, language: Language = 'en') {
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const view = render(
    <UiProvider language={language}>
      <ServicesProvider value={fake.services}>
        <QueryClientProvider client={fake.queries}>
          <AnnouncerProvider>
            <RouterProvider router={router} />
          </AnnouncerProvider>
        </QueryClientProvider>
      </ServicesProvider>
    </UiProvider>,
  );
  return { router, view, path: () => router.state.location.pathname };
}
