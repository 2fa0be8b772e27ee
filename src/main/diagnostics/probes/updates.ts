import type { SectionData } from '../../../shared/model/diagnostics';
import { isoTime, numberOf, rowsOf, type Row } from '../json-value';
import { dictOf, parsePlist } from '../parse/plist';
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
import { linuxUpdates } from './linux-updates';

type Updates = SectionData<'updates'>;

export const updatesProbe: Probe<'updates'> = {
  key: 'updates',
  source:
    'Linux: update-notifier or the lists of the security archive, dpkg.log, /run/reboot-required, /boot; dnf -C; Windows: Microsoft.Update, registry; macOS: com.apple.SoftwareUpdate, InstallHistory',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run(context) {
    if (context.platform === 'windows') return windowsUpdates(context);
    return context.platform === 'macos' ? macUpdates(context) : linuxUpdates(context);
  },
};

const WINDOWS_SCRIPT = `
$r = (New-Object -ComObject Microsoft.Update.AutoUpdate).Results
function Utc($d) { if ($d) { [DateTime]::SpecifyKind($d, 'Utc').ToString('o') } }
@{ CheckedAt = Utc $r.LastSearchSuccessDate; InstalledAt = Utc $r.LastInstallationSuccessDate
   UpdateReboot = Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired'
   ServicingReboot = Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending' } | ConvertTo-Json -Compress`;

/** From what the last search left behind, without the network; on slow computers not even that is quick enough. */
const WINDOWS_PENDING = `
$s = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher(); $s.Online = $false
$rows = @($s.Search('IsInstalled=0 and IsHidden=0').Updates | ForEach-Object {
  @{ Name = $_.Title; Version = @($_.KBArticleIDs | ForEach-Object { "KB$_" }) -join ', '
     Security = [bool](@($_.Categories | Where-Object { $_.CategoryID -eq '0fa1201d-4330-4fa8-8ae9-b877473b6441' }).Count -or $_.MsrcSeverity) } })
@{ Updates = $rows } | ConvertTo-Json -Depth 4 -Compress`;

async function windowsUpdates(context: ProbeContext): Promise<Found<Updates>> {
  const [state, waiting] = await Promise.all([
    powershellRow(context, WINDOWS_SCRIPT),
    powershellRow(context, WINDOWS_PENDING),
  ]);
  if (!state.ok) return failed(state.reason, state.detail);
  return collected(windowsFacts(state.row, waiting.ok ? waiting.row : null));
}

export function windowsFacts(state: Row, waiting: Row | null): Updates {
  const rows = waiting === null ? null : rowsOf(waiting['Updates']);
  const items = (rows ?? []).map((row) => ({
    name: said(row['Name']),
    version: said(row['Version'], 120),
    security: row['Security'] === true,
  }));
  const reasons = [
    ...(state['UpdateReboot'] === true ? ['Windows Update'] : []),
    ...(state['ServicingReboot'] === true ? ['component servicing'] : []),
  ];
  return {
    pending: rows?.length ?? null,
    securityPending: rows === null ? null : items.filter((item) => item.security).length,
    items: items.slice(0, 50),
    rebootRequired: reasons.length > 0,
    rebootReason: reasons.join(', ') || null,
    checkedAt: isoTime(state['CheckedAt']),
    installedAt: isoTime(state['InstalledAt']),
  };
}

async function macUpdates(context: ProbeContext): Promise<Found<Updates>> {
  const [settings, history] = await Promise.all([
    context.run('plutil', [
      '-convert',
      'xml1',
      '-o',
      '-',
      '--',
      '/Library/Preferences/com.apple.SoftwareUpdate.plist',
    ]),
    context.readText('/Library/Receipts/InstallHistory.plist'),
  ]);
  if (!settings.ok) return failed(settings.reason, settings.detail);
  const dates = [...(history ?? '').matchAll(/<key>date<\/key>\s*<date>([^<]+)<\/date>/g)].map(
    (row) => row[1],
  );
  return collected(macFacts(settings.output, dates.at(-1) ?? null));
}

export function macFacts(settings: string, installedAt: string | null): Updates {
  const plist = dictOf(parsePlist(settings));
  const recommended = plist['RecommendedUpdates'];
  const items = (Array.isArray(recommended) ? recommended : []).map((entry) => {
    const update = dictOf(entry);
    const name = said(update['Display Name']);
    return {
      name,
      version: said(update['Display Version'], 120),
      security: /security/i.test(`${name} ${said(update['Identifier'])}`),
    };
  });
  const counted = numberOf(plist['LastUpdatesAvailable']);
  const pending = Array.isArray(recommended) ? items.length : counted;
  return {
    pending,
    securityPending: Array.isArray(recommended) ? items.filter((item) => item.security).length : null,
    items: items.slice(0, 50),
    rebootRequired: null,
    rebootReason: null,
    checkedAt: isoTime(plist['LastSuccessfulDate']),
    installedAt: isoTime(installedAt),
  };
}
