import { createHash } from 'node:crypto';
import { iso, type Clock } from '../../shared/base/clock';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Preview } from '../../shared/contract/ipc';
import { newId } from '../../shared/model/ids';
import { request as requestSchema, type Affected, type CanWork } from '../../shared/model/ticket';
import type { OutboxAttachment, OutboxRecord } from '../link/outbox-record';
import { subjectOf } from './local-tickets';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export interface Words {
  text: string;
  canWork: CanWork;
  affected: Affected;
}

export interface Composed {
  record: OutboxRecord & { kind: 'ticket' };
  bytes: Map<string, Uint8Array>;
}

/** A request as it will lie in the outbox: ids are given here, once, and the body's text is final. */
export function composeRequest(
  words: Words,
  preview: Preview | null,
  screenshot: Uint8Array | null,
  requesterName: string,
  clock: Clock,
): Result<Composed> {
  const createdAt = iso(clock.now());
  const parsed = requestSchema.safeParse({ id: newId(), ...words, requesterName, createdAt });
  if (!parsed.success) return fail('invalid-input', parsed.error.issues[0]?.message);
  if (screenshot && !isPng(screenshot)) return fail('invalid-input', 'the screenshot is not a PNG');
  const request = parsed.data;
  const attachment = screenshot ? attachmentOf(screenshot) : null;
  return ok({
    record: {
      kind: 'ticket',
      version: 1,
      id: request.id,
      ticketId: request.id,
      createdAt,
      refused: null,
      subject: subjectOf(request.text),
      json: `{"request":${JSON.stringify(request)},"report":${preview?.json ?? 'null'}}`,
      attachments: attachment ? [attachment] : [],
    },
    bytes: new Map(attachment && screenshot ? [[attachment.id, screenshot]] : []),
  });
}

function attachmentOf(screenshot: Uint8Array): OutboxAttachment {
  return {
    id: newId(),
    kind: 'screenshot',
    name: 'screenshot.png',
    mediaType: 'image/png',
    sha256: createHash('sha256').update(screenshot).digest('hex'),
    size: screenshot.byteLength,
  };
}

function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.equals(bytes.subarray(0, PNG_SIGNATURE.length));
}
