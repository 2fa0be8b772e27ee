import type { Comment, RequesterTicket } from '../../shared/model/ticket';

/** The newest answer of a technician that was not there before; null where the ticket itself is new to us. */
export function newReply(before: RequesterTicket | undefined, now: RequesterTicket): Comment | null {
  if (!before) return null;
  const known = new Set(before.comments.map((comment) => comment.id));
  const fresh = now.comments.filter(
    (comment) => comment.author.kind === 'technician' && !known.has(comment.id),
  );
  return fresh.at(-1) ?? null;
}
