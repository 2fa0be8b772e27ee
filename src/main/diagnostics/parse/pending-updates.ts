import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { compareDebianVersions } from './debian-version';
import type { Installed } from './packages';

type Update = SectionData<'updates'>['items'][number];

/**
 * What Ubuntu's update-notifier last counted, in the person's language: the first line that begins with a number counts
 * all, the next one those for security. What only a subscription would bring is not counted.
 */
export function parseUpdatesAvailable(text: string): { pending: number; security: number } | null {
  const counts = text
    .split('\n')
    .filter((line) => !/\bESM\b/.test(line))
    .flatMap((line) => /^\s*(\d+) /.exec(line)?.[1] ?? [])
    .map(Number);
  const [pending, security = 0] = counts;
  return pending === undefined ? null : { pending, security: Math.min(pending, security) };
}

/** The `Packages` lists of Debian's security archive against what is installed. */
export function securityUpdates(lists: string, installed: readonly Installed[]): Update[] {
  const have = new Map(installed.map((entry) => [entry.name, entry.version]));
  const newest = new Map<string, string>();
  for (const [, name = '', rest = ''] of lists.matchAll(/^Package: (\S+)\n((?:.+\n)*)/gm)) {
    const current = have.get(name);
    const version = /^Version: (\S+)$/m.exec(rest)?.[1];
    if (current === undefined || version === undefined) continue;
    if (compareDebianVersions(version, newest.get(name) ?? current) > 0) newest.set(name, version);
  }
  return [...newest].map(([name, version]) => ({
    name: said(name),
    version: said(version, 120),
    security: true,
  }));
}

/** `dnf -q check-update`: name.arch, version, repository; what follows "Obsoleting Packages" is no update. */
export function parseCheckUpdate(output: string): Update[] {
  const list = output.split(/^Obsoleting Packages/m)[0] ?? '';
  const rows = list.matchAll(/^(\S+)\.(?:noarch|x86_64|i686|aarch64|ppc64le|s390x)\s+(\S+)\s+(\S+)\s*$/gm);
  return [...rows].map(([, name, version]) => ({
    name: said(name),
    version: said(version, 120),
    security: false,
  }));
}

/** `pacman -Qu`: `name old -> new`. */
export function parsePacmanUpdates(output: string): Update[] {
  const rows = output.matchAll(/^(\S+) \S+ -> (\S+)/gm);
  return [...rows].map(([, name, version]) => ({
    name: said(name),
    version: said(version, 120),
    security: false,
  }));
}

/** The newest installed kernel of the running one's kind, if that is newer: `6.1.0-28-amd64` beside `6.1.0-25-amd64`. */
export function newerKernel(files: readonly string[], running: string): string | null | undefined {
  const kind = flavor(running);
  const releases = files.flatMap((name) => /^(?:vmlinuz|kernel)-(\d.*)$/.exec(name)?.[1] ?? []);
  if (!releases.includes(running)) return undefined;
  const newest = releases
    .filter((release) => flavor(release) === kind)
    .reduce((best, release) => (compareDebianVersions(release, best) > 0 ? release : best), running);
  return newest === running ? null : newest;
}

function flavor(release: string): string {
  return release.replace(/\d+/g, '').replace(/[.-]+/g, '-');
}

/** The last line of `dpkg.log` that says "installed": local time, no zone. */
export function lastDpkgInstall(log: string): string | null {
  const rows = [...log.matchAll(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) status installed /gm)];
  return rows.at(-1)?.[1] ?? null;
}
