import { release } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { localTime } from '../parse/loginctl';
import {
  lastDpkgInstall,
  newerKernel,
  parseCheckUpdate,
  parsePacmanUpdates,
  parseUpdatesAvailable,
  securityUpdates,
} from '../parse/pending-updates';
import { fileTimes } from '../parse/stat';
import { collected, notApplicable, said, type Found, type ProbeContext } from '../probe';
import { installedSoftware } from './installed';

type Updates = SectionData<'updates'>;
type Pending = Pick<Updates, 'pending' | 'securityPending' | 'items' | 'checkedAt' | 'installedAt'>;

export async function linuxUpdates(context: ProbeContext): Promise<Found<Updates>> {
  const [pending, reboot] = await Promise.all([pendingUpdates(context), rebootNeed(context)]);
  if (pending === null)
    return notApplicable('no package manager whose updates are known here (apt, dnf, pacman)');
  return collected({ ...pending, ...reboot });
}

async function pendingUpdates(context: ProbeContext): Promise<Pending | null> {
  if ((await context.resolvePath('/var/lib/dpkg/status')) !== null) return aptUpdates(context);
  if ((await context.resolvePath('/etc/dnf')) !== null) return dnfUpdates(context);
  if ((await context.resolvePath('/etc/pacman.conf')) !== null) return pacmanUpdates(context);
  return null;
}

const LISTS = '/var/lib/apt/lists';
/** Ubuntu's lists for security are an order larger than Debian's. */
const LIST_BYTES = 24 * 1024 * 1024;

/**
 * Asking apt itself costs seconds of processor time. Ubuntu's count of what waits lies in a file; Debian's archive for
 * security is small enough to compare, so there only the number of security updates is known.
 */
async function aptUpdates(context: ProbeContext): Promise<Pending> {
  const [counted, log, times] = await Promise.all([
    context.readText('/var/lib/update-notifier/updates-available'),
    context.readText('/var/log/dpkg.log'),
    fileTimes(context, [
      '/var/lib/apt/periodic/update-success-stamp',
      `${LISTS}/partial`,
      LISTS,
      '/var/lib/dpkg/status',
    ]),
  ]);
  const modified = (file: string) => times.get(file)?.modifiedAt ?? null;
  const checks = [modified('/var/lib/apt/periodic/update-success-stamp'), modified(`${LISTS}/partial`)];
  const dates = {
    checkedAt: latest(checks) ?? modified(LISTS),
    // Old logs are put away by the month; the list of packages changes when one is removed, too.
    installedAt: localTime(lastDpkgInstall(log ?? '') ?? '') ?? modified('/var/lib/dpkg/status'),
  };
  const counts = parseUpdatesAvailable(counted ?? '');
  if (counts) return { pending: counts.pending, securityPending: counts.security, items: [], ...dates };
  const security = await aptSecurity(context);
  return {
    pending: null,
    securityPending: security?.length ?? null,
    items: security?.slice(0, 50) ?? [],
    ...dates,
  };
}

async function aptSecurity(context: ProbeContext): Promise<Updates['items'] | null> {
  const lists = (await context.list(LISTS)).filter((name) => /security.*_Packages(\.\w+)?$/.test(name));
  const installed = await installedSoftware(context);
  if (lists.length === 0 || installed.status !== 'collected') return null;
  const files = lists.slice(0, 20).map((name) => `${LISTS}/${name}`);
  const outcome = await context.run('/usr/lib/apt/apt-helper', ['cat-file', ...files], {
    outputBytes: LIST_BYTES,
  });
  return outcome.ok && outcome.exitCode === 0 ? securityUpdates(outcome.output, installed.data) : null;
}

async function dnfUpdates(context: ProbeContext): Promise<Pending> {
  const databases = [
    '/var/lib/rpm/rpmdb.sqlite',
    '/usr/lib/sysimage/rpm/rpmdb.sqlite',
    '/var/lib/rpm/Packages',
  ];
  const caches = ['/var/cache/libdnf5', '/var/cache/dnf/last_makecache', '/var/cache/dnf'];
  const [outcome, times] = await Promise.all([
    // From what is stored, without the network. 100: there are some; 0: there are none.
    context.run('dnf', ['-q', '-C', 'check-update']),
    fileTimes(context, [...databases, ...caches]),
  ]);
  const known = outcome.ok && (outcome.exitCode === 0 || outcome.exitCode === 100);
  const items = known ? parseCheckUpdate(outcome.output) : [];
  return {
    pending: known ? items.length : null,
    securityPending: null,
    items: items.slice(0, 50),
    checkedAt: latest(caches.map((file) => times.get(file)?.modifiedAt ?? null)),
    installedAt: latest(databases.map((file) => times.get(file)?.modifiedAt ?? null)),
  };
}

async function pacmanUpdates(context: ProbeContext): Promise<Pending> {
  const [outcome, times] = await Promise.all([
    context.run('pacman', ['-Qu']),
    fileTimes(context, ['/var/lib/pacman/sync', '/var/lib/pacman/local']),
  ]);
  // It ends with 1 when there is nothing to update.
  const items = outcome.ok ? parsePacmanUpdates(outcome.output) : [];
  return {
    pending: outcome.ok ? items.length : null,
    securityPending: null,
    items: items.slice(0, 50),
    checkedAt: times.get('/var/lib/pacman/sync')?.modifiedAt ?? null,
    installedAt: times.get('/var/lib/pacman/local')?.modifiedAt ?? null,
  };
}

async function rebootNeed(context: ProbeContext): Promise<Pick<Updates, 'rebootRequired' | 'rebootReason'>> {
  const [asked, packages, boot] = await Promise.all([
    context.resolvePath('/run/reboot-required'),
    context.readText('/run/reboot-required.pkgs'),
    context.list('/boot'),
  ]);
  if (asked !== null) {
    const names = [...new Set((packages ?? '').split('\n').filter(Boolean))];
    return { rebootRequired: true, rebootReason: said(names.join(', '), 300) || null };
  }
  const newer = newerKernel(boot, release());
  if (newer === undefined) return { rebootRequired: null, rebootReason: null };
  if (newer === null) return { rebootRequired: false, rebootReason: null };
  return { rebootRequired: true, rebootReason: said(`kernel ${newer} is installed, ${release()} runs`, 300) };
}

function latest(times: readonly (string | null)[]): string | null {
  return (
    times
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null
  );
}
