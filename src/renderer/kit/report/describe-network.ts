import type { SectionData } from '../../../shared/model/diagnostics';
import type { SECTION_GROUPS } from '../../../shared/model/section-keys';
import { supply, usage } from './facts';
import { group, joined, marked, maybe, one, table, text, type Describe, type Say } from './say';

type NetworkKey = (typeof SECTION_GROUPS)['network'][number];

/** How the computer reaches the desk and the rest of the world. */
export const DESCRIBE_NETWORK: { [K in NetworkKey]: Describe<K> } = {
  interfaces: (data, { words: { common, network }, number, unit }) => ({
    groups: data.map((each) =>
      group(
        [
          {
            label: common.state,
            value: joined(
              each.up ? network.up : network.down,
              network.kinds[each.kind],
              each.speedMbit !== null && unit(each.speedMbit, 'Mbit/s'),
              each.duplex !== null && network.duplex[each.duplex],
            ),
          },
          { label: network.addresses, value: each.addresses.join(', ') || network.noAddress },
          maybe(network.hardware, each.mac, text),
          maybe(network.mtu, each.mtu, (value) => network.byteCount(number(value))),
          maybe(network.damaged, each.errors, number),
          maybe(common.driver, each.driver, text),
        ],
        { title: marked(each.name, each.default && network.defaultRoute) },
      ),
    ),
  }),
  wifi: (data, { words: { network }, percent, unit }) => ({
    groups: data.map((each) =>
      group(
        [
          maybe(
            network.signal,
            joined(
              each.signalDbm !== null && unit(each.signalDbm, 'dBm'),
              each.signalPercent !== null && percent(each.signalPercent),
            ),
            text,
            each.signalPercent === null ? undefined : () => supply(each.signalPercent ?? 0),
          ),
          maybe(
            network.band,
            joined(each.band, each.channel !== null && network.channel(String(each.channel))),
            text,
          ),
          maybe(network.rate, each.rateMbit, (value) => unit(value, 'Mbit/s')),
          maybe(network.encryption, each.security, text),
          maybe(network.accessPoint, each.bssid, text),
          maybe(network.interface, each.ssid && each.interface, text),
        ],
        { title: each.ssid || each.interface },
      ),
    ),
  }),
  routes: (data, { words: { network } }) =>
    one(
      [],
      table(
        [network.destination, network.via, network.interface, network.metric],
        data.map((each) => [
          each.destination,
          each.gateway,
          each.interface,
          each.metric === null ? null : String(each.metric),
        ]),
      ),
    ),
  gateway: (data, { words: { common, network }, ms, percent, yesNo }) =>
    one([
      { label: common.address, value: data.address ?? common.none },
      maybe(network.interface, data.interface, text),
      maybe(network.ping, data.reachable, yesNo),
      maybe(network.neighbor, data.neighbor, yesNo),
      maybe(network.roundTrip, data.roundTripMs, ms),
      maybe(network.loss, data.lossPercent, percent, usage),
    ]),
  dns: (data, { words: { common, network }, ms }) =>
    one([
      ...data.servers.map((server) => ({
        label: server.address,
        value: server.answers
          ? server.tookMs === null
            ? network.answers
            : network.answersIn(ms(server.tookMs))
          : network.silent(server.error ?? ''),
      })),
      { label: network.searchDomains, value: data.searchDomains.join(', ') || common.none },
      maybe(network.deskName, data.deskName, (desk) =>
        joined(
          desk.name,
          `${desk.resolves ? network.resolves : network.unresolved} ${network.resolvedIn(ms(desk.tookMs))}`,
          desk.addresses.join(', '),
          desk.error,
        ),
      ),
    ]),
  proxy: (data, { words: { common, network }, yesNo }) =>
    one([
      { label: network.mode, value: network.modes[data.mode] },
      maybe(network.server, data.server, text),
      maybe(network.pac, data.pacUrl, text),
      maybe(network.bypass, data.bypass, text),
      maybe(network.reachable, data.reachable, yesNo),
      maybe(network.wantsPassword, data.wantsPassword, yesNo),
      maybe(common.error, data.error, text),
    ]),
  vpn: (data, { words: { common, network }, yesNo }) => ({
    groups: data.map((each) =>
      group(
        [
          {
            label: common.state,
            value: joined(each.up ? network.up : network.down, network.vpnKinds[each.kind]),
          },
          maybe(network.receives, each.receives, yesNo),
          maybe(network.sends, each.sends, yesNo),
          maybe(network.interface, each.interface, text),
        ],
        { title: marked(each.name, each.default && network.defaultRoute) },
      ),
    ),
  }),
  path: (data, { words: { network }, number }) => {
    const size = (value: number) => network.byteCount(number(value));
    return one([
      maybe(network.target, data.target, text),
      maybe(network.packet, data.mtu, size),
      maybe(network.ownPacket, data.interfaceMtu, size),
      maybe(network.details, data.detail, text),
    ]);
  },
  internet: (data, { words: { network }, yesNo }) =>
    one([
      maybe(network.portal, data.captivePortal, yesNo),
      maybe(network.portalHost, data.portalHost, text),
      { label: network.ipv4, value: yesNo(data.ipv4) },
      { label: network.ipv6, value: yesNo(data.ipv6) },
      maybe(network.deskByIpv4, data.deskByIpv4, yesNo),
      maybe(network.deskByIpv6, data.deskByIpv6, yesNo),
      maybe(network.publicAddress, data.publicAddress, text),
    ]),
  tls: (data, say) => ({ groups: data.map((each) => encrypted(each, say)) }),
  liveView: (data, { words: { network }, ms }) => {
    const works = (value: boolean) => (value ? network.works : network.blocked);
    return one(
      [maybe(network.udp, data.udp, works), maybe(network.relay, data.relay, works)],
      table(
        [network.server, network.transport, network.answer, network.mapped],
        data.servers.map((each) => [
          each.url,
          network.transports[each.transport],
          each.answers
            ? each.tookMs === null
              ? network.answers
              : network.answersIn(ms(each.tookMs))
            : network.silent(each.error ?? ''),
          each.mapped,
        ]),
      ),
    );
  },
  desk: (data, { words: { common, network }, ms }) =>
    one([
      { label: common.address, value: data.url },
      {
        label: common.state,
        value: data.reachable
          ? joined(network.reached, data.tookMs !== null && network.reachedIn(ms(data.tookMs)))
          : network.notReached,
      },
      maybe(network.status, data.status, (value) => `HTTP ${value}`),
      maybe(common.error, data.error, text),
    ]),
  clock: (data, { words: { common, network }, when, duration }) => {
    const difference = (skewMs: number): string => {
      if (Math.abs(skewMs) < 1000) return network.exact;
      const length = duration(Math.abs(skewMs) / 1000);
      return skewMs > 0 ? network.ahead(length) : network.behind(length);
    };
    return one([
      { label: network.deviceTime, value: when(data.deviceTime) },
      { label: network.skew, value: data.skewMs === null ? common.unknown : difference(data.skewMs) },
    ]);
  },
};

function encrypted(each: SectionData<'tls'>[number], { words, ms, when, yesNo }: Say) {
  const { common, network } = words;
  return group(
    [
      {
        label: common.state,
        value: each.reachable
          ? joined(network.reached, each.tookMs !== null && network.reachedIn(ms(each.tookMs)))
          : network.notReached,
      },
      maybe(network.trusted, each.trusted, yesNo),
      maybe(network.issuer, each.issuer, text),
      maybe(network.subject, each.subject, text),
      maybe(network.validTo, each.validTo, when),
      maybe(network.protocol, each.protocol, text),
      maybe(common.error, each.error, text),
    ],
    { title: marked(`${each.host}:${each.port}`, network.purposes[each.purpose]) },
  );
}
