import type { Connection, HelpState, HelpView, LocalTicket, Screenshot } from '../../../shared/contract/ipc';
import type { Report, Section, SectionKey } from '../../../shared/model/diagnostics';
import type { Draft } from '../../../shared/model/ticket';

/** `sheet` and `editor` lie over the new request; it keeps everything meanwhile. */
export type View =
  | { kind: 'new' }
  | { kind: 'sheet' }
  | { kind: 'editor' }
  | { kind: 'tickets' }
  | { kind: 'ticket'; id: string }
  | { kind: 'check' }
  | { kind: 'settings' };

export type Collecting =
  | { kind: 'idle' }
  | { kind: 'running'; sections: readonly Section[] }
  | { kind: 'done'; report: Report }
  | { kind: 'failed' };

/** The picture that will be sent, and the one it was made from. */
export interface Picture {
  source: Screenshot;
  png: Uint8Array;
}

export interface HelpPage {
  view: View;
  connection: Connection;
  tickets: readonly LocalTicket[];
  draft: Draft;
  collecting: Collecting;
  includeReport: boolean;
  removed: readonly SectionKey[];
  /** One of each display, to choose from. */
  screenshots: readonly Screenshot[];
  picture: Picture | null;
  /** Whether the organization wants pictures of screens on tickets. */
  screenshotsAllowed: boolean;
  /** A ticket that a link named and that is not here (yet). */
  wanted: string | null;
}

export type HelpAction =
  | { kind: 'view'; view: View }
  | { kind: 'show'; view: HelpView; ticket: string | null }
  | { kind: 'screenshots-allowed'; allowed: boolean }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'tickets'; tickets: readonly LocalTicket[] }
  | { kind: 'draft'; change: Partial<Draft> }
  | { kind: 'collect-started' }
  | { kind: 'collect-failed' }
  | { kind: 'section'; section: Section }
  | { kind: 'report'; report: Report }
  | { kind: 'include-report'; include: boolean }
  | { kind: 'include-sections'; keys: readonly SectionKey[]; include: boolean }
  | { kind: 'ask-about'; text: string }
  | { kind: 'screenshots'; screenshots: readonly Screenshot[] }
  | { kind: 'picture'; picture: Picture | null }
  | { kind: 'ticket'; ticket: LocalTicket }
  | { kind: 'sent'; ticket: LocalTicket };

const EMPTY_DRAFT: Draft = { text: '', canWork: null, affected: null };

export function startPage(state: HelpState): HelpPage {
  const page: HelpPage = {
    view: { kind: state.view },
    connection: state.connection,
    tickets: state.tickets,
    draft: state.draft,
    collecting: { kind: 'idle' },
    includeReport: true,
    removed: state.removed,
    screenshots: [],
    picture: null,
    screenshotsAllowed: state.screenshots,
    wanted: null,
  };
  return withShown(page, state.view, state.ticket);
}

export function reduce(page: HelpPage, action: HelpAction): HelpPage {
  switch (action.kind) {
    case 'view':
      return { ...page, view: action.view, wanted: null };
    case 'show':
      return withShown(page, action.view, action.ticket);
    case 'screenshots-allowed':
      return withScreenshots(page, action.allowed);
    case 'connection':
      return { ...page, connection: action.connection };
    case 'tickets':
      return withTickets(page, action.tickets);
    case 'draft':
      return { ...page, draft: { ...page.draft, ...action.change } };
    case 'collect-started':
      return { ...page, collecting: { kind: 'running', sections: [] } };
    case 'collect-failed':
      return { ...page, collecting: { kind: 'failed' } };
    case 'section':
      return { ...page, collecting: withSection(page.collecting, action.section) };
    case 'report':
      return { ...page, collecting: { kind: 'done', report: action.report } };
    case 'include-report':
      return { ...page, includeReport: action.include };
    case 'include-sections': {
      const others = page.removed.filter((key) => !action.keys.includes(key));
      return { ...page, removed: action.include ? others : [...others, ...action.keys] };
    }
    case 'ask-about': {
      // What the person wrote already counts more than what was found.
      const text = page.draft.text.trim() === '' ? action.text : page.draft.text;
      return { ...page, view: { kind: 'new' }, draft: { ...page.draft, text } };
    }
    case 'screenshots':
      return { ...page, screenshots: action.screenshots };
    case 'picture':
      return { ...page, picture: action.picture };
    case 'ticket':
      return { ...page, tickets: withTicket(page.tickets, action.ticket) };
    case 'sent':
      return {
        ...page,
        view: { kind: 'ticket', id: action.ticket.id },
        tickets: withTicket(page.tickets, action.ticket),
        draft: EMPTY_DRAFT,
        collecting: { kind: 'idle' },
        screenshots: [],
        picture: null,
        wanted: null,
      };
  }
}

/** What main or a link asked for; a ticket that is not here is waited for in the list. */
function withShown(page: HelpPage, view: HelpView, wanted: string | null): HelpPage {
  if (wanted === null) return { ...page, view: { kind: view }, wanted };
  const found = page.tickets.find((each) => each.ticket?.number === wanted);
  return found
    ? { ...page, view: { kind: 'ticket', id: found.id }, wanted: null }
    : { ...page, view: { kind: 'tickets' }, wanted };
}

function withTickets(page: HelpPage, tickets: readonly LocalTicket[]): HelpPage {
  const next = { ...page, tickets };
  return page.wanted === null ? next : withShown(next, 'tickets', page.wanted);
}

function withScreenshots(page: HelpPage, screenshotsAllowed: boolean): HelpPage {
  if (screenshotsAllowed) return { ...page, screenshotsAllowed };
  const view: View = page.view.kind === 'editor' ? { kind: 'new' } : page.view;
  return { ...page, screenshotsAllowed, view, screenshots: [], picture: null };
}

function withSection(collecting: Collecting, section: Section): Collecting {
  // A late section of a report that is here already changes nothing.
  if (collecting.kind === 'done') return collecting;
  const before = collecting.kind === 'running' ? collecting.sections : [];
  return { kind: 'running', sections: [...before.filter((each) => each.key !== section.key), section] };
}

function withTicket(tickets: readonly LocalTicket[], ticket: LocalTicket): readonly LocalTicket[] {
  return tickets.some((each) => each.id === ticket.id)
    ? tickets.map((each) => (each.id === ticket.id ? ticket : each))
    : [ticket, ...tickets];
}

/** Newest first. */
export function inOrder(tickets: readonly LocalTicket[]): LocalTicket[] {
  return [...tickets].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
