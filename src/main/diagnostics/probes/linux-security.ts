import type { SectionData } from '../../../shared/model/diagnostics';
import { encryptedVolumes } from '../parse/lsblk';
import { filtersIncoming } from '../parse/nft';
import { fileTimes } from '../parse/stat';
import type { ProbeContext } from '../probe';

type Security = SectionData<'security'>;

const UNKNOWN_VOLUME = { volume: '/', encrypted: null, method: '' };

export async function linuxSecurity(context: ProbeContext): Promise<Security> {
  const [antivirus, firewall, disks, secureBoot] = await Promise.all([
    linuxAntivirus(context),
    linuxFirewall(context),
    context.run('lsblk', ['-J', '-o', 'NAME,TYPE,FSTYPE,MOUNTPOINT']),
    linuxSecureBoot(context),
  ]);
  const encryption = disks.ok ? encryptedVolumes(disks.output).slice(0, 64) : [UNKNOWN_VOLUME];
  return { antivirus, firewall, encryption, secureBoot };
}

/** Folders that protection programs install themselves into. Whether they run, only they themselves could say. */
const PRODUCTS: readonly (readonly [string, string])[] = [
  ['/opt/microsoft/mdatp', 'Microsoft Defender for Endpoint'],
  ['/opt/CrowdStrike', 'CrowdStrike Falcon'],
  ['/opt/sentinelone', 'SentinelOne'],
  ['/opt/sophos-spl', 'Sophos Protection for Linux'],
  ['/opt/sophos-av', 'Sophos Anti-Virus'],
  ['/opt/eset', 'ESET'],
  ['/opt/bitdefender-security-tools', 'Bitdefender'],
  ['/opt/kaspersky', 'Kaspersky'],
  ['/opt/ds_agent', 'Trend Micro Deep Security'],
  ['/opt/traps', 'Cortex XDR'],
  ['/opt/carbonblack', 'Carbon Black'],
];
const CLAMD_SOCKETS = ['/run/clamav/clamd.ctl', '/run/clamd.scan/clamd.sock', '/run/clamav/clamd.sock'];
const SIGNATURES = ['/var/lib/clamav/daily.cld', '/var/lib/clamav/daily.cvd'];
const FRESH_MS = 7 * 86_400_000;

async function linuxAntivirus(context: ProbeContext): Promise<Security['antivirus']> {
  const products = await Promise.all(
    PRODUCTS.map(async ([folder, name]) => ((await context.resolvePath(folder)) === null ? [] : [name])),
  );
  const others = products.flat().map((name) => ({ name, enabled: null, upToDate: null }));
  if ((await context.resolvePath('/usr/bin/clamscan')) === null) return others;
  const sockets = await Promise.all(CLAMD_SOCKETS.map((file) => context.resolvePath(file)));
  const times = await fileTimes(context, SIGNATURES);
  const newest = [...times.values()]
    .flatMap((time) => time.modifiedAt ?? [])
    .toSorted()
    .at(-1);
  const clam = {
    name: 'ClamAV',
    enabled: sockets.some((socket) => socket !== null),
    upToDate: newest === undefined ? null : context.now() - Date.parse(newest) < FRESH_MS,
  };
  return [clam, ...others];
}

async function linuxFirewall(context: ProbeContext): Promise<Security['firewall']> {
  const ufw = await context.readText('/etc/ufw/ufw.conf');
  if (ufw !== null && /^ENABLED=yes/im.test(ufw)) return { name: 'ufw', enabled: true };
  const firewalld = await isFirewalldActive(context);
  if (firewalld === true) return { name: 'firewalld', enabled: true };
  const rules = await context.run('nft', ['-j', 'list', 'ruleset'], { timeoutMs: 2000 });
  // Only an administrator may list them.
  const readable = rules.ok && rules.exitCode === 0;
  const filters = readable ? filtersIncoming(rules.output) : null;
  if (filters === true) return { name: 'nftables', enabled: true };
  if (ufw !== null) return { name: 'ufw', enabled: false };
  if (firewalld === false) return { name: 'firewalld', enabled: false };
  const missing = !rules.ok && rules.reason === 'program-missing';
  return missing ? null : { name: 'nftables', enabled: filters };
}

/** null: it is not installed here. */
async function isFirewalldActive(context: ProbeContext): Promise<boolean | null> {
  if ((await context.resolvePath('/etc/firewalld/firewalld.conf')) === null) return null;
  const outcome = await context.run('systemctl', ['is-active', 'firewalld.service'], { timeoutMs: 1500 });
  return outcome.ok ? outcome.output.trim() === 'active' : null;
}

const SECURE_BOOT = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';

/** Four bytes of attributes and one of value. Without UEFI there is nothing that could say. */
async function linuxSecureBoot(context: ProbeContext): Promise<boolean | null> {
  const text = await context.readText(SECURE_BOOT);
  return text === null || text.length < 5 ? null : text.charCodeAt(text.length - 1) === 1;
}
