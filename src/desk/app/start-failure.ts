import type { Config } from './config';

/** Why the desk could not begin, and which setting mends it where one does. */
export function inWords(error: unknown, { host, port, dataDir }: Config): string {
  const reason = error instanceof Error ? error.message : String(error);
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall === 'listen' && code === 'EACCES') {
    return `port ${port} on ${host} is not for this user. Choose one above 1023 with DESKSIDE_PORT. (${reason})`;
  }
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use by another program. Choose another with DESKSIDE_PORT. (${reason})`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Choose one with DESKSIDE_HOST. (${reason})`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'ENOSPC':
    case 'ERR_SQLITE_ERROR':
      return `the data in ${dataDir} cannot be read or written. Choose another folder with DESKSIDE_DATA_DIR. (${reason})`;
    default:
      return reason;
  }
}
