import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

/** What the system is set to, whoever set it. */
export type SystemProxy = Pick<SectionData<'proxy'>, 'mode' | 'server' | 'pacUrl' | 'bypass'>;

export const NO_PROXY: SystemProxy = { mode: 'direct', server: null, pacUrl: null, bypass: null };

/** Host and port alone: a proxy's address may carry a name and a password before `@`. */
export function hostAndPort(address: string): string | null {
  const text = said(address, 500);
  const bare = text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^.*@/, '')
    .replace(/[/?#].*$/, '');
  return bare === '' ? null : bare.slice(0, 300);
}

/** Without a name and a password. */
export function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return said(url, 500).replace(/\/\/[^/@]*@/, '//');
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href.slice(0, 500);
}

/** The variables that programs without a desktop obey. */
export function proxyOfEnvironment(env: (name: string) => string | undefined): SystemProxy {
  const value = (name: string) => env(name.toLowerCase()) || env(name) || '';
  const server = hostAndPort(value('HTTPS_PROXY') || value('HTTP_PROXY') || value('ALL_PROXY'));
  const bypass = said(value('NO_PROXY'), 500) || null;
  return server === null ? NO_PROXY : { mode: 'manual', server, pacUrl: null, bypass };
}

/** `gsettings list-recursively org.gnome.system.proxy`: `schema key value`, values as GVariant writes them. */
export function parseGsettings(output: string): SystemProxy | null {
  const of = (schema: string, key: string) => {
    const line = new RegExp(String.raw`^org\.gnome\.system\.proxy${schema} ${key} (.+)$`, 'm').exec(
      output,
    )?.[1];
    return line?.replace(/^'(.*)'$/, '$1').trim() ?? '';
  };
  const mode = of('', 'mode');
  if (mode === '') return null;
  const bypass = said(of('', 'ignore-hosts').replace(/[[\]']/g, ''), 500) || null;
  if (mode === 'auto') {
    const url = of('', 'autoconfig-url');
    return { mode: 'automatic', server: null, pacUrl: url === '' ? null : withoutCredentials(url), bypass };
  }
  const kind = [String.raw`\.https`, String.raw`\.http`, String.raw`\.socks`].find(
    (schema) => of(schema, 'host') !== '',
  );
  if (mode !== 'manual' || kind === undefined) return NO_PROXY;
  const port = Number(of(kind, 'port'));
  const host = hostAndPort(of(kind, 'host'));
  return { mode: 'manual', server: port > 0 ? `${host}:${port}` : host, pacUrl: null, bypass };
}

/** `reg query "HKCU\…\Internet Settings"`: `name REG_… value`, in no language. */
export function parseInternetSettings(output: string): SystemProxy | null {
  const of = (name: string) =>
    new RegExp(String.raw`^\s+${name}\s+REG_\w+\s+(.*?)\s*$`, 'm').exec(output)?.[1] ?? '';
  if (!output.includes('REG_')) return null;
  const pacUrl = of('AutoConfigURL');
  const bypass = said(of('ProxyOverride'), 500) || null;
  if (pacUrl !== '') return { mode: 'automatic', server: null, pacUrl: withoutCredentials(pacUrl), bypass };
  if (Number(of('ProxyEnable') || 0) !== 1) return NO_PROXY;
  // One for all, or `http=host:port;https=host:port`.
  const servers = of('ProxyServer').split(';');
  const best = servers.find((entry) => entry.startsWith('https=')) ?? servers[0] ?? '';
  return { mode: 'manual', server: hostAndPort(best.replace(/^\w+=/, '')), pacUrl: null, bypass };
}
