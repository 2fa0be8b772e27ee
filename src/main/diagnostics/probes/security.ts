import type { SectionData } from '../../../shared/model/diagnostics';
import { flagOf, numberOf, rowOf, rowsOf, type Row } from '../json-value';
import { dictOf, parsePlist } from '../parse/plist';
import { parseJson, powershellRow } from '../powershell';
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
import { linuxSecurity } from './linux-security';

type Security = SectionData<'security'>;

export const securityProbe: Probe<'security'> = {
  key: 'security',
  source:
    'Linux: ufw.conf, firewalld, nft, ClamAV, lsblk, SecureBoot variable; Windows: SecurityCenter2, FwPolicy2, BitLockerProtection, SecureBoot state; macOS: fdesetup, system_profiler, spctl',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    if (context.platform === 'windows') return windowsSecurity(context);
    return collected(await (context.platform === 'macos' ? macSecurity(context) : linuxSecurity(context)));
  },
};

/** Each part by itself: a server has no SecurityCenter2, a virtual machine perhaps no SecureBoot key. */
const WINDOWS_SCRIPT = `
$av = @(); $fw = $null; $fp = @(); $bl = @(); $sb = $null
try { $av = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct | ForEach-Object { @{ Name = $_.displayName; State = $_.productState } }) } catch { }
try { $fp = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName FirewallProduct | ForEach-Object { @{ Name = $_.displayName; State = $_.productState } }) } catch { }
try { $p = New-Object -ComObject HNetCfg.FwPolicy2; $fw = $true; foreach ($t in 1,2,4) { if (($p.CurrentProfileTypes -band $t) -and -not $p.FirewallEnabled($t)) { $fw = $false } } } catch { $fw = $null }
try { $sh = New-Object -ComObject Shell.Application
  $bl = @([IO.DriveInfo]::GetDrives() | Where-Object { $_.DriveType -eq 'Fixed' } | ForEach-Object { @{ Volume = $_.Name.TrimEnd('\\'); State = $sh.NameSpace($_.Name).Self.ExtendedProperty('System.Volume.BitLockerProtection') } }) } catch { }
try { $sb = [bool](Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State').UEFISecureBootEnabled } catch { }
@{ Antivirus = $av; Firewall = $fw; FirewallProducts = $fp; Volumes = $bl; SecureBoot = $sb } | ConvertTo-Json -Depth 3 -Compress`;

async function windowsSecurity(context: ProbeContext): Promise<Found<Security>> {
  const outcome = await powershellRow(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return collected(windowsFacts(outcome.row));
}

/** Bits of the Security Center's productState: F000 is on (1000) or off, snoozed, expired; 00F0 is 0 when current. */
export function productState(state: number | null): { enabled: boolean | null; upToDate: boolean | null } {
  if (state === null) return { enabled: null, upToDate: null };
  return { enabled: (state & 0xf000) === 0x1000, upToDate: (state & 0x00f0) === 0 };
}

export function windowsFacts(found: Row): Security {
  const antivirus = (rowsOf(found['Antivirus']) ?? []).map((row) => ({
    name: said(row['Name']),
    ...productState(numberOf(row['State'])),
  }));
  const other = (rowsOf(found['FirewallProducts']) ?? [])
    .map((row) => ({ name: said(row['Name']), enabled: productState(numberOf(row['State'])).enabled }))
    .find((product) => product.enabled === true);
  return {
    antivirus: antivirus.slice(0, 64),
    firewall: other ?? { name: 'Windows Firewall', enabled: flagOf(found['Firewall']) },
    encryption: (rowsOf(found['Volumes']) ?? [])
      .slice(0, 64)
      .map((row) => ({ volume: said(row['Volume']), ...bitLocker(numberOf(row['State'])) })),
    secureBoot: flagOf(found['SecureBoot']),
  };
}

/** What the Explorer's property says: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 locked. */
function bitLocker(state: number | null): { encrypted: boolean | null; method: string } {
  if (state === 1 || state === 6) return { encrypted: true, method: 'BitLocker' };
  if (state === 5) return { encrypted: true, method: 'BitLocker, suspended' };
  if (state === 3 || state === 4)
    return { encrypted: false, method: `BitLocker, ${state === 3 ? 'encrypting' : 'decrypting'}` };
  return { encrypted: state === 2 || state === 0 ? false : null, method: '' };
}

const XPROTECT = '/Library/Apple/System/Library/CoreServices/XProtect.bundle/Contents/Info.plist';

async function macSecurity(context: ProbeContext): Promise<Security> {
  const [vault, profile, gatekeeper, xprotect] = await Promise.all([
    context.run('fdesetup', ['status']),
    context.run('system_profiler', ['-json', 'SPFirewallDataType', 'SPiBridgeDataType']),
    context.run('spctl', ['--status']),
    context.run('plutil', ['-convert', 'xml1', '-o', '-', '--', XPROTECT]),
  ]);
  const facts = macProfile(profile.ok ? profile.output : '');
  const version = said(
    dictOf(parsePlist(xprotect.ok ? xprotect.output : ''))['CFBundleShortVersionString'],
    40,
  );
  const enabled = gatekeeper.ok ? /assessments enabled/.test(gatekeeper.output) : null;
  return {
    antivirus: [{ name: version ? `XProtect ${version}` : 'XProtect', enabled, upToDate: null }],
    firewall: { name: 'Application Firewall', enabled: facts.firewall },
    encryption: [{ volume: '/', encrypted: fileVault(vault.ok ? vault.output : ''), method: 'FileVault' }],
    secureBoot: facts.secureBoot,
  };
}

/** `FileVault is On.`; while it is being switched on, a second line says how far it is. */
export function fileVault(output: string): boolean | null {
  if (/FileVault is On/.test(output)) return true;
  return /FileVault is Off/.test(output) ? false : null;
}

/** `system_profiler -json SPFirewallDataType SPiBridgeDataType`: mostly keys, not words, so the same in each language. */
export function macProfile(output: string): { firewall: boolean | null; secureBoot: boolean | null } {
  const parsed = parseJson(output, 'system_profiler');
  const found = rowOf(parsed.ok ? parsed.value : null);
  const mode = said(rowOf(found['SPFirewallDataType'])['spfirewall_globalstate']);
  const boot = said(rowOf(found['SPiBridgeDataType'])['ibridge_secure_boot']);
  return {
    firewall: mode === '' ? null : !/(allow_all|_off)$/.test(mode),
    secureBoot: startupSecurity(boot),
  };
}

/** This value, unlike the keys, may be in the person's language; what is not understood is not guessed. */
function startupSecurity(words: string): boolean | null {
  if (/^(full|reduced|medium) security$/i.test(words)) return true;
  return /^(no|permissive) security$/i.test(words) ? false : null;
}
