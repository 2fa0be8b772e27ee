import type { PeerState } from '../../kit/rtc/peer';

export interface Watcher {
  id: string;
  name: string;
  /** Of the connection to this technician. */
  link: PeerState['kind'];
}

export type EndedBy = 'requester' | 'technician' | 'desk';

/** What the window is at: asked, starting, shared, over. A state has only the fields it needs. */
export type Phase =
  | { kind: 'asking'; answerable: boolean }
  | { kind: 'starting' }
  | { kind: 'failed' }
  | { kind: 'sharing'; since: number; paused: boolean }
  | { kind: 'ended'; by: EndedBy; shared: boolean };

export interface AssistPage {
  phase: Phase;
  watchers: readonly Watcher[];
  deskOnline: boolean;
  /** Somebody was here already: an empty bar then means "nobody", not "not yet". */
  everJoined: boolean;
}

export type AssistAction =
  | { kind: 'answerable' }
  | { kind: 'starting' }
  | { kind: 'failed' }
  | { kind: 'sharing'; since: number }
  | { kind: 'paused'; paused: boolean }
  | { kind: 'joined'; id: string; name: string }
  | { kind: 'left'; id: string }
  | { kind: 'link'; id: string; link: PeerState['kind'] }
  | { kind: 'desk'; online: boolean }
  | { kind: 'ended'; by: EndedBy };

export const START: AssistPage = {
  phase: { kind: 'asking', answerable: false },
  watchers: [],
  deskOnline: true,
  everJoined: false,
};

export function reduce(page: AssistPage, action: AssistAction): AssistPage {
  // Over is over: nothing that arrives late brings a share back.
  if (page.phase.kind === 'ended') return page;
  switch (action.kind) {
    case 'answerable':
      return page.phase.kind === 'asking' ? { ...page, phase: { kind: 'asking', answerable: true } } : page;
    case 'starting':
      return { ...page, phase: { kind: 'starting' } };
    case 'failed':
      return { ...page, phase: { kind: 'failed' } };
    case 'sharing':
      return { ...page, phase: { kind: 'sharing', since: action.since, paused: false } };
    case 'paused':
      return page.phase.kind === 'sharing'
        ? { ...page, phase: { ...page.phase, paused: action.paused } }
        : page;
    case 'joined': {
      if (page.watchers.some((watcher) => watcher.id === action.id)) return page;
      const watcher: Watcher = { id: action.id, name: action.name, link: 'connecting' };
      return { ...page, watchers: [...page.watchers, watcher], everJoined: true };
    }
    case 'left':
      return { ...page, watchers: page.watchers.filter((watcher) => watcher.id !== action.id) };
    case 'link':
      return {
        ...page,
        watchers: page.watchers.map((watcher) =>
          watcher.id === action.id ? { ...watcher, link: action.link } : watcher,
        ),
      };
    case 'desk':
      return { ...page, deskOnline: action.online };
    case 'ended':
      // Why nothing could be shared is worth more than that it is over.
      if (page.phase.kind === 'failed') return page;
      return { ...page, phase: { kind: 'ended', by: action.by, shared: page.phase.kind === 'sharing' } };
  }
}
