import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { bandIn, bandOf } from './radio';

type Wifi = SectionData<'wifi'>[number];

interface Line {
  label: string;
  value: string;
}

const PERCENT = /^\d{1,3}\s?%$/;
const MAC = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/**
 * `netsh wlan show interfaces`. Its labels are in the system's language and its code page, so that only the one that no
 * language translates is read, SSID; the rest is known by what the values look like and how they follow.
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
  const ssidAt = lines.findIndex(({ label }) => /^SSID\b/i.test(label));
  if (ssidAt === -1) return null;
  const values = lines.slice(ssidAt + 1).map(({ value }) => value);
  // The adapter's own address stands above the name.
  const bssid =
    values
      .find((value) => MAC.test(value))
      ?.replaceAll('-', ':')
      .toLowerCase() ?? null;
  const signal = signalIn(values);
  // A name alone: it is still on its way there.
  if (bssid === null && signal.signalPercent === null) return null;
  return {
    interface: said(lines[0]?.value),
    ssid: said(lines[ssidAt]?.value),
    bssid,
    ...signal,
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
