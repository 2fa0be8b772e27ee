import type { IncomingHttpHeaders } from 'node:http';
import { fail, ok, type Result } from '../../shared/base/result';
import { CONSOLE_HEADER } from '../../shared/contract/api';

/**
 * Whether the page behind a request is this desk's own: at its public address, or at the very host the request
 * reached it by. Whole origins are compared, so `desk.example.evil` is not `desk.example`.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (origin === new URL(publicUrl).origin) return true;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** A foreign page can make a browser send our cookie along; it cannot set our header or hide where it is from. */
export function checkOrigin(method: string, headers: IncomingHttpHeaders, publicUrl: string): Result<void> {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && !isOwnOrigin(origin, host, publicUrl)) return fail('origin-refused');
  if (method === 'GET') {
    const fine = site === undefined || site === 'same-origin' || site === 'none';
    return fine ? ok() : fail('origin-refused');
  }
  if (headers[CONSOLE_HEADER] === undefined) return fail('origin-refused', `${CONSOLE_HEADER} is missing`);
  return site === undefined || site === 'same-origin' ? ok() : fail('origin-refused');
}
