import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Clock } from '../../../shared/base/clock';
import type { DeskClient } from '../api/client';
import type { Live } from '../api/live';
import type { OpenViewer } from '../assist/viewer-port';
import type { Drafts } from '../ticket/drafts';

/** What pages need of the outside world; tests bring their own. */
export interface Services {
  client: DeskClient;
  live: Live;
  clock: Clock;
  queries: QueryClient;
  drafts: Drafts;
  openViewer: OpenViewer;
  /** When Join was clicked, by assist: where the clock of "Join to first frame" starts. */
  joinClicks: Map<string, number>;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('ServicesProvider is missing');
  return services;
}
