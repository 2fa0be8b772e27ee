import { z } from 'zod';
import { timestamp } from '../ids';
import { count, many, ms, percent, str } from './fields';

/** How the computer reaches the desk and the rest of the world. null = the system does not say. */
export const NETWORK = {
  interfaces: many(
    z.strictObject({
      name: str(),
      kind: z.enum(['wired', 'wireless', 'virtual', 'loopback', 'other']),
      up: z.boolean(),
      /** Masked by policy. */
      mac: str(40).nullable(),
      addresses: z.array(str(80)).max(32),
      speedMbit: z.number().nullable(),
      duplex: z.enum(['full', 'half']).nullable(),
      mtu: count.nullable(),
      driver: str(80).nullable(),
      /** Damaged or dropped frames since the link came up. */
      errors: count.nullable(),
      default: z.boolean(),
    }),
  ),
  wifi: many(
    z.strictObject({
      interface: str(),
      /** Masked by policy, like the access point's address. */
      ssid: str(),
      bssid: str(40).nullable(),
      signalDbm: z.number().nullable(),
      signalPercent: percent.nullable(),
      band: z.enum(['2.4 GHz', '5 GHz', '6 GHz']).nullable(),
      channel: z.int().nullable(),
      rateMbit: z.number().nullable(),
      security: str(80).nullable(),
    }),
    8,
  ),
  routes: many(
    z.strictObject({
      destination: str(80),
      gateway: str(80).nullable(),
      interface: str(),
      metric: z.int().nullable(),
    }),
  ),
  gateway: z.strictObject({
    address: str(80).nullable(),
    interface: str().nullable(),
    /** It answers pings. Routers may refuse to; whether its hardware address is known tells more then. */
    reachable: z.boolean().nullable(),
    /** The computer knows its hardware address, so something is there. */
    neighbor: z.boolean().nullable(),
    roundTripMs: ms.nullable(),
    lossPercent: percent.nullable(),
  }),
  dns: z.strictObject({
    servers: many(
      z.strictObject({
        address: str(80),
        answers: z.boolean(),
        tookMs: ms.nullable(),
        error: str(80).nullable(),
      }),
    ),
    searchDomains: z.array(str()).max(32),
    /** The desk's own name through the system's resolver. null: the desk is an address, or not known. */
    deskName: z
      .strictObject({
        name: str(300),
        resolves: z.boolean(),
        addresses: z.array(str(80)).max(16),
        tookMs: ms,
        error: str(80).nullable(),
      })
      .nullable(),
  }),
  proxy: z.strictObject({
    mode: z.enum(['direct', 'manual', 'automatic', 'unknown']),
    /** Host and port, never a user name or password. */
    server: str(300).nullable(),
    pacUrl: str(500).nullable(),
    bypass: str(500).nullable(),
    /** It was asked for a way to the desk: null where none is needed. */
    reachable: z.boolean().nullable(),
    wantsPassword: z.boolean().nullable(),
    error: str(200).nullable(),
  }),
  vpn: many(
    z.strictObject({
      name: str(),
      interface: str(),
      kind: z.enum(['wireguard', 'openvpn', 'ipsec', 'tun', 'ppp', 'other']),
      up: z.boolean(),
      /** Bytes came in since it came up, or in the moment it was watched. */
      receives: z.boolean().nullable(),
      sends: z.boolean().nullable(),
      default: z.boolean(),
    }),
    16,
  ),
  path: z.strictObject({
    target: str(300),
    /** Largest packet that passes whole, headers included. */
    mtu: z.int().nullable(),
    interfaceMtu: z.int().nullable(),
    /** Someone on the way says that a packet is too large. false: too large ones vanish in silence. */
    announced: z.boolean().nullable(),
    detail: str(200).nullable(),
  }),
  internet: z.strictObject({
    /** Someone between this computer and the desk answers in the desk's place, as hotels do. */
    captivePortal: z.boolean().nullable(),
    /** Where it sends people; without anything that could name one of them. */
    portalHost: str(300).nullable(),
    /** Has an address and a route to everywhere. */
    ipv4: z.boolean(),
    ipv6: z.boolean(),
    /** Reached the desk that way; null where its name has no such address. */
    deskByIpv4: z.boolean().nullable(),
    deskByIpv6: z.boolean().nullable(),
    /** As the desk sees this computer; null while it has not said so. */
    publicAddress: str(80).nullable(),
  }),
  tls: many(
    z.strictObject({
      host: str(300),
      port: z.int(),
      /** `chosen`: by IT operations. */
      purpose: z.enum(['desk', 'chosen']),
      reachable: z.boolean(),
      tookMs: ms.nullable(),
      protocol: str(20).nullable(),
      /** Organization or common name that signed the certificate. */
      issuer: str(300).nullable(),
      subject: str(300).nullable(),
      validTo: timestamp.nullable(),
      trusted: z.boolean().nullable(),
      error: str(200).nullable(),
    }),
    16,
  ),
  liveView: z.strictObject({
    servers: many(
      z.strictObject({
        url: str(300),
        transport: z.enum(['udp', 'tcp', 'tls']),
        answers: z.boolean(),
        tookMs: ms.nullable(),
        /** This computer's address and port as seen from there. */
        mapped: str(100).nullable(),
        error: str(120).nullable(),
      }),
      16,
    ),
    /** null: there was nothing to try it on. */
    udp: z.boolean().nullable(),
    relay: z.boolean().nullable(),
  }),
  desk: z.strictObject({
    url: str(500),
    reachable: z.boolean(),
    status: z.int().nullable(),
    tookMs: ms.nullable(),
    error: str(300).nullable(),
  }),
  clock: z.strictObject({
    deviceTime: timestamp,
    /** Positive: the device is ahead of the desk. */ skewMs: z.number().nullable(),
  }),
} as const;
