import type { SectionData } from '../../../shared/model/diagnostics';
import type { ProbeContext } from '../probe';

export type VpnKind = SectionData<'vpn'>[number]['kind'];

/** Link types of Linux, <linux/if_arp.h>. */
const PPP = '512';
const NONE = '65534';
const IP_TUNNELS = new Set(['768', '769', '776', '778', '823']);
/** What the kernel makes by itself when it learns a kind of tunnel. */
const KERNELS_OWN = new Set(['tunl0', 'ip6tnl0', 'sit0', 'gre0', 'ip6gre0', 'ip_vti0', 'ip6_vti0']);

/** Whether an interface of Linux is a tunnel, and of what kind; null for everything else. */
export async function linuxTunnel(
  { readText }: ProbeContext,
  name: string,
): Promise<{ name: string; kind: VpnKind; up: boolean } | null> {
  const read = async (file: string) => (await readText(`/sys/class/net/${name}/${file}`))?.trim() ?? '';
  const [type, flags, state, uevent, tun, master] = await Promise.all([
    read('type'),
    read('flags'),
    read('operstate'),
    read('uevent'),
    read('tun_flags'),
    // A machine's virtual network card is plugged into a bridge.
    readText(`/sys/class/net/${name}/brport/state`),
  ]);
  const kind = kindOf(name, type, uevent, tun);
  if (kind === null || master !== null || KERNELS_OWN.has(name)) return null;
  // A tunnel whose program is gone stays switched on, but has no carrier; most tunnels do not know their state.
  return { name, kind, up: (Number(flags) & 1) === 1 && state !== 'down' };
}

function kindOf(name: string, type: string, uevent: string, tun: string): VpnKind | null {
  if (/^DEVTYPE=wireguard$/m.test(uevent)) return 'wireguard';
  if (type === PPP) return 'ppp';
  if (/^(?:ipsec|xfrm|vti)/.test(name) && (type === NONE || IP_TUNNELS.has(type))) return 'ipsec';
  if (tun === '' && type !== NONE && !IP_TUNNELS.has(type)) return null;
  return tunnelNamed(name) ?? (IP_TUNNELS.has(type) && !name.startsWith('tun') ? 'other' : 'tun');
}

/** Products by the names they give themselves, whatever the language. */
const PRODUCTS: readonly (readonly [RegExp, VpnKind])[] = [
  [/wireguard|wintun|nordlynx|tailscale/i, 'wireguard'],
  [/openvpn|ovpn|tap-windows|tap-win32|tap-\w+ windows adapter/i, 'openvpn'],
  [
    /anyconnect|cisco secure client|fortinet|fortissl|pangp|globalprotect|juniper|pulse secure|ivanti|zscaler|checkpoint|check point|sonicwall|netextender|f5 networks|citrix virtual|vpn\b/i,
    'other',
  ],
];

export function tunnelNamed(text: string): VpnKind | null {
  return PRODUCTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
