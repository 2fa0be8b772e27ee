import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { bandIn, bandOf } from './radio';

type Wifi = SectionData<'wifi'>[number];

interface Line {
  label: string;
  value: string;
}

const PERCENT = /^\d{1,3}\s?%$/;
const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/**
 * `netsh wlan show interfaces`. Its labels are in the system's language and its code page, so that only the two that
 * no language translates are read, SSID and BSSID; the rest is known by what the values look like and how they follow.
 */
export function parseNetshWlan(output: string): Wifi[] {
  const lines = output.split(/\r?\n/).flatMap((line) => {
    const match = /^\s+(\S.*?)\s*:\s?(.*?)\s*$/.exec(line);
    return match ? [{ label: match[1] ?? '', value: match[2] ?? '' }] : [];
  });
  // An interface begins two lines above its GUID: name, description, GUID.
  const starts = lines.flatMap(({ value }, index) => (GUID.test(value) && index >= 2 ? [index - 2] : []));
  return starts.slice(0, 8).flatMap((start, index) => {
    const found = readBlock(lines.slice(start, starts[index + 1]));
    return found ? [found] : [];
  });
}

function readBlock(lines: readonly Line[]): Wifi | null {
  const labeled = (pattern: RegExp) => lines.findIndex(({ label }) => pattern.test(label));
  const ssidAt = labeled(/^SSID\b/i);
  const bssid = lines[labeled(/BSSID/i)]?.value.replaceAll('-', ':').toLowerCase();
  if (ssidAt === -1 || bssid === undefined) return null;
  const values = lines.slice(ssidAt + 1).map(({ value }) => value);
  return {
    interface: said(lines[0]?.value),
    ssid: said(lines[ssidAt]?.value),
    bssid: /^[0-9a-f:]{17}$/.test(bssid) ? bssid : null,
    ...signalIn(values),
    ...placeIn(values),
    security: securityIn(values),
  };
}

function signalIn(values: readonly string[]): Pick<Wifi, 'signalDbm' | 'signalPercent'> {
  const percent = values.find((value) => PERCENT.test(value));
  const dbm = values.find((value) => /^-\d{1,3}$/.test(value));
  return {
    signalDbm: dbm === undefined ? null : Number(dbm),
    signalPercent: percent === undefined ? null : Math.min(100, Number.parseInt(percent, 10)),
  };
}

/** Channel and rates are the plain numbers, in this order in every version; what comes after the signal is not ours. */
function placeIn(values: readonly string[]): Pick<Wifi, 'band' | 'channel' | 'rateMbit'> {
  const signalAt = values.findIndex((value) => PERCENT.test(value));
  const [channel = null, rateMbit = null] = values
    .slice(0, signalAt === -1 ? values.length : signalAt)
    .filter((value) => /^\d+(?:[.,]\d+)?$/.test(value))
    .map((value) => Number(value.replace(',', '.')));
  if (channel === null || !Number.isInteger(channel)) return { band: null, channel: null, rateMbit: null };
  const band = values.map(bandIn).find((found) => found !== null) ?? bandOf(channel);
  return { band, channel, rateMbit };
}

/** The authentication stands right below the radio type. */
function securityIn(values: readonly string[]): string | null {
  const radioAt = values.findIndex((value) => value.startsWith('802.11'));
  return radioAt === -1 ? null : said(values[radioAt + 1], 80) || null;
}
