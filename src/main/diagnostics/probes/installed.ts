import {
  parseDpkg,
  parseFlatpak,
  parseMdls,
  parsePacman,
  parseRpm,
  parseSnap,
  type Installed,
} from '../parse/packages';
import { powershellRows } from '../powershell';
import { collected, failed, notApplicable, type Found, type ProbeContext, said } from '../probe';

const known = new WeakMap<ProbeContext, Promise<Found<readonly Installed[]>>>();

/** Everything installed, asked once for all sections that need it. */
export function installedSoftware(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  const asked = known.get(context) ?? ask(context);
  known.set(context, asked);
  return asked;
}

function ask(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  if (context.platform === 'windows') return fromRegistry(context);
  return context.platform === 'macos' ? fromApplications(context) : fromPackages(context);
}

const OUTPUT_BYTES = 8 * 1024 * 1024;

interface PackageManager {
  program: string;
  args: readonly string[];
  parse(output: string): Installed[];
}

const DISTRIBUTION: readonly PackageManager[] = [
  {
    program: 'dpkg-query',
    args: ['-W', '-f', '${binary:Package}\\t${Version}\\t${db:Status-Abbrev}\\n'],
    parse: parseDpkg,
  },
  {
    program: 'rpm',
    args: ['-qa', '--qf', '%{NAME}\\t%{VERSION}-%{RELEASE}\\t%{VENDOR}\\n'],
    parse: parseRpm,
  },
  { program: 'pacman', args: ['-Q'], parse: parsePacman },
];
const STORES: readonly PackageManager[] = [
  {
    program: 'flatpak',
    args: ['list', '--app', '--columns=application,name,version,origin'],
    parse: parseFlatpak,
  },
  { program: 'snap', args: ['list'], parse: parseSnap },
];

async function fromPackages(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  const [base, ...stores] = await Promise.all([
    distribution(context),
    ...STORES.map((manager) => packagesOf(context, manager)),
  ]);
  const apps = stores.flatMap((found) => (found.status === 'collected' ? found.data : []));
  if (base.status === 'collected') return collected([...base.data, ...apps]);
  return apps.length > 0 ? collected(apps) : base;
}

/** The first of these that is there and names packages: rpm is on some systems that are not made of its packages. */
async function distribution(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  let trouble: Found<readonly Installed[]> | null = null;
  for (const manager of DISTRIBUTION) {
    const found = await packagesOf(context, manager);
    if (found.status === 'collected' && found.data.length > 0) return found;
    if (found.status === 'failed') trouble ??= found;
  }
  return trouble ?? notApplicable('no package manager that is known here (dpkg, rpm, pacman, flatpak, snap)');
}

async function packagesOf(
  context: ProbeContext,
  manager: PackageManager,
): Promise<Found<readonly Installed[]>> {
  const outcome = await context.run(manager.program, manager.args, { outputBytes: OUTPUT_BYTES });
  if (!outcome.ok) {
    if (outcome.reason === 'program-missing') return notApplicable(`no ${manager.program}`);
    return failed(outcome.reason, outcome.detail);
  }
  const list = manager.parse(outcome.output);
  if (list.length > 0) return collected(list);
  if (outcome.exitCode !== 0) {
    return failed('program-failed', `${manager.program}: exit code ${outcome.exitCode}`);
  }
  if (outcome.output.trim() !== '') return failed('unreadable', `${manager.program} named no package`);
  return collected(list);
}

/**
 * What "Apps" lists: the keys of all programs that can be removed, without parts and updates of others. Key by key: one
 * damaged value would end `Get-ItemProperty` for all of them.
 */
const WINDOWS_SCRIPT = `
$rows = New-Object System.Collections.ArrayList
foreach ($p in 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall', 'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall', 'HKCU:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall') {
  foreach ($k in @(Get-ChildItem $p -ErrorAction SilentlyContinue)) {
    $n = [string]$k.GetValue('DisplayName')
    if ($n -and $k.GetValue('SystemComponent') -ne 1 -and -not $k.GetValue('ParentKeyName')) {
      [void]$rows.Add(@{ Name = $n; Version = [string]$k.GetValue('DisplayVersion'); Publisher = [string]$k.GetValue('Publisher') })
    }
  }
}
ConvertTo-Json @($rows) -Depth 3 -Compress`;

async function fromRegistry(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  const outcome = await powershellRows(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const seen = new Set<string>();
  const list = outcome.rows.flatMap((row): Installed[] => {
    const [name, version] = [said(row['Name'], 160), said(row['Version'], 120)];
    // The same program stands under both word sizes now and then.
    const key = `${name}\t${version}`;
    if (name === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ name, version, publisher: said(row['Publisher'], 120) || null }];
  });
  return collected(list);
}

const MOST_APPS = 400;

/** `system_profiler SPApplicationsDataType` takes many seconds; the folders and Spotlight's index do not. */
async function fromApplications(context: ProbeContext): Promise<Found<readonly Installed[]>> {
  const home = context.env('HOME');
  const folders = ['/Applications', '/Applications/Utilities', ...(home ? [`${home}/Applications`] : [])];
  const lists = await Promise.all(
    folders.map(async (folder) => (await context.list(folder)).map((name) => `${folder}/${name}`)),
  );
  const apps = lists.flat().filter((file) => file.endsWith('.app'));
  if (apps.length === 0) return failed('unreadable', 'no program in /Applications');
  const names = ['kMDItemFSName', 'kMDItemVersion', 'kMDItemCFBundleIdentifier'].flatMap((name) => [
    '-name',
    name,
  ]);
  const outcome = await context.run('mdls', [...names, ...apps.slice(0, MOST_APPS)]);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const list = parseMdls(outcome.output);
  // Without an index (Spotlight switched off) the names are still known.
  return collected(
    list.length > 0 ? list : apps.map((file) => ({ name: nameOf(file), version: '', publisher: null })),
  );
}

function nameOf(file: string): string {
  return (
    file
      .split('/')
      .at(-1)
      ?.replace(/\.app$/, '')
      .slice(0, 160) ?? ''
  );
}
