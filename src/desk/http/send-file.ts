import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenFile } from '../features/updates/release-files';
import type { ServedFile } from '../features/updates/updates';
import { contentDisposition } from './content-disposition';
import { sendProblem } from './problem-reply';
import { rangesOf, type ByteRange } from './ranges';
import { DOWNLOAD_POLICY } from './security-headers';

/** What a published address leads to never changes; it can only go away. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const WAIT_SECONDS = 60;
/** Who takes nothing for so long loses its place, or a few who never read would keep everybody else's updates away. */
const STALL_MS = 60_000;

const TYPES: Record<string, string> = {
  yml: 'text/yaml; charset=utf-8',
  json: 'application/json',
  deb: 'application/vnd.debian.binary-package',
  rpm: 'application/x-rpm',
  exe: 'application/vnd.microsoft.portable-executable',
  msi: 'application/x-msi',
  zip: 'application/zip',
  gz: 'application/gzip',
  dmg: 'application/x-apple-diskimage',
};

/**
 * Sends files of releases, whole or in pieces, as streams; not too many at once: each would crawl and the desk's
 * descriptors run out, so who comes later is asked to wait.
 */
export class FileSender {
  readonly #mostAtOnce: number;
  readonly #stallMs: number;
  #open = 0;

  constructor(mostAtOnce: number, stallMs = STALL_MS) {
    this.#mostAtOnce = mostAtOnce;
    this.#stallMs = stallMs;
  }

  async send(request: FastifyRequest, reply: FastifyReply, file: ServedFile): Promise<FastifyReply> {
    const etag = `"${Buffer.from(file.sha512, 'base64').toString('base64url').slice(0, 32)}"`;
    const modified = new Date(file.publishedAt).toUTCString();
    void reply.headers({
      etag,
      'last-modified': modified,
      'cache-control': FOR_EVER,
      'accept-ranges': 'bytes',
      'content-disposition': contentDisposition(file.name),
      'content-security-policy': DOWNLOAD_POLICY,
    });
    if (isKnown(request, etag, modified)) return reply.code(304).send();
    const { range, 'if-range': ifRange } = request.headers;
    const sameAsBefore = ifRange === undefined || ifRange === etag || ifRange === modified;
    const ranges = rangesOf(sameAsBefore ? range : undefined, file.size);
    if (ranges === 'none') {
      void reply.header('content-range', `bytes */${file.size}`).removeHeader('content-disposition');
      return reply.code(416).header('cache-control', 'no-store').send();
    }
    const body = bodyOf(ranges, file);
    void reply.code(ranges === 'whole' ? 200 : 206).headers(body.headers);
    if (request.method === 'HEAD') return reply.send();
    if (this.#open >= this.#mostAtOnce) return busy(request, reply);
    // Taken before anything is waited for, or all who came meanwhile would find the same place free.
    this.#open += 1;
    const opened = await file.open().catch((error: unknown) => {
      this.#open -= 1;
      throw error;
    });
    if (!opened.ok) {
      this.#open -= 1;
      clear(reply);
      return sendProblem(request, reply, opened.fault);
    }
    reply.raw.setTimeout(this.#stallMs, () => reply.raw.destroy());
    return reply.send(this.#counted(body.parts, opened.value));
  }

  #counted(parts: readonly Part[], file: OpenFile): Readable {
    // Counted in bytes: as objects sixteen pieces would wait in memory for each slow line.
    const stream = Readable.from(piecesOf(parts, file), { objectMode: false });
    return stream.once('close', () => {
      this.#open -= 1;
      // Nothing can be lost: it was only read.
      file.close().catch(() => undefined);
    });
  }
}

/** Text between the pieces, or a piece of the file. */
type Part = string | ByteRange;

function bodyOf(
  ranges: readonly ByteRange[] | 'whole',
  { name, size }: ServedFile,
): { headers: Record<string, string | number>; parts: Part[] } {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  if (ranges === 'whole') {
    const all = size > 0 ? [{ start: 0, end: size - 1 }] : [];
    return { headers: { 'content-type': type, 'content-length': size }, parts: all };
  }
  const first = ranges[0];
  if (ranges.length === 1 && first) {
    const headers = {
      'content-type': type,
      'content-length': length(first),
      'content-range': place(first, size),
    };
    return { headers, parts: [first] };
  }
  const boundary = `deskside-${randomBytes(12).toString('hex')}`;
  const parts: Part[] = ranges.flatMap((range, at) => [
    `${at === 0 ? '' : '\r\n'}--${boundary}\r\ncontent-type: ${type}\r\ncontent-range: ${place(range, size)}\r\n\r\n`,
    range,
  ]);
  parts.push(`\r\n--${boundary}--\r\n`);
  const total = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : length(part)), 0);
  const headers = { 'content-type': `multipart/byteranges; boundary=${boundary}`, 'content-length': total };
  return { headers, parts };
}

async function* piecesOf(parts: readonly Part[], file: OpenFile): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (typeof part === 'string') yield Buffer.from(part);
    else yield* file.read(part.start, part.end);
  }
}

function isKnown({ headers }: FastifyRequest, etag: string, modified: string): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined) return known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return since >= Date.parse(modified);
}

function busy(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  clear(reply);
  return sendProblem(request, reply, { code: 'unavailable', retryAfter: WAIT_SECONDS });
}

/** What was said of the file does not hold for a refusal. */
function clear(reply: FastifyReply): void {
  for (const name of Object.keys(reply.getHeaders())) {
    if (/^(?:content-|etag|last-|accept-|cache-)/.test(name)) void reply.removeHeader(name);
  }
  void reply.header('cache-control', 'no-store');
}

function place({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end}/${size}`;
}

function length({ start, end }: ByteRange): number {
  return end - start + 1;
}
