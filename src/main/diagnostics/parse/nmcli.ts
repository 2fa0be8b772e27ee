import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';
import { channelOf } from './radio';

type Wifi = SectionData<'wifi'>[number];

export const NMCLI_FIELDS = [
  'DEVICE',
  'IN-USE',
  'SSID',
  'BSSID',
  'SIGNAL',
  'FREQ',
  'RATE',
  'SECURITY',
] as const;

/** `nmcli -t -f … device wifi list`: fields with colons between, colons within them behind a backslash. */
export function parseNmcli(output: string): Wifi[] {
  return output.split('\n').flatMap((line) => {
    const fields = line.split(/(?<!\\):/).map((field) => field.replace(/\\(.)/g, '$1'));
    const field = (name: (typeof NMCLI_FIELDS)[number]) => fields[NMCLI_FIELDS.indexOf(name)] ?? '';
    if (field('IN-USE') !== '*' || field('DEVICE') === '') return [];
    return [
      {
        interface: said(field('DEVICE')),
        ssid: said(field('SSID')),
        bssid: /^[0-9a-f:]{17}$/i.test(field('BSSID')) ? field('BSSID').toLowerCase() : null,
        signalDbm: null,
        signalPercent: /^\d{1,3}$/.test(field('SIGNAL')) ? Math.min(100, Number(field('SIGNAL'))) : null,
        ...channelOf(Number.parseInt(field('FREQ'), 10) || 0),
        rateMbit: Number.parseInt(field('RATE'), 10) || null,
        security: said(field('SECURITY'), 80) || null,
      },
    ];
  });
}
