import type { ProxyConfig } from 'electron';

/** What Chromium is told of the setting PROXY: `system`, `direct`, or one address. */
export function proxyConfig(rule: string): ProxyConfig {
  if (rule === 'system' || rule === 'direct') return { mode: rule };
  return { mode: 'fixed_servers', proxyRules: rule };
}
