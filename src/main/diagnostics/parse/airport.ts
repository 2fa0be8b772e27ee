import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { numberOf, rowOf, rowsOf, type Row } from '../json-value';
import { bandIn, bandOf } from './radio';

type Wifi = SectionData<'wifi'>[number];

/** `system_profiler -json SPAirPortDataType`. Since macOS 14 the names are hidden from programs without the right. */
export function parseAirport(value: unknown): Wifi[] {
  const cards = rowsOf(rowOf(value)['SPAirPortDataType']) ?? [];
  const interfaces = cards.flatMap((card) => rowsOf(card['spairport_airport_interfaces']) ?? []);
  return interfaces.slice(0, 8).flatMap((entry) => {
    const network = rowsOf(entry['spairport_current_network_information'])?.[0];
    return network && Object.keys(network).length > 0 ? [readNetwork(said(entry['_name']), network)] : [];
  });
}

function readNetwork(name: string, network: Row): Wifi {
  // `36 (5GHz, 80MHz)`; older systems print the number alone.
  const place = said(network['spairport_network_channel']);
  const channel = Number.parseInt(place, 10) || null;
  const signal = /^(-\d+) dBm/.exec(said(network['spairport_signal_noise']))?.[1];
  const bssid = said(network['spairport_network_bssid'], 40).toLowerCase();
  return {
    interface: name,
    ssid: said(network['_name']).replace(/^<redacted>$/i, ''),
    bssid: /^[0-9a-f:]{11,17}$/.test(bssid) ? bssid : null,
    signalDbm: signal === undefined ? null : Number(signal),
    signalPercent: null,
    band: bandIn(place) ?? (channel === null ? null : bandOf(channel)),
    channel,
    rateMbit: numberOf(network['spairport_network_rate']),
    security:
      // macOS itself leaves out the first letter of some of these words.
      said(said(network['spairport_security_mode']).replace(/^s?pairport_security_mode_/, ''), 80) || null,
  };
}
