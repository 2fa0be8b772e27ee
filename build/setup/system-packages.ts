import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { findChromium } from './chromium.ts';
import { runQuietly } from './run-quietly.ts';
import { say, SetupError, step } from './step.ts';

const exec = promisify(execFile);

/**
 * agent: what Electron links to; display: where there is no screen; test: what the tests click and look with;
 * package: what installers are built and tried with.
 */
export type PackageGroup = 'agent' | 'display' | 'test' | 'package';

export interface SystemPackage {
  /** Debian's name first, then the names the same library has on its relatives. */
  readonly names: readonly [string, ...string[]];
  readonly group: PackageGroup;
  readonly why: string;
  /** What Debian starts along with it, and at each boot; we only want the program. */
  readonly service?: string;
}

/** The one list of what Deskside needs from the system beside Node, npm and git. */
export const SYSTEM_PACKAGES: readonly SystemPackage[] = [
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], group: 'agent', why: 'Electron: windows, menus, tray' },
  { names: ['libnss3'], group: 'agent', why: 'Electron: certificates' },
  { names: ['libnotify4'], group: 'agent', why: 'Electron: notifications' },
  { names: ['libxss1'], group: 'agent', why: 'Electron: idle time' },
  { names: ['libxtst6'], group: 'agent', why: 'Electron: input on X11' },
  { names: ['libsecret-1-0'], group: 'agent', why: 'Electron: key ring' },
  { names: ['libgbm1'], group: 'agent', why: 'Electron: graphics buffers' },
  { names: ['libasound2', 'libasound2t64'], group: 'agent', why: 'Electron: sound' },
  { names: ['libatspi2.0-0', 'libatspi2.0-0t64'], group: 'agent', why: 'Electron: screen readers' },
  { names: ['libuuid1'], group: 'agent', why: 'Electron: system identifiers' },
  { names: ['iputils-ping'], group: 'agent', why: 'diagnostics: whether the router answers' },
  { names: ['xdg-utils'], group: 'agent', why: 'opens links in the person’s own browser' },
  { names: ['fonts-dejavu-core'], group: 'display', why: 'text, on a system that has no font at all' },
  { names: ['xvfb'], group: 'display', why: 'the virtual screen' },
  { names: ['openbox'], group: 'display', why: 'a window manager: focus, stacking, always on top' },
  { names: ['trayer'], group: 'display', why: 'a tray to put the icon in' },
  { names: ['dbus'], group: 'display', why: 'a session bus of its own' },
  { names: ['x11-utils'], group: 'display', why: 'xprop tells when the desktop is up' },
  { names: ['xdotool'], group: 'test', why: 'finds and clicks the real tray icon' },
  { names: ['imagemagick'], group: 'test', why: 'pictures of the whole screen' },
  { names: ['iproute2'], group: 'test', why: 'a network interface of our own where there is only loopback' },
  {
    names: ['coturn'],
    group: 'test',
    why: 'a relay, for the picture where no direct path is open',
    service: 'coturn',
  },
  { names: ['nftables'], group: 'test', why: 'a router that drops, turns aside and loses packets' },
  { names: ['faketime'], group: 'test', why: 'a computer whose clock is wrong' },
  { names: ['openssl'], group: 'test', why: 'certificates nobody should trust' },
  {
    names: ['cups-daemon'],
    group: 'test',
    why: 'a print server whose queue stands still',
    service: 'cups',
  },
  { names: ['cups-client'], group: 'test', why: 'puts jobs into that queue' },
  { names: ['chromium'], group: 'test', why: 'the technician’s browser' },
  { names: ['7zip'], group: 'package', why: 'zip and tar archives' },
  { names: ['rpm'], group: 'package', why: 'builds the rpm and reads its scripts' },
  { names: ['squashfs-tools'], group: 'package', why: 'the file system inside an AppImage' },
  { names: ['desktop-file-utils'], group: 'package', why: 'checks menu and autostart entries' },
  { names: ['dex'], group: 'package', why: 'runs autostart entries as a desktop does' },
  { names: ['gnupg'], group: 'package', why: 'signs the package repository' },
  { names: ['apt-utils'], group: 'package', why: 'the index of the package repository' },
  { names: ['wixl'], group: 'package', why: 'builds the MSI' },
  { names: ['msitools'], group: 'package', why: 'reads and completes the MSI' },
  { names: ['nsis'], group: 'package', why: 'compiles the Windows installer' },
  { names: ['wine64'], group: 'package', why: 'installs the MSI as Windows would' },
  { names: ['osslsigncode'], group: 'package', why: 'signs and verifies Windows files' },
  { names: ['libxml2-utils'], group: 'package', why: 'validates policy templates against their schemas' },
  { names: ['systemd'], group: 'package', why: 'checks the units and their hardening' },
];

