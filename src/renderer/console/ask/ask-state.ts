import type { Assist, EndReason } from '../../../shared/model/assist';
import { CONSENT_SECONDS } from '../../../shared/model/assist';
import type { Ticket } from '../../../shared/model/ticket';
import { never } from '../../../shared/base/never';
import { mayJoin } from '../../../shared/rules/assist-machine';

/** What the page's one primary button offers, and why it does not. */
export type AskState =
  | { kind: 'may-ask'; after: EndReason | null }
  | { kind: 'may-not-ask'; why: 'offline' | 'over'; after: EndReason | null }
  | { kind: 'asking' }
  | { kind: 'waiting'; askedBy: { id: string; name: string }; until: number }
  | { kind: 'live'; paused: boolean; watching: readonly string[] };

interface Facts {
  ticket: Pick<Ticket, 'status' | 'device'>;
  /** The newest assist of this ticket that this page knows of. */
  assist: Assist | null;
  /** The question is on its way to the desk. */
  asking: boolean;
}

export function askState({ ticket, assist, asking }: Facts): AskState {
  if (assist && assist.state !== 'ended') return openState(assist);
  if (asking) return { kind: 'asking' };
  const after = assist?.endReason ?? null;
  if (ticket.status === 'closed' || ticket.status === 'canceled') {
    return { kind: 'may-not-ask', why: 'over', after };
  }
  if (!ticket.device.online) return { kind: 'may-not-ask', why: 'offline', after };
  return { kind: 'may-ask', after };
}

function openState(assist: Assist): AskState {
  switch (assist.state) {
    case 'requested':
      return {
        kind: 'waiting',
        askedBy: assist.requestedBy,
        // What the requester sees counting; the desk itself waits a little longer for an answer on its way.
        until: Date.parse(assist.requestedAt) + CONSENT_SECONDS * 1000,
      };
    case 'live':
    case 'paused':
      return {
        kind: 'live',
        paused: assist.state === 'paused',
        watching: assist.participants.map(({ technician }) => technician.name),
      };
    case 'ended':
      return { kind: 'may-ask', after: assist.endReason };
    default:
      return never(assist.state);
  }
}

/** The one who asked joins by themselves as soon as the answer is yes. */
export function shouldJoin(assist: Assist | null, askedHere: string | null): boolean {
  return assist !== null && assist.id === askedHere && mayJoin(assist.state);
}
