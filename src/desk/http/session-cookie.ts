import type { CookieSerializeOptions } from '@fastify/cookie';

/** With the `__Host-` prefix no other host, path or plain connection can set it. */
export function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-deskside' : 'deskside';
}

export function cookieOptions(publicUrl: string): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) };
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/** The session's secret in a raw cookie header; of two with the name neither is believed. */
export function sessionSecretIn(cookieHeader: string | undefined, publicUrl: string): string | undefined {
  const prefix = `${cookieName(publicUrl)}=`;
  const found = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix));
  return found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
}
