import { createHash } from 'node:crypto';
import type { OutboxRecord } from '../../../src/main/link/outbox-record';
import { newId } from '../../../src/shared/model/ids';
import type { RequesterTicket } from '../../../src/shared/model/ticket';

const AT = '2026-01-05T09:00:00.000Z';

export function ticketRecord(screenshot?: Uint8Array) {
  const id = newId();
  const attachmentId = newId();
  const record: OutboxRecord & { kind: 'ticket' } = {
    kind: 'ticket',
    version: 1,
    id,
    ticketId: id,
    createdAt: AT,
    refused: null,
    subject: 'Printer on fire',
    json: JSON.stringify({
      request: {
        id,
        text: 'Printer on fire',
        canWork: 'yes',
        affected: 'me',
        requesterName: 'jane',
        createdAt: AT,
      },
      report: null,
    }),
    attachments: screenshot
      ? [
          {
            id: attachmentId,
            kind: 'screenshot',
            name: 'screenshot.png',
            mediaType: 'image/png',
            sha256: createHash('sha256').update(screenshot).digest('hex'),
            size: screenshot.length,
          },
        ]
      : [],
  };
  return { record, bytes: new Map(screenshot ? [[attachmentId, screenshot]] : []) };
}

export function commentRecord(ticketId: string, text = 'Still burning'): OutboxRecord {
  return { kind: 'comment', version: 1, id: newId(), ticketId, createdAt: AT, refused: null, text };
}

export function requesterTicket(id: string, changes: Partial<RequesterTicket> = {}): RequesterTicket {
  return {
    id,
    number: 'DS-1042',
    subject: 'Printer on fire',
    status: 'new',
    assignee: null,
    createdAt: AT,
    updatedAt: AT,
    comments: [],
    ...changes,
  };
}