/** Reads `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`. */
export function parseInstalled(output: string): ReadonlySet<string> {
  const installed = new Set<string>();
  for (const line of output.split('\n')) {
    const [name, status] = line.trim().split(' ');
    if (name && status === 'installed') installed.add(name);
  }
  return installed;
}

export function missingPackages(
  groups: readonly PackageGroup[],
  installed: ReadonlySet<string>,
): SystemPackage[] {
  return SYSTEM_PACKAGES.filter(
    (item) => groups.includes(item.group) && !item.names.some((name) => installed.has(name)),
  );
}

async function queryInstalled(): Promise<ReadonlySet<string>> {
  const names = SYSTEM_PACKAGES.flatMap((item) => item.names);
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names];
  // dpkg-query exits 1 as soon as one name is unknown, and prints the known ones all the same.
  const result = await exec('dpkg-query', query).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  return parseInstalled(result.stdout);
}

/** The name this system's package lists know; after `apt-get update`, when they may have been empty before. */
async function nameHere(item: SystemPackage): Promise<string> {
  for (const name of item.names) {
    const known = await exec('apt-cache', ['show', '--no-all-versions', name]).then(
      (found) => found.stdout.trim() !== '',
      () => false,
    );
    if (known) return name;
  }
  return item.names[0];
}

async function privilege(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  return exec('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

const ASIDE = 'DEBIAN_FRONTEND=noninteractive';

/** Installs what is missing of the groups on Debian and its relatives; elsewhere it says what is needed, once. */
export async function ensureSystemPackages(groups: readonly PackageGroup[]): Promise<void> {
  if (process.platform !== 'linux') return;
  if (!existsSync('/usr/bin/dpkg-query')) {
    say(`This is not a Debian-like system: if something does not start, install the counterparts of`);
    say(
      `  ${missingPackages(groups, new Set())
        .map((item) => item.names[0])
        .join(' ')}`,
    );
    return;
  }
  const missing = missingPackages(groups, await queryInstalled()).filter(
    (item) => item.names[0] !== 'chromium' || findChromium() === undefined,
  );
  if (missing.length === 0) return;

  const first = missing.map((item) => item.names[0]);
  const as = await privilege();
  if (!as) {
    throw new SetupError(
      `these system packages are missing, and installing them needs root or sudo without a password: ${first.join(', ')}.`,
      `type this, then run the same command again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${first.join(' ')}`,
    );
  }
  const apt = (...args: string[]) => runQuietly([...as, 'env', ASIDE, 'apt-get', '-q', ...args]);
  for (const item of missing) say(`  needed: ${item.names[0]} (${item.why})`);
  await step('Reading the package lists (apt-get update)', () => apt('update'));
  const names = await Promise.all(missing.map(nameHere));
  await step(`Installing ${names.length} system packages`, () =>
    apt('install', '-y', '--no-install-recommends', ...names),
  );
  if (!existsSync('/run/systemd/system')) return;
  for (const { service } of missing) {
    if (service) await runQuietly([...as, 'systemctl', 'disable', '--now', service]);
  }
}
