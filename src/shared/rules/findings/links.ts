import { connected } from './connected';
import { fact, HOUR, rule } from './rule';

// Wi-Fi makers plan for -67 dBm for calls and -70 for work; below -75 the rate falls, from -82 the link breaks.
const WEAK = -75;
const VERY_WEAK = -82;

export const wifiWeak = rule({
  id: 'wifi-weak',
  topic: 'network',
  actionable: true,
  reads: ['wifi'],
  check: ({ wifi }) =>
    (wifi ?? []).flatMap((link) => {
      // Windows' signal quality is 2 × (dBm + 100), by the documentation of WLAN_ASSOCIATION_ATTRIBUTES.
      const dbm = link.signalDbm ?? (link.signalPercent === null ? null : link.signalPercent / 2 - 100);
      // 0 dBm stands for "not measured" in several drivers.
      if (dbm === null || dbm === 0 || dbm > WEAK) return [];
      return [
        {
          severity: dbm <= VERY_WEAK ? ('critical' as const) : ('warning' as const),
          subject: link.interface,
          params: { ssid: link.ssid, dbm: Math.round(dbm), band: link.band },
          evidence: [
            fact(`wifi[${link.interface}].signalDbm`, link.signalDbm),
            fact(`wifi[${link.interface}].signalPercent`, link.signalPercent),
          ],
        },
      ];
    }),
});

export const wifiSlowBand = rule({
  id: 'wifi-slow-band',
  topic: 'network',
  actionable: true,
  reads: ['wifi'],
  check: ({ wifi }) =>
    (wifi ?? [])
      // 72 Mbit/s is what one stream on one 20 MHz channel of this band carries at best.
      .filter(({ band, rateMbit }) => band === '2.4 GHz' && (rateMbit === null || rateMbit <= 72.2))
      .map((link) => ({
        severity: 'info' as const,
        subject: link.interface,
        params: { ssid: link.ssid, rateMbit: link.rateMbit },
        evidence: [
          fact(`wifi[${link.interface}].band`, link.band),
          fact(`wifi[${link.interface}].rateMbit`, link.rateMbit),
        ],
      })),
});

export const linkSlow = rule({
  id: 'link-slow',
  topic: 'network',
  actionable: true,
  reads: ['interfaces'],
  check: ({ interfaces }) =>
    connected(interfaces ?? [])
      .filter(({ kind }) => kind === 'wired')
      .filter(
        ({ speedMbit, duplex }) =>
          duplex === 'half' || (speedMbit !== null && speedMbit > 0 && speedMbit <= 100),
      )
      .map(({ name, speedMbit, duplex }) => ({
        // Phones pass 100 Mbit/s on; half duplex or 10 Mbit/s comes of a bad cable or a wrong setting.
        severity: duplex === 'half' || (speedMbit ?? 100) <= 10 ? ('warning' as const) : ('info' as const),
        subject: name,
        params: { name, speedMbit, half: duplex === 'half' },
        evidence: [
          fact(`interfaces[${name}].speedMbit`, speedMbit),
          fact(`interfaces[${name}].duplex`, duplex),
        ],
      })),
});

/** Every link drops a frame now and then; this many an hour come of a cable, a port or a driver. */
const ERRORS_PER_HOUR = 200;

export const interfaceErrors = rule({
  id: 'interface-errors',
  topic: 'network',
  actionable: true,
  reads: ['interfaces', 'uptime'],
  check: ({ interfaces, uptime }) => {
    const hours = Math.max(1, ((uptime?.seconds ?? 0) * 1000) / HOUR);
    return connected(interfaces ?? [])
      .filter(({ kind }) => kind === 'wired' || kind === 'wireless')
      .flatMap(({ name, errors }) =>
        errors !== null && errors >= 1000 && errors / hours >= ERRORS_PER_HOUR
          ? [
              {
                severity: 'warning' as const,
                subject: name,
                params: { name, errors },
                evidence: [
                  fact(`interfaces[${name}].errors`, errors),
                  fact('uptime.seconds', uptime?.seconds ?? null),
                ],
              },
            ]
          : [],
      );
  },
});

export const LINK_RULES = [wifiWeak, interfaceErrors, linkSlow, wifiSlowBand] as const;
