import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { channelOf } from './radio';

type Wifi = SectionData<'wifi'>[number];

/** `iw dev wlan0 link`; null where it is not connected. */
export function parseIwLink(name: string, output: string): Wifi | null {
  const bssid = /^Connected to ([0-9a-f:]{17})/m.exec(output)?.[1];
  if (bssid === undefined) return null;
  const field = (pattern: RegExp) => pattern.exec(output)?.[1];
  const number = (pattern: RegExp) => {
    const value = field(pattern);
    return value === undefined ? null : Number(value);
  };
  return {
    interface: said(name),
    ssid: said(unescapeSsid(field(/^\s*SSID: (.*)$/m) ?? '')),
    bssid,
    signalDbm: number(/^\s*signal: (-?\d+(?:\.\d+)?) dBm/m),
    signalPercent: null,
    ...channelOf(Math.round(number(/^\s*freq: (\d+(?:\.\d+)?)/m) ?? 0)),
    rateMbit:
      number(/^\s*rx bitrate: (\d+(?:\.\d+)?) MBit/m) ?? number(/^\s*tx bitrate: (\d+(?:\.\d+)?) MBit/m),
    security: null,
  };
}

/** iw writes what is not plain ASCII as `\xc3\xbc`, byte by byte. */
function unescapeSsid(text: string): string {
  const latin = text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return latin === text ? text : Buffer.from(latin, 'latin1').toString('utf8');
}

/** Link quality of each interface in percent, and its level in dBm, out of `/proc/net/wireless`. */
export function parseProcWireless(text: string): Map<string, { percent: number; dbm: number | null }> {
  const rows = text.matchAll(/^\s*(\S+): [0-9a-f]{4}\s+(\d+)\.?\s+(-?\d+)\.?/gm);
  return new Map(
    [...rows].map(([, name = '', quality, level]) => {
      // Drivers count quality up to 70, the kernel's own scale for -40 dBm and better.
      const percent = Math.min(100, Math.round((Number(quality) * 100) / 70));
      return [name, { percent, dbm: Number(level) < 0 ? Number(level) : null }];
    }),
  );
}
