import type { RuleId } from './rules';

/** `rule` says why; with `about: 'the same'` only for what both are about (a printer, a host, a disk). */
export type Cause = RuleId | { rule: RuleId; about: 'the same' };

const NO_WAY_OUT = ['self-assigned-address', 'no-network', 'no-default-route', 'gateway-silent'] as const;
const NO_LINK = ['self-assigned-address', 'no-network'] as const;
const NO_NAMES = [...NO_WAY_OUT, 'no-dns-servers', 'dns-all-silent'] as const;
const VPN = ['vpn-no-traffic', 'vpn-not-connected'] as const;
const PROXY = ['proxy-unreachable', 'proxy-wants-password'] as const;

function same(...rules: readonly RuleId[]): Cause[] {
  return rules.map((rule) => ({ rule, about: 'the same' }));
}

/** What follows from what: a finding is not told when one of its causes is. */
export const SILENCED_BY: { readonly [Id in RuleId]?: readonly Cause[] } = {
  'no-network': ['self-assigned-address'],
  'no-default-route': ['self-assigned-address', 'no-network'],
  'gateway-silent': ['self-assigned-address', 'no-network', 'no-default-route'],
  'gateway-lossy': [...NO_WAY_OUT, 'wifi-weak'],
  'gateway-slow': [...NO_WAY_OUT, 'wifi-weak'],
  'wifi-slow-band': ['wifi-weak'],
  'no-dns-servers': ['self-assigned-address', 'no-network', 'no-default-route'],
  'dns-all-silent': [...NO_WAY_OUT, 'captive-portal', 'vpn-no-traffic'],
  'dns-one-silent': [...NO_WAY_OUT, 'captive-portal', 'vpn-no-traffic'],
  'dns-slow': [...NO_WAY_OUT, 'captive-portal', 'gateway-slow', 'wifi-weak'],
  'desk-name-unresolved': [...NO_NAMES, 'captive-portal', ...VPN, ...PROXY],
  'proxy-unreachable': [...NO_WAY_OUT, 'captive-portal', 'vpn-not-connected'],
  'vpn-no-traffic': [...NO_WAY_OUT, 'captive-portal'],
  'vpn-not-connected': [...NO_WAY_OUT, 'captive-portal'],
  'captive-portal': [...NO_WAY_OUT],
  'network-drive-silent': [...NO_NAMES, ...VPN, 'captive-portal'],
  'path-black-hole': [...NO_WAY_OUT, 'vpn-no-traffic'],
  'path-mtu-small': [...NO_WAY_OUT, 'vpn-no-traffic', 'path-black-hole'],
  'ipv6-broken': [...NO_WAY_OUT, 'captive-portal'],
  'desk-unreachable': [
    ...NO_NAMES,
    'desk-name-unresolved',
    'captive-portal',
    ...VPN,
    ...PROXY,
    ...same('tls-expired', 'tls-intercepted', 'tls-untrusted'),
  ],
  'chosen-host-unreachable': [...NO_NAMES, 'captive-portal', ...VPN, ...PROXY],
  'live-view-blocked': [...NO_NAMES, 'captive-portal'],
  'live-view-no-udp': [...NO_NAMES, 'captive-portal'],
  'tls-expired': ['captive-portal', 'clock-wrong', ...same('tls-intercepted')],
  'tls-intercepted': ['captive-portal'],
  // A clock far behind makes every certificate one of the future.
  'tls-untrusted': ['captive-portal', 'clock-wrong', ...same('tls-intercepted', 'tls-expired')],
  'tls-expires-soon': ['captive-portal', 'clock-wrong', ...same('tls-intercepted')],

  'memory-low': ['one-process-eats-memory'],
  'memory-pressure': ['one-process-eats-memory', 'memory-low'],
  'swap-heavy': ['one-process-eats-memory', 'memory-low', 'memory-pressure'],
  'cpu-busy': ['one-process-eats-cpu'],
  'cpu-throttled': ['cpu-hot'],
  'disk-bad-sectors': same('disk-failing'),
  'disk-worn': same('disk-failing'),
  'disk-errors-in-log': ['disk-failing', 'disk-bad-sectors'],
  // They went with the network; the list of changes tells them all the same.
  'dns-changed': NO_LINK,
  'gateway-changed': NO_LINK,
  'wifi-changed': NO_LINK,
  'disk-space-lost': ['disk-full', 'disk-almost-full', 'disk-filling-up'],
  'not-restarted-for-long': ['reboot-required'],
  'updates-long-not-installed': ['updates-failing'],
  'updates-pending-security': ['updates-failing', 'updates-long-not-installed'],
  'printer-stopped': same('printer-needs-hands'),
  'printer-offline': same('printer-needs-hands'),
  'jobs-stuck': same('printer-needs-hands', 'printer-stopped', 'printer-offline'),
  'display-odd-resolution': ['basic-graphics-driver'],
};

interface About {
  rule: RuleId;
  subject: string | null;
}

/** Whether a cause of `finding` is among `all`, which is everything that was found, silenced or not. */
export function isSilenced(finding: About, all: readonly About[]): boolean {
  return (SILENCED_BY[finding.rule] ?? []).some((cause) =>
    typeof cause === 'string'
      ? all.some(({ rule }) => rule === cause)
      : all.some(({ rule, subject }) => rule === cause.rule && subject === finding.subject),
  );
}
