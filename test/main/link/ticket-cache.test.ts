import path from 'node:path';
import { expect, test } from 'vitest';
import { TicketCache, ticketsFile } from '../../../src/main/link/ticket-cache';
import { newReply } from '../../../src/main/help/new-reply';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { newId } from '../../../src/shared/model/ids';
import type { Comment } from '../../../src/shared/model/ticket';
import { memoryLog } from '../support/memory-log';
import { requesterTicket } from '../support/records';
import { tempFolder } from '../support/temp-folder';

const cacheIn = (folder: string) =>
  new TicketCache(jsonFile(nodeDisk, path.join(folder, 'tickets.json'), ticketsFile, memoryLog()));

test('survives a restart', async () => {
  const folder = await tempFolder();
  const ticket = requesterTicket(newId());
  await cacheIn(folder).put([ticket]);
  const again = cacheIn(folder);
  await again.open();
  expect(again.tickets).toEqual([ticket]);
});

test('an older picture changes nothing, and a list made too early takes nothing away', async () => {
  const cache = cacheIn(await tempFolder());
  const old = requesterTicket(newId());
  const now = { ...old, status: 'resolved' as const, updatedAt: '2026-01-05T10:00:00.000Z' };
  const fresh = requesterTicket(newId());
  await cache.put([now]);
  await cache.put([fresh]);
  await cache.put([old]);
  expect(cache.get(old.id)?.status).toBe('resolved');
  expect(cache.tickets).toHaveLength(2);
});

test('only a technician’s new words are news', () => {
  const ticket = requesterTicket(newId());
  const comment = (kind: 'technician' | 'requester'): Comment => ({
    id: newId(),
    author: { kind, id: newId(), name: 'Maria' },
    visibility: 'public',
    text: 'Hello',
    createdAt: '2026-01-05T09:00:00.000Z',
  });
  const answered = { ...ticket, comments: [comment('requester'), comment('technician')] };
  expect(newReply(ticket, answered)?.author.kind).toBe('technician');
  expect(newReply(answered, answered)).toBeNull();
  expect(newReply(ticket, { ...ticket, comments: [comment('requester')] })).toBeNull();
  expect(newReply(undefined, answered)).toBeNull();
});
