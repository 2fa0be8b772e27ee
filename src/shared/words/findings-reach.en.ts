import type { CERTIFICATE_RULES } from '../rules/findings/certificates';
import type { REACH_RULES } from '../rules/findings/reach';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';

interface Clock {
  skewMs: number;
  ahead: boolean;
  zone: boolean;
  timeZone: string | null;
}

function clock({ skewMs, ahead }: Clock): string {
  return `The clock is ${say.span(skewMs)} ${ahead ? 'fast' : 'slow'}`;
}

function clockCause({ zone, timeZone }: Clock): string {
  return zone
    ? `It is off by whole half hours: check the time zone${timeZone ? ` (${timeZone})` : ''} and a second system on this computer.`
    : 'Check time synchronization, and the buffer battery if it happens at each start.';
}

const SET_CLOCK = 'Open the date and time settings and turn on “Set time automatically”.';

export const reachFindingsEn: WordsFor<readonly [...typeof REACH_RULES, ...typeof CERTIFICATE_RULES]> = {
  'clock-wrong': (found) => ({
    technician: [
      `${clock(found)}: sign-in will fail`,
      'Kerberos refuses tickets beyond 5 minutes, and certificates may seem not yet or no longer valid.',
      clockCause(found),
    ],
    requester: [
      `This computer’s clock is ${say.span(found.skewMs)} wrong`,
      'Signing in and secure pages fail when the time is wrong.',
      SET_CLOCK,
    ],
  }),
  'clock-drifting': (found) => ({
    technician: [
      clock(found),
      'One-time codes are refused from about a minute on; at 5 minutes sign-in fails.',
      clockCause(found),
    ],
    requester: [
      `This computer’s clock is ${say.span(found.skewMs)} wrong`,
      'Sign-in codes may not be accepted.',
      SET_CLOCK,
    ],
  }),
  'captive-portal': ({ host }) => ({
    technician: [
      `A captive portal answers in the desk’s place${host ? `: ${host}` : ''}`,
      'Until the person agrees to its terms, nothing else is let through.',
      'Have them open any http page and sign in there.',
    ],
    requester: [
      'This network wants you to sign in first',
      'Hotels, trains and guest networks do this; nothing else works until then.',
      'Open your browser, go to any page and accept the terms that appear.',
    ],
  }),
  'proxy-unreachable': ({ server, automatic }) => ({
    technician: [
      `Proxy ${server || '(not named)'} cannot be reached`,
      'All web traffic is meant to go through it.',
      automatic
        ? 'Check the PAC file and whether it names a proxy that exists from here.'
        : 'Check the proxy, or remove it from the settings where it does not belong.',
    ],
    requester: [
      'The server that carries your web traffic does not answer',
      'Websites do not load.',
      'If you work from outside, connect the VPN. Otherwise send this request.',
    ],
  }),
  'proxy-wants-password': ({ server }) => ({
    technician: [
      `Proxy ${server || '(not named)'} demands a password`,
      'Programs that cannot sign in to it get nothing (HTTP 407).',
      'Let this computer through, or give it credentials the system can use.',
    ],
    requester: [
      'The server that carries your web traffic asks for a password',
      'Some programs cannot answer that and stay offline.',
      SEND,
    ],
  }),
  'vpn-no-traffic': ({ name, default: all }) => ({
    technician: [
      `VPN ${name} is up but carries no traffic`,
      all
        ? 'Everything is routed into it, and nothing comes back.'
        : 'Packets go out and nothing comes back.',
      'Check the far end, keys and clock, UDP on the way, and the MTU.',
    ],
    requester: [
      'The VPN says “connected”, but nothing comes through',
      'Company servers cannot be reached.',
      'Disconnect the VPN and connect it again.',
    ],
  }),
  'vpn-not-connected': ({ name }) => ({
    technician: [
      `VPN ${name} is not connected, and the desk cannot be reached`,
      'From outside, the desk may be reachable only through it.',
      'Have the person connect it; the request is sent by itself then.',
    ],
    requester: [
      'The VPN is not connected',
      'Company servers may be reachable only through it.',
      'Connect the VPN; your request is kept and sent by itself.',
    ],
  }),
  'desk-unreachable': ({ url, status, error }) => ({
    technician: [
      status === null
        ? `The desk at ${url} cannot be reached`
        : `The desk at ${url} answers with status ${status}`,
      error ?? 'Network, names and proxy look well from this computer.',
      'Check the desk and what stands before it (firewall, reverse proxy).',
    ],
    requester: [
      'The help desk cannot be reached right now',
      'Your request is kept and sent as soon as it answers.',
      'There is nothing to do. If it is urgent, call.',
    ],
  }),
  'ipv6-broken': () => ({
    technician: [
      'IPv6 has an address and a route, but does not reach the desk; IPv4 does',
      'Programs try IPv6 first and lose seconds at each connection.',
      'Check router advertisements, the firewall for IPv6, and the desk’s AAAA record.',
    ],
    requester: ['One of two ways to the internet is broken', 'Pages may start to load late.', SEND],
  }),
  'path-black-hole': ({ target, mtu, interfaceMtu }) => ({
    technician: [
      `Packets over ${say.number(mtu)} bytes to ${target} vanish, and nobody says so`,
      `The interface sends up to ${interfaceMtu === null ? 'more' : say.number(interfaceMtu)}: sign-in works, large transfers and calls hang.`,
      'Let ICMP “fragmentation needed” and “packet too big” through, or lower the MTU of the VPN or line.',
    ],
    requester: ['Large packets get lost on the way', 'Small things work; large files and calls hang.', SEND],
  }),
  'path-mtu-small': ({ target, mtu, interfaceMtu }) => ({
    technician: [
      `Only packets up to ${say.number(mtu)} bytes reach ${target}`,
      `The interface sends up to ${interfaceMtu === null ? 'more' : say.number(interfaceMtu)}: large transfers stall where the notice is filtered.`,
      'Lower the MTU of the VPN or line, or let ICMP “too big” through.',
    ],
    requester: ['Large packets get lost on the way', 'Small things work; large files and calls hang.', SEND],
  }),
  'chosen-host-unreachable': ({ host, port, error }) => ({
    technician: [
      `${host}:${port} cannot be reached`,
      error ?? 'The reason is not known.',
      'Check the service, and the firewall between it and this computer.',
    ],
    requester: [`${host} cannot be reached`, 'What depends on it does not work right now.', SEND],
  }),
  'live-view-blocked': ({ relayTried }) => ({
    technician: [
      'The screen share will not work from this network',
      relayTried ? 'UDP is blocked and no relay answers.' : 'UDP is blocked and the desk names no relay.',
      'Allow UDP 3478 to the relay, or offer it over TLS on port 443.',
    ],
    requester: [
      'Sharing your screen will not work from this network',
      'This network does not let it through. Everything else about your request works.',
      'If you can, use another network when your IT team wants to look.',
    ],
  }),
  'live-view-no-udp': () => ({
    technician: [
      'UDP is blocked: the screen share goes by relay over TCP',
      'It works, with more delay and a poorer picture.',
      'Allow UDP to the relay if it is too slow.',
    ],
    requester: ['Sharing your screen may be slow from this network', 'It takes a longer way.', SEND],
  }),
  'tls-expired': ({ host, validTo }) => ({
    technician: [
      `The certificate of ${host} expired on ${say.day(validTo)}`,
      'Every program refuses the connection.',
      'Renew it and see why that did not happen by itself.',
    ],
    requester: [
      `${host} cannot prove who it is`,
      'Its certificate is too old, so the connection is refused.',
      SEND,
    ],
  }),
  'tls-intercepted': ({ host, issuer, product, trusted }) => ({
    technician: [
      product
        ? `${product} opens the connection to ${host}`
        : `The connection to ${host} is opened on the way`,
      trusted
        ? `Its certificate is signed by “${issuer}”, which this computer trusts.`
        : `Its certificate is signed by “${issuer}”, which this computer does not trust.`,
      trusted
        ? 'Usual in companies; except the host if a program breaks.'
        : 'Install that authority, or except the host from inspection. If nobody knows it, treat it as an attack.',
    ],
    requester: [
      trusted
        ? `The connection to ${host} is checked on its way`
        : `Something stands between this computer and ${host}`,
      trusted
        ? 'A security product reads the connection; companies do that on purpose.'
        : 'The connection is refused, because it cannot be told who answers.',
      SEND,
    ],
  }),
  'tls-untrusted': ({ host, issuer, error }) => ({
    technician: [
      `The certificate of ${host} is not trusted`,
      `Signed by ${issuer ? `“${issuer}”` : 'nobody it names'}${error ? `: ${error}` : '.'}`,
      'Install the authority, complete the chain on the server, or find who answers in its place.',
    ],
    requester: [`${host} cannot prove who it is`, 'The connection is refused, to be safe.', SEND],
  }),
  'tls-expires-soon': ({ host, days, validTo }) => ({
    technician: [
      `The certificate of ${host} expires in ${say.days(days)}`,
      `Valid until ${say.day(validTo)}; automatic renewal would have happened by now.`,
      'Renew it and see why that did not happen by itself.',
    ],
    requester: [`The certificate of ${host} runs out in ${say.days(days)}`, 'It still works today.', SEND],
  }),
};
