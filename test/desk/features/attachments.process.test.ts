import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/model/ids';
import { ATTACHMENT_LIMIT } from '../../../src/shared/model/ticket';
import { startTestDesk, type TestDesk } from '../../support/desk';
import type { DeskClient } from '../../support/desk-client';
import { PICTURE, PICTURE_SHA256 } from '../../support/valid-calls';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('attachments', () => {
  let desk: TestDesk;
  let own: DeskClient;
  let technician: DeskClient;
  let id: string;
  beforeEach(async () => {
    desk = await startTestDesk();
    const device = await desk.device();
    own = await device.client();
    technician = await desk.person('technician');
    ({ id } = await device.file());
  });
  afterEach(() => desk.close());

  interface Upload {
    bytes?: Uint8Array;
    type?: string;
    hash?: string;
    name?: string;
    kind?: 'screenshot' | 'file';
    attachmentId?: string;
    client?: DeskClient;
  }
  const attach = ({ bytes = PICTURE, type = 'image/png', ...rest }: Upload = {}) =>
    (rest.client ?? own).call('attach', {
      params: { id, attachmentId: rest.attachmentId ?? newId() },
      query: { name: rest.name ?? 'screen.png', kind: rest.kind ?? 'screenshot' },
      headers: { 'content-type': type, 'x-content-sha256': rest.hash ?? sha256(bytes) },
      body: bytes,
    });
  const files = async (): Promise<string[]> => {
    const found = await readdir(`${desk.dataDir}/attachments`, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  it('keeps a picture and gives it back as a download that can do nothing', async () => {
    const attached = await attach({ name: 'Bild "ü".png' });
    expect(attached.value).toMatchObject({
      kind: 'screenshot',
      size: PICTURE.length,
      sha256: PICTURE_SHA256,
    });
    const read = await technician.call('attachment', { params: { id: attached.value.id } });
    expect(Buffer.from(read.value as Uint8Array)).toEqual(PICTURE);
    const header = (name: string) => read.headers.get(name);
    expect(header('content-type')).toBe('image/png');
    expect(header('content-disposition')).toBe(
      `attachment; filename="Bild ___.png"; filename*=UTF-8''Bild%20%22%C3%BC%22.png`,
    );
    expect(header('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('cache-control')).toBe('no-store');
    const { attachments, events } = await technician.get('ticket', { params: { id } });
    expect(attachments).toEqual([attached.value]);
    expect(events.at(-1)).toMatchObject({ field: 'attachment', to: 'Bild "ü".png' });
  });

  it('is the same when sent again, also at once, and another when anything differs', async () => {
    const attachmentId = newId();
    const answers = await Promise.all([1, 2, 3].map(() => attach({ attachmentId })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers[2]?.value).toEqual(answers[0]?.value);
    expect(await files()).toEqual([PICTURE_SHA256]);
    expect((await attach({ attachmentId, name: 'other.png' })).problem?.code).toBe('already-exists');
    expect((await technician.get('ticket', { params: { id } })).attachments).toHaveLength(1);
  });

  it('refuses what is not what it says, and keeps nothing of it', async () => {
    expect((await attach({ hash: sha256(Buffer.from('other')) })).problem?.code).toBe('hash-mismatch');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect((await attach({ bytes: svg, type: 'image/svg+xml' })).problem?.code).toBe('media-type-refused');
    expect((await attach({ bytes: svg, type: 'image/png' })).problem?.code).toBe('media-type-refused');
    expect((await attach({ bytes: svg, type: 'text' })).problem?.code).toBe('media-type-refused');
    expect((await attach({ type: 'image/jpeg' })).problem?.code).toBe('media-type-refused');
    expect(await files()).toEqual([]);
    expect((await technician.get('ticket', { params: { id } })).attachments).toEqual([]);
  });

  it('serves any other file as mere bytes', async () => {
    const html = Buffer.from('<script>alert(1)</script>');
    const attached = await attach({
      bytes: html,
      type: 'text/html; charset=utf-8',
      kind: 'file',
      name: 'a.html',
    });
    expect(attached.value.mediaType).toBe('text/html');
    const read = await technician.call('attachment', { params: { id: attached.value.id } });
    expect(read.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('refuses more than the limit, said or not', async () => {
    const large = Buffer.alloc(ATTACHMENT_LIMIT + 1);
    expect((await attach({ bytes: large, kind: 'file', type: 'a/b' })).problem?.code).toBe('too-large');
    expect(await unsaid(large)).toContain('"too-large"');
    expect(await files()).toEqual([]);
  });

  it('throws away at its start what an upload left behind when the desk was killed', async () => {
    const { dataDir } = desk;
    await attach();
    await writeFile(`${dataDir}/attachments/incoming/half`, 'the beginning');
    await desk.desk.stop();
    const again = await startTestDesk({ dataDir });
    expect(await files()).toEqual([PICTURE_SHA256]);
    await again.close();
  });

  it('takes twenty files for one ticket and no more', async () => {
    for (let count = 0; count < 20; count += 1) expect((await attach()).status).toBe(201);
    expect((await attach()).problem?.code).toBe('too-large');
  });

  it('takes nothing for a ticket of another device', async () => {
    const client = await (await desk.device()).client();
    expect((await attach({ client })).problem?.code).toBe('not-found');
  });

  /** Sends in chunks, without saying beforehand how much will come. */
  function unsaid(bytes: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const path = `/api/device/tickets/${id}/attachments/${newId()}?name=a&kind=file`;
      const headers = {
        authorization: `Bearer ${own.accessToken}`,
        'content-type': 'a/b',
        'x-content-sha256': sha256(bytes),
        'transfer-encoding': 'chunked',
      };
      const sent = httpRequest(`${desk.url}${path}`, { method: 'PUT', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      });
      sent.on('error', reject);
      sent.end(bytes);
    });
  }
});
