import type { Readable } from 'node:stream';
import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import { newId, type Id } from '../../../shared/model/ids';
import type { Person } from '../../../shared/model/person';
import { ATTACHMENT_LIMIT, type Attachment } from '../../../shared/model/ticket';
import { personActor } from '../audit/actors';
import type { Audit } from '../audit/audit';
import type { StoredDevice } from '../devices/device-store';
import type { Storage, Stores } from '../storage';
import type { BlobStore } from './blob-store';
import { acceptedType, looksLike, servedType } from './media-types';
import { ownTicket } from './requester-tickets';
import { requesterActor } from './ticket-changes';
import type { TicketNews } from './ticket-news';
import type { StoredAttachment } from './ticket-store';

const PER_TICKET = 20;

export interface AttachmentsDeps {
  storage: Storage;
  blobs: BlobStore;
  clock: Clock;
  audit: Audit;
  news: TicketNews;
}

export interface AttachInput {
  ticketId: Id;
  attachmentId: Id;
  kind: Attachment['kind'];
  name: string;
  contentType: string;
  sha256: string;
  bytes: Readable;
}

/** Files on tickets: taken in to disk first, then written down; given out only as downloads. */
export class Attachments {
  readonly #deps: AttachmentsDeps;

  constructor(deps: AttachmentsDeps) {
    this.#deps = deps;
  }

  async attach(device: StoredDevice, input: AttachInput): Promise<Result<Attachment>> {
    const { storage, blobs, clock, news } = this.#deps;
    const known = await storage.read((stores) => check(stores, device, input));
    if (!known.ok) return known;
    if (known.value) return ok(shown(known.value));
    const mediaType = acceptedType(input.kind, input.contentType);
    if (mediaType === null) return fail('media-type-refused');
    const staged = await blobs.stage(input.bytes, input.sha256, ATTACHMENT_LIMIT);
    if (!staged.ok) return staged;
    if (!looksLike(input.kind, mediaType, staged.value.head)) {
      await staged.value.discard();
      return fail('media-type-refused', `the bytes are not ${mediaType}`);
    }
    const kept = await staged.value.keep();
    if (!kept.ok) return kept;
    const now = iso(clock.now());
    const attachment: StoredAttachment = {
      id: input.attachmentId,
      ticketId: input.ticketId,
      kind: input.kind,
      name: input.name,
      mediaType,
      size: staged.value.size,
      sha256: input.sha256,
      createdAt: now,
    };
    const written = await storage.write(async (stores) => {
      // Somebody may have been faster with the same id while the bytes came in.
      const again = await check(stores, device, input);
      if (!again.ok || again.value) return again;
      await this.#writeDown(stores, attachment, now);
      return ok(null);
    });
    if (!written.ok) return written;
    if (written.value === null) await news.changed(input.ticketId, false);
    return ok(shown(written.value ?? attachment));
  }

  async open(
    technician: Person,
    id: Id,
  ): Promise<Result<{ name: string; mediaType: string; size: number; bytes: Readable }>> {
    const { storage, blobs, audit } = this.#deps;
    const found = await storage.read(async ({ tickets }) => ok(await tickets.attachment(id)));
    if (!found.ok) return found;
    if (!found.value) return fail('not-found');
    const { name, mediaType, size, sha256 } = found.value;
    const noted = await audit.read(personActor(technician), 'attachment.read', id);
    if (!noted.ok) return noted;
    const opened = await blobs.open(sha256);
    return opened.ok ? ok({ name, mediaType: servedType(mediaType), size, bytes: opened.value }) : opened;
  }

  async #writeDown(stores: Stores, attachment: StoredAttachment, now: string): Promise<void> {
    const ticket = await stores.tickets.byId(attachment.ticketId);
    if (!ticket) return;
    const actor = requesterActor(ticket);
    await stores.tickets.addAttachment(attachment);
    await stores.tickets.addEvent(ticket.id, {
      id: newId(),
      at: now,
      actor: actor.author,
      field: 'attachment',
      from: null,
      to: attachment.name.slice(0, 200),
    });
    await stores.tickets.change(ticket.id, {}, now, false);
    await stores.audit.append({
      at: now,
      actor: actor.audit,
      action: 'attachment.added',
      subject: ticket.id,
      details: { attachment: attachment.id, sha256: attachment.sha256, size: attachment.size },
    });
  }
}

/** The attachment that is there already when the same is sent again, null when there is none yet. */
async function check(
  stores: Stores,
  device: StoredDevice,
  input: AttachInput,
): Promise<Result<StoredAttachment | null>> {
  const ticket = await ownTicket(stores, device, input.ticketId);
  if (!ticket.ok) return ticket;
  const existing = await stores.tickets.attachment(input.attachmentId);
  if (existing) {
    const same =
      existing.ticketId === input.ticketId &&
      existing.sha256 === input.sha256 &&
      existing.kind === input.kind &&
      existing.name === input.name;
    return same ? ok(existing) : fail('already-exists');
  }
  const count = (await stores.tickets.attachments(input.ticketId)).length;
  return count < PER_TICKET ? ok(null) : fail('too-large', `a ticket takes ${PER_TICKET} attachments`);
}

function shown({ ticketId: _ticketId, ...attachment }: StoredAttachment): Attachment {
  return attachment;
}
