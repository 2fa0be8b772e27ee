import type { LINK_RULES } from '../rules/findings/links';
import type { NAME_RULES } from '../rules/findings/names';
import type { NETWORK_RULES } from '../rules/findings/network';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';
const RECONNECT =
  'Turn Wi-Fi off and on, or pull the network cable and plug it in again. If it stays, restart.';

function wifi(ssid: string): string {
  return ssid ? `Wi-Fi ${ssid}` : 'Wi-Fi';
}

export const networkFindingsEn: WordsFor<
  readonly [...typeof NETWORK_RULES, ...typeof LINK_RULES, ...typeof NAME_RULES]
> = {
  'self-assigned-address': ({ name, address, wireless }) => ({
    technician: [
      `${name} has the self-assigned address ${address}`,
      'No DHCP server answered, so nothing outside can be reached.',
      wireless
        ? 'Check the access point’s network, 802.1X and the DHCP scope.'
        : 'Check cable, switch port, VLAN, 802.1X and the DHCP scope.',
    ],
    requester: [
      'The network gave this computer no address',
      'Nothing outside can be reached without one.',
      RECONNECT,
    ],
  }),
  'no-network': ({ linked, wireless }) => ({
    technician: [
      'No network interface is up with an address',
      linked
        ? 'There is a link, but no address: DHCP or 802.1X.'
        : 'There is no link: cable, radio switch, airplane mode or driver.',
      'Walk through it on the phone; this request is sent once there is a connection.',
    ],
    requester: [
      'This computer is not connected to any network',
      'Nothing that needs the network works.',
      wireless
        ? 'Turn airplane mode off, turn Wi-Fi on and choose your network, or plug in the cable.'
        : 'Check that the network cable is plugged in at both ends.',
    ],
  }),
  'no-default-route': () => ({
    technician: [
      'There is no default route',
      'The computer has an address, but knows no way out of its own network.',
      'Check the gateway in DHCP or in the manual settings, and what a VPN left behind.',
    ],
    requester: [
      'This computer knows no way out of its network',
      'The internet cannot be reached.',
      RECONNECT,
    ],
  }),
  'gateway-silent': ({ address }) => ({
    technician: [
      `Gateway ${address} does not answer`,
      'It answers no ping and its hardware address is not known: the way out of this network is dead.',
      'Check router, VLAN and cable; look whether others in this network have it too.',
    ],
    requester: [
      'The router of this network does not answer',
      'The internet cannot be reached, on this computer and perhaps for others.',
      'At home: switch the router off for ten seconds and on again. In the office: ask whether others have it too.',
    ],
  }),
  'gateway-lossy': ({ percent, address }) => ({
    technician: [
      `${say.percent(percent)} of pings to gateway ${address ?? ''} are lost`,
      'Calls break up and pages stall: the trouble is in the local network.',
      'Wi-Fi: signal and channel. Cable: errors on the port, another cable.',
    ],
    requester: [
      'The connection to your network drops in and out',
      'Calls break up and pages load with pauses.',
      'Move closer to the Wi-Fi, or use a network cable.',
    ],
  }),
  'gateway-slow': ({ ms, address }) => ({
    technician: [
      `Gateway ${address ?? ''} takes ${say.ms(ms)} to answer`,
      'In a local network it takes a few milliseconds: the radio or the line is overloaded.',
      'Check Wi-Fi signal and channel load, and what fills the line.',
    ],
    requester: [
      'The connection to your network is slow',
      'Everything over the network waits for it.',
      'Move closer to the Wi-Fi, use a cable, or pause large downloads.',
    ],
  }),
  'wifi-weak': ({ ssid, dbm, band }) => ({
    technician: [
      `${wifi(ssid)} arrives at ${say.number(dbm)} dBm${band ? ` (${band})` : ''}`,
      'Below -75 dBm the rate falls and calls drop.',
      'Distance, walls, a client that sticks to a far access point; else another access point.',
    ],
    requester: [
      'The Wi-Fi is weak here',
      'Calls and pages may break off.',
      'Move closer to the access point, or use a network cable.',
    ],
  }),
  'wifi-slow-band': ({ ssid, rateMbit }) => ({
    technician: [
      `${wifi(ssid)} uses the 2.4 GHz band${rateMbit === null ? '' : ` at ${say.number(rateMbit)} Mbit/s`}`,
      'It is crowded and slow beside 5 and 6 GHz.',
      'Check band steering and whether 5 GHz reaches this place.',
    ],
    requester: [
      'The Wi-Fi uses its slower band',
      'Large files and calls may be slow.',
      'If there is a second network with “5G” in its name, choose that.',
    ],
  }),
  'link-slow': ({ name, speedMbit, half }) => ({
    technician: [
      `${name} is linked at ${speedMbit === null ? 'an unknown speed' : `${say.number(speedMbit)} Mbit/s`}${half ? ', half duplex' : ''}`,
      half
        ? 'Half duplex comes of settings that differ at the two ends; frames collide.'
        : 'A gigabit port falls back to this on a damaged cable or behind an old phone.',
      'Change the cable, check the port and the phone in between.',
    ],
    requester: [
      'The network cable carries less than it could',
      'Large files take long.',
      'Try another cable or another socket.',
    ],
  }),
  'interface-errors': ({ name, errors }) => ({
    technician: [
      `${name} has ${say.number(errors)} damaged or dropped frames`,
      'They are sent again, so everything slows down.',
      'Cable, switch port, driver; Wi-Fi: interference.',
    ],
    requester: [
      'Much of what comes over the network arrives damaged',
      'It is sent again each time, which takes long.',
      'Try another network cable or socket, or move closer to the Wi-Fi.',
    ],
  }),
  'no-dns-servers': () => ({
    technician: [
      'No DNS server is configured',
      'No name can be resolved; addresses still work.',
      'Check DHCP options and manual settings.',
    ],
    requester: ['The network told this computer no name server', 'No website can be found.', RECONNECT],
  }),
  'dns-all-silent': ({ addresses }) => ({
    technician: [
      addresses.length === 1
        ? `DNS server ${say.list(addresses)} does not answer`
        : `None of the DNS servers answers: ${say.list(addresses)}`,
      'No name can be resolved: web, mail and sign-in fail.',
      'Check the servers and the way to them (VPN, firewall, port 53).',
    ],
    requester: [
      'Websites and servers cannot be found by name',
      'The service that looks names up does not answer.',
      RECONNECT,
    ],
  }),
  'dns-one-silent': ({ silent, answering, first }) => ({
    technician: [
      `DNS server ${say.list(silent)} does not answer; ${say.list(answering)} does`,
      first
        ? 'It is asked first: every look-up waits for it before the next is tried.'
        : 'Look-ups that go to it wait and are tried again elsewhere.',
      'Repair that server or take it out of DHCP.',
    ],
    requester: [
      'One of the network’s name servers does not answer',
      'Pages may take a few seconds before they start to load.',
      SEND,
    ],
  }),
  'dns-slow': ({ address, ms }) => ({
    technician: [
      `DNS server ${address} takes ${say.ms(ms)} for a name`,
      'A page asks for many names, so each feels slow.',
      'Check its load, its forwarders and the way to it.',
    ],
    requester: ['Looking up names on the network is slow', 'Pages start to load late.', SEND],
  }),
  'desk-name-unresolved': ({ name, error }) => ({
    technician: [
      `The desk’s name ${name} does not resolve${error ? ` (${error})` : ''}`,
      'DNS answers, but not with this name: split DNS, a missing VPN, or a wrong search domain.',
      'Check the record and which DNS servers this computer should ask.',
    ],
    requester: [
      'The help desk’s address cannot be found',
      'Your request is kept and sent later by itself.',
      'If you work from outside, connect the VPN.',
    ],
  }),
};
