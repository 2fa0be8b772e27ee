/** Where the desk listens: host without brackets, port written out. Null where its address is not known. */
export interface DeskHost {
  host: string;
  port: number;
  secure: boolean;
}

export function deskHost(deskUrl: string | null): DeskHost | null {
  if (deskUrl === null || !URL.canParse(deskUrl)) return null;
  const { hostname, port, protocol } = new URL(deskUrl);
  const secure = protocol === 'https:';
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (secure ? 443 : 80)), secure };
}

/** As it stands in an address or in a header. */
export function written(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
