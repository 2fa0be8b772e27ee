import type { SectionData } from '../../../shared/model/diagnostics';
import { isRow } from '../json-value';
import { parseAirport } from '../parse/airport';
import { parseIwLink, parseProcWireless } from '../parse/iw';
import { parseNetshWlan } from '../parse/netsh-wlan';
import { NMCLI_FIELDS, parseNmcli } from '../parse/nmcli';
import { parseJson } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  notApplicable,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';

type Wifi = SectionData<'wifi'>[number];

const NET = '/sys/class/net';
const LIMITS = { timeoutMs: 1_800 };
const NONE = notApplicable('no wireless adapter');
/** Since Windows 11 24H2, what is around tells where one is. */
const LOCATION_SETTINGS = 'ms-settings:privacy-location';
const LOCATION_OFF = 'netsh: Windows tells nothing of Wi-Fi while its location services are off';

export const wifiProbe: Probe<'wifi'> = {
  key: 'wifi',
  source: 'iw, nmcli, /proc/net/wireless; netsh wlan show interfaces; system_profiler SPAirPortDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    switch (context.platform) {
      case 'linux':
        return onLinux(context);
      case 'windows': {
        const shown = await context.run('netsh', ['wlan', 'show', 'interfaces'], LIMITS);
        if (!shown.ok) return failed(shown.reason, shown.detail);
        // The one thing it says then that is the same in every language.
        if (shown.output.includes(LOCATION_SETTINGS)) return failed('program-failed', LOCATION_OFF);
        // Without an adapter, or without the service behind it, netsh says so and ends with an error.
        return shown.exitCode === 0 ? collected(parseNetshWlan(shown.output)) : NONE;
      }
      case 'macos': {
        const shown = await context.run('system_profiler', [
          '-json',
          '-detailLevel',
          'basic',
          'SPAirPortDataType',
        ]);
        if (!shown.ok) return failed(shown.reason, shown.detail);
        const parsed = parseJson(shown.output, 'system_profiler');
        if (!parsed.ok) return failed(parsed.reason, parsed.detail);
        return isRow(parsed.value)
          ? collected(parseAirport(parsed.value))
          : failed('unreadable', 'system_profiler: no SPAirPortDataType');
      }
    }
  },
};

async function onLinux(context: ProbeContext): Promise<Found<SectionData<'wifi'>>> {
  const names = (await wirelessNames(context)).slice(0, 8);
  if (names.length === 0) return NONE;
  const [quality, links, scans] = await Promise.all([
    context.readText('/proc/net/wireless').then((text) => parseProcWireless(text ?? '')),
    Promise.all(names.map((name) => context.run('iw', ['dev', name, 'link'], LIMITS))),
    nmcliRows(context),
  ]);
  const rows = names.flatMap((name, at) => {
    const link = links[at];
    const byIw = link?.ok ? parseIwLink(name, link.output) : null;
    const byNmcli = scans.find((row) => row.interface === said(name)) ?? null;
    const level = quality.get(name) ?? null;
    if (byIw === null && byNmcli === null && level === null) return [];
    return [joined(said(name), byIw, byNmcli, level)];
  });
  const missing = links.every((link) => !link.ok) && scans.length === 0 && quality.size === 0;
  return missing ? failed('program-missing', 'iw, nmcli') : collected(rows);
}

/** The driver by way of iw knows the link best, the network manager its security, the kernel at least its level. */
function joined(
  name: string,
  byIw: Wifi | null,
  byNmcli: Wifi | null,
  level: { percent: number; dbm: number | null } | null,
): Wifi {
  const best = byIw ?? byNmcli ?? { ...NOTHING, interface: name };
  return {
    ...best,
    signalDbm: best.signalDbm ?? level?.dbm ?? null,
    signalPercent: byNmcli?.signalPercent ?? level?.percent ?? null,
    security: byNmcli?.security ?? null,
  };
}

const NOTHING: Omit<Wifi, 'interface'> = {
  ssid: '',
  bssid: null,
  signalDbm: null,
  signalPercent: null,
  band: null,
  channel: null,
  rateMbit: null,
  security: null,
};

async function wirelessNames({ list }: ProbeContext): Promise<readonly string[]> {
  const names = await list(NET);
  const parts = await Promise.all(names.map((name) => list(`${NET}/${name}`)));
  return names.filter((_, at) => parts[at]?.some((part) => part === 'wireless' || part === 'phy80211'));
}

async function nmcliRows(context: ProbeContext): Promise<Wifi[]> {
  // What it saw last: a new scan would take seconds and disturb the connection.
  const args = ['-t', '-f', NMCLI_FIELDS.join(','), 'device', 'wifi', 'list', '--rescan', 'no'];
  const shown = await context.run('nmcli', args, LIMITS);
  return shown.ok && shown.exitCode === 0 ? parseNmcli(shown.output) : [];
}
