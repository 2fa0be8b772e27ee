import type { Protocol } from 'electron';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';

export const SCHEME = 'app';
export const HOST = 'deskside';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  'media-src blob: mediastream:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before `ready`: a standard, secure origin, so that pages have storage-free but full web features. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
}

/** Serves the files that lay under `root` when first asked, by their exact paths, and nothing else. */
export function pageHandler(root: string, log: Logger): (request: Request) => Promise<Response> {
  let known: Promise<ReadonlyMap<string, string>> | null = null;
  return async (request) => {
    const url = new URL(request.url);
    known ??= listFiles(root).catch((error: unknown) => {
      log.error('pages.missing', { reason: String(error) });
      return new Map<string, string>();
    });
    const file = url.host === HOST && request.method === 'GET' ? (await known).get(url.pathname) : undefined;
    if (file === undefined) {
      log.warn('pages.refused', { path: url.pathname.slice(0, 200) });
      return new Response('Not found', { status: 404, headers: headersFor('.txt') });
    }
    return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(path.extname(file)) });
  };
}

function headersFor(extension: string): Record<string, string> {
  return {
    'content-type': TYPES[extension] ?? 'text/plain; charset=utf-8',
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

async function listFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && Object.hasOwn(TYPES, path.extname(entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${path.relative(root, file).split(path.sep).join('/')}`, file]));
}
