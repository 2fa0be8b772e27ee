import type { HelpView } from '../../shared/contract/ipc';
import { ticketNumber } from '../../shared/model/ids';

/** A page to show, and on it a ticket. Nothing else can be asked of an agent from outside. */
export interface Asked {
  view: HelpView;
  ticket: string | null;
}

const SCHEME = /^deskside:/i;
const PAGE = /^deskside:\/\/(help|tickets|check|settings)\/?$/i;
const TICKET = /^deskside:\/\/ticket\/(ds-\d{1,9})\/?$/i;
const VIEWS: Readonly<Record<string, HelpView>> = {
  help: 'new',
  tickets: 'tickets',
  check: 'check',
  settings: 'settings',
};
const NEW: Asked = { view: 'new', ticket: null };

/**
 * What a link shows. Any page of the web may open one, so that it is compared with the few there are: there is no
 * place in them for an address, a file or a switch. One that is none of them shows what a click on the tray shows.
 */
export function linkAskedFor(link: string): Asked {
  const page = PAGE.exec(link)?.[1]?.toLowerCase();
  if (page !== undefined) return { view: VIEWS[page] ?? 'new', ticket: null };
  const ticket = ticketNumber.safeParse(TICKET.exec(link)?.[1]?.toUpperCase());
  return ticket.success ? { view: 'tickets', ticket: ticket.data } : NEW;
}

/**
 * What a command line asks to be shown; null where it asks for nothing. Where a link is on it, the link alone counts:
 * whoever made the link may have made the rest of the line.
 */
export function askedFor(argv: readonly string[]): Asked | null {
  const link = argv.find((entry) => SCHEME.test(entry));
  if (link !== undefined) return linkAskedFor(link);
  if (argv.includes('--check')) return { view: 'check', ticket: null };
  return argv.includes('--my-tickets') ? { view: 'tickets', ticket: null } : null;
}

/** Of an agent that runs already: who started it once more wants to see it, unless it was the session. */
export function askedAgain(argv: readonly string[]): Asked | null {
  return askedFor(argv) ?? (argv.includes('--at-login') ? null : NEW);
}
