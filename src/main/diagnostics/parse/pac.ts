export interface ProxyWord {
  kind: 'proxy' | 'https' | 'socks';
  host: string;
  port: number;
}

const DEFAULT_PORTS = { proxy: 80, https: 443, socks: 1080 };

/** The first way in PAC's words: `PROXY host:port; DIRECT`. Null: directly, or nothing that can be read. */
export function firstProxy(route: string | null): ProxyWord | null {
  const match =
    /^\s*(PROXY|HTTP|HTTPS|SOCKS[45]?)\s+(?:[^@;\s]*@)?(\[[0-9a-f:.]+\]|[^\s:;]+)(?::(\d{1,5}))?/i.exec(
      route?.split(';')[0] ?? '',
    );
  const [, word = '', host = '', port] = match ?? [];
  if (match === null) return null;
  const kind = /^SOCKS/i.test(word) ? 'socks' : word.toUpperCase() === 'HTTPS' ? 'https' : 'proxy';
  const bare = host.replace(/^\[|\]$/g, '');
  const number = Number(port ?? DEFAULT_PORTS[kind]);
  return number > 0 && number < 65_536 ? { kind, host: bare, port: number } : null;
}
