import { rowOf, rowsOf, type Row } from '../json-value';

/**
 * All that Windows says of its network, in one go. Enumerations become words, which are English in every language;
 * a cmdlet that this edition lacks leaves its list empty.
 */
export const WINDOWS_NETWORK = `
function Try-Rows($block) { try { @(& $block) } catch { @() } }
@{
  adapters = Try-Rows { Get-NetAdapter | Select-Object Name, InterfaceDescription, DriverFileName, Virtual, FullDuplex, @{n='Status';e={"$($_.Status)"}} }
  statistics = Try-Rows { Get-NetAdapterStatistics | Select-Object Name, ReceivedBytes, SentBytes, ReceivedPacketErrors, ReceivedDiscardedPackets, OutboundPacketErrors, OutboundDiscardedPackets }
  interfaces = Try-Rows { Get-NetIPInterface | Select-Object InterfaceAlias, NlMtu, @{n='AddressFamily';e={"$($_.AddressFamily)"}} }
  routes = Try-Rows { Get-NetRoute | Select-Object DestinationPrefix, NextHop, InterfaceAlias, RouteMetric, InterfaceMetric }
  dns = Try-Rows { Get-DnsClientServerAddress | Select-Object InterfaceAlias, ServerAddresses }
  suffixes = Try-Rows { Get-DnsClientGlobalSetting | Select-Object SuffixSearchList }
  suffix = Try-Rows { Get-DnsClient | Select-Object InterfaceAlias, ConnectionSpecificSuffix }
  vpn = Try-Rows { Get-VpnConnection; Get-VpnConnection -AllUserConnection } | Select-Object Name, ConnectionStatus, TunnelType
} | ConvertTo-Json -Depth 4 -Compress`;

const LISTS = ['adapters', 'statistics', 'interfaces', 'routes', 'dns', 'suffixes', 'suffix', 'vpn'] as const;

export type WindowsNetwork = Record<(typeof LISTS)[number], readonly Row[]>;

export function parseWindowsNetwork(value: unknown): WindowsNetwork {
  const all = rowOf(value);
  return Object.fromEntries(
    LISTS.map((name) => [name, rowsOf(all[name]) ?? []]),
  ) as unknown as WindowsNetwork;
}
