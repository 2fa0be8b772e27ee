import type { Platform } from '../../../shared/model/device';

export interface Route {
  address: string;
  /** Name of the interface; on Windows its address. */
  interface: string | null;
}

/** The default route out of what the system's own program prints; null where there is none. */
export function parseRoute(platform: Platform, output: string): Route | null {
  switch (platform) {
    case 'linux':
      return parseLinux(output);
    case 'macos':
      return parseMacos(output);
    case 'windows':
      return parseWindows(output);
  }
}

/** `default via 10.0.0.1 dev eth0 proto dhcp metric 100`; several lines: the lowest metric is used. */
function parseLinux(output: string): Route | null {
  const routes = output.split('\n').flatMap((line) => {
    const match = /^default via (\S+)(?: .*?)?\bdev (\S+)/.exec(line);
    if (!match?.[1]) return [];
    const metric = Number(/\bmetric (\d+)/.exec(line)?.[1] ?? 0);
    return [{ address: match[1], interface: match[2] ?? null, metric }];
  });
  const best = routes.toSorted((a, b) => a.metric - b.metric)[0];
  return best ? { address: best.address, interface: best.interface } : null;
}

function parseMacos(output: string): Route | null {
  const address = /^\s*gateway: (\S+)$/m.exec(output)?.[1];
  return address ? { address, interface: /^\s*interface: (\S+)$/m.exec(output)?.[1] ?? null } : null;
}

/** Only numbers are read: the headings are in the system's language. */
function parseWindows(output: string): Route | null {
  const rows = output.matchAll(/^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+(\d[\d.]+)\s+(\d[\d.]+)\s+(\d+)\s*$/gm);
  const best = [...rows].toSorted((a, b) => Number(a[3]) - Number(b[3]))[0];
  return best?.[1] ? { address: best[1], interface: best[2] ?? null } : null;
}
