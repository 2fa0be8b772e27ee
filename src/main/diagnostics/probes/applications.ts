import path from 'node:path';
import type { SectionData } from '../../../shared/model/diagnostics';
import { browsersOf, officeOf } from '../parse/browsers';
import { groupOf } from '../parse/desktop-entry';
import { rowsOf, type Row } from '../json-value';
import type { Installed } from '../parse/packages';
import { dictOf, parsePlist } from '../parse/plist';
import { powershellRow } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  type Found,
  type Probe,
  type ProbeContext,
  said,
} from '../probe';
import { installedSoftware } from './installed';

export const applicationsProbe: Probe<'applications'> = {
  key: 'applications',
  source:
    'the list of installed software; default: mimeapps.list, /etc/alternatives; Windows: App Paths, UserChoice, Click-to-Run; macOS: LaunchServices',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    if (context.platform === 'windows') return windowsApplications(context);
    const [found, link] = await Promise.all([
      installedSoftware(context),
      context.platform === 'macos' ? macLink(context) : linuxLink(context),
    ]);
    if (found.status !== 'collected') return found;
    return collected({ browsers: browsersOf(found.data, link), office: officeOf(found.data) });
  },
};

const LINKS = ['x-scheme-handler/https', 'x-scheme-handler/http', 'text/html'];

/** Which program opens links, without starting one of the scripts that ask each other. */
async function linuxLink(context: ProbeContext): Promise<string | null> {
  for (const file of mimeLists(context)) {
    const group = groupOf((await context.readText(file)) ?? '', 'Default Applications');
    const named = LINKS.map((link) => group.get(link)?.split(';')[0]).find(Boolean);
    if (named) return named;
  }
  return context.resolvePath('/etc/alternatives/x-www-browser');
}

function mimeLists(context: ProbeContext): string[] {
  const home = context.env('HOME');
  const desktops = (context.env('XDG_CURRENT_DESKTOP') ?? '').split(':').filter(Boolean);
  const own = context.env('XDG_CONFIG_HOME') || (home ? `${home}/.config` : '');
  const data = home ? [`${home}/.local/share/applications`] : [];
  const folders = [own, ...(context.env('XDG_CONFIG_DIRS') || '/etc/xdg').split(':'), ...data];
  const system = ['/usr/local/share/applications', '/usr/share/applications'];
  return [...folders, ...system]
    .filter(path.isAbsolute)
    .flatMap((folder) => [
      ...desktops.map((desktop) => `${folder}/${desktop.toLowerCase()}-mimeapps.list`),
      `${folder}/mimeapps.list`,
    ]);
}

const LAUNCH_SERVICES = 'Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist';

async function macLink(context: ProbeContext): Promise<string | null> {
  const home = context.env('HOME');
  if (!home) return null;
  const outcome = await context.run('plutil', [
    '-convert',
    'xml1',
    '-o',
    '-',
    '--',
    `${home}/${LAUNCH_SERVICES}`,
  ]);
  // Who never chose has no such file, or no such entry in it: then it is the system's own.
  if (!outcome.ok) return null;
  const handlers = dictOf(parsePlist(outcome.output))['LSHandlers'];
  const https = (Array.isArray(handlers) ? handlers : [])
    .map((entry) => dictOf(entry))
    .find((entry) => entry['LSHandlerURLScheme'] === 'https');
  const chosen = https?.['LSHandlerRoleAll'];
  return typeof chosen === 'string' ? chosen : 'com.apple.safari';
}

/** Versions are those of the files that would start. */
const WINDOWS_SCRIPT = `
$rows = @()
foreach ($b in @('Firefox','firefox.exe'), @('Google Chrome','chrome.exe'), @('Microsoft Edge','msedge.exe'), @('Brave','brave.exe'), @('Vivaldi','vivaldi.exe'), @('Opera','opera.exe')) {
  foreach ($h in 'HKCU:','HKLM:') {
    $f = (Get-ItemProperty "$h\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\$($b[1])" -ErrorAction SilentlyContinue).'(default)'
    if ($f) { $f = $f.Trim('"'); if (Test-Path -LiteralPath $f) { $rows += @{ Name = $b[0]; Version = (Get-Item -LiteralPath $f).VersionInfo.ProductVersion }; break } }
  }
}
$c = Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration' -ErrorAction SilentlyContinue
$u = Get-ItemProperty 'HKCU:\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\https\\UserChoice' -ErrorAction SilentlyContinue
@{ Browsers = @($rows); Link = $u.ProgId; OfficeVersion = $c.VersionToReport; OfficeProducts = $c.ProductReleaseIds } | ConvertTo-Json -Depth 3 -Compress`;

async function windowsApplications(context: ProbeContext): Promise<Found<SectionData<'applications'>>> {
  const [outcome, installed] = await Promise.all([
    powershellRow(context, WINDOWS_SCRIPT),
    installedSoftware(context),
  ]);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return collected(windowsFacts(outcome.row, installed.status === 'collected' ? installed.data : []));
}

export function windowsFacts(found: Row, installed: readonly Installed[]): SectionData<'applications'> {
  const browsers = (rowsOf(found['Browsers']) ?? []).map((row): Installed => ({
    name: said(row['Name'], 80),
    version: said(row['Version'], 80),
    publisher: null,
  }));
  const version = said(found['OfficeVersion'], 80);
  const subscription = /O365|M365/i.test(said(found['OfficeProducts'], 500));
  const clickToRun = version ? [{ name: subscription ? 'Microsoft 365' : 'Microsoft Office', version }] : [];
  const others = officeOf(installed).filter(
    (entry) => clickToRun.length === 0 || !entry.name.startsWith('Microsoft'),
  );
  return {
    browsers: browsersOf(browsers, said(found['Link']) || null),
    office: [...clickToRun, ...others].slice(0, 20),
  };
}
