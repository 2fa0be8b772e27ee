import { arch, release } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { isoTime, numberOf, type Row } from '../json-value';
import { fileTimes } from '../parse/stat';
import { powershellRow } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';

type Os = SectionData<'os'>;

export const osProbe: Probe<'os'> = {
  key: 'os',
  source:
    'Linux: /etc/os-release, /etc/debian_version, age of / and of the installer’s log; Windows: Win32_OperatingSystem, registry CurrentVersion; macOS: sw_vers, AppleLocale',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run(context) {
    if (context.platform === 'windows') return windowsOs(context);
    return context.platform === 'macos' ? macOs(context) : linuxOs(context);
  },
};

function common(): Pick<Os, 'kernel' | 'arch' | 'language' | 'timeZone'> {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    kernel: said(release()),
    arch: said(arch(), 40),
    language: said(locale, 40),
    timeZone: said(timeZone, 80),
  };
}

/** Not by the library: it asks `hostname -f` on the way and stands still while name resolution is down. */
async function linuxOs(context: ProbeContext): Promise<Found<Os>> {
  const [text, debian, installedAt, locale] = await Promise.all([
    context.readText('/etc/os-release'),
    context.readText('/etc/debian_version'),
    linuxInstalledAt(context),
    linuxLocale(context),
  ]);
  const desktop = context.env('XDG_CURRENT_DESKTOP') || context.env('XDG_SESSION_DESKTOP');
  return collected({
    ...common(),
    ...releaseFacts(text ?? '', debian ?? ''),
    installedAt,
    ...(locale && { language: said(locale, 40) }),
    // "ubuntu:GNOME": from the particular to the general; the last is what people know it by.
    desktop: said(desktop?.split(':').at(-1), 80) || null,
  });
}

/** Debian's own file has the point release, which os-release leaves out. */
function releaseFacts(text: string, debian: string): Pick<Os, 'name' | 'version' | 'build' | 'edition'> {
  const fields = parseOsRelease(text);
  const point = /^\d+\.\d+/.exec(debian)?.[0];
  return {
    name: said(fields.get('NAME') ?? 'Linux'),
    version: said(fields.get('VERSION') ?? fields.get('VERSION_ID') ?? ''),
    build: said(fields.get('BUILD_ID') ?? fields.get('IMAGE_VERSION') ?? point, 80) || null,
    edition: said(fields.get('VARIANT'), 80) || null,
  };
}

async function linuxInstalledAt(context: ProbeContext): Promise<string | null> {
  const times = await fileTimes(context, ['/', '/lost+found', '/var/log/installer']);
  const candidates = [
    times.get('/')?.bornAt,
    times.get('/lost+found')?.modifiedAt,
    times.get('/var/log/installer')?.modifiedAt,
  ].flatMap((time) => time ?? []);
  const known = candidates.filter((time) => Date.parse(time) < context.now());
  return known.toSorted((a, b) => a.localeCompare(b))[0] ?? null;
}

async function linuxLocale(context: ProbeContext): Promise<string | null> {
  const set = context.env('LC_ALL') || context.env('LC_MESSAGES') || context.env('LANG');
  if (set) return withoutCharset(set);
  for (const file of ['/etc/locale.conf', '/etc/default/locale']) {
    const lang = parseOsRelease((await context.readText(file)) ?? '').get('LANG');
    if (lang) return withoutCharset(lang);
  }
  return null;
}

function withoutCharset(locale: string): string {
  return locale.split(/[.@]/)[0] ?? '';
}

/** `NAME="Debian GNU/Linux"`, one a line, quoted as a shell would. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))\s*$/gm);
  return new Map(
    [...lines].map(([, name = '', double, single, bare]) => [
      name,
      (double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '').trim(),
    ]),
  );
}

const WINDOWS_SCRIPT = `
$o = Get-CimInstance Win32_OperatingSystem
$r = Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
@{ Caption = $o.Caption; Version = $o.Version; Architecture = $o.OSArchitecture
   InstalledAt = $o.InstallDate.ToUniversalTime().ToString('o')
   DisplayVersion = $r.DisplayVersion; ReleaseId = $r.ReleaseId; Build = $r.CurrentBuild; Ubr = $r.UBR
   Edition = $r.EditionID; Language = (Get-UICulture).Name } | ConvertTo-Json -Compress`;

async function windowsOs(context: ProbeContext): Promise<Found<Os>> {
  const outcome = await powershellRow(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  if (said(outcome.row['Caption']) === '')
    return failed('unreadable', 'Win32_OperatingSystem has no Caption');
  return collected({ ...common(), ...windowsFacts(outcome.row) });
}

export function windowsFacts(row: Row): Omit<Os, 'kernel' | 'arch' | 'timeZone'> & { kernel: string } {
  const build = said(row['Build'], 40);
  const revision = numberOf(row['Ubr']);
  return {
    // Windows 11 calls itself 10 in the registry's ProductName, so the name comes from WMI.
    name: said(row['Caption']).replace(/^Microsoft\s+/, ''),
    version: said(row['DisplayVersion']) || said(row['ReleaseId']) || said(row['Version']),
    build: build === '' ? null : revision === null ? build : `${build}.${revision}`,
    edition: said(row['Edition'], 80) || null,
    kernel: said(row['Version']),
    installedAt: isoTime(row['InstalledAt']),
    language: said(row['Language'], 40),
    desktop: null,
  };
}

async function macOs(context: ProbeContext): Promise<Found<Os>> {
  const [versions, locale, born] = await Promise.all([
    context.run('sw_vers', []),
    context.run('defaults', ['read', '-g', 'AppleLocale']),
    context.run('stat', ['-f', '%m', '/private/var/db/.AppleSetupDone']),
  ]);
  if (!versions.ok) return failed(versions.reason, versions.detail);
  const facts = parseSwVers(versions.output);
  if (!facts.get('ProductVersion')) return failed('unreadable', 'sw_vers printed no ProductVersion');
  const language = locale.ok && locale.exitCode === 0 ? said(locale.output, 40) : '';
  return collected({
    ...common(),
    name: said(facts.get('ProductName') ?? 'macOS'),
    version: said([facts.get('ProductVersion'), facts.get('ProductVersionExtra')].filter(Boolean).join(' ')),
    build: said(facts.get('BuildVersion'), 80) || null,
    edition: null,
    installedAt: born.ok && born.exitCode === 0 ? isoTime(Number(born.output.trim()) * 1000) : null,
    ...(language && { language }),
    desktop: null,
  });
}

/** `ProductName:\t\tmacOS`, one a line. */
export function parseSwVers(output: string): ReadonlyMap<string, string> {
  const rows = output.matchAll(/^(\w+):\s*(.*\S)\s*$/gm);
  return new Map([...rows].map(([, name = '', value = '']) => [name, value]));
}
