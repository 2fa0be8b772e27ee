import { z } from 'zod';
import type { Report } from '../../model/diagnostics';
import { factsOf } from '../../model/section-keys';
import { timestamp } from '../../model/ids';
import { findingsOf } from '../findings/findings';

const text = z.string().max(500);
const words = z.array(text).max(3000);
const rows = <T extends z.ZodRawShape>(shape: T) => z.array(z.strictObject(shape)).max(400);

/** What is kept of each section: only what the rules of change look at. */
const facts = z.strictObject({
  system: z.strictObject({ firmware: text.nullable() }).nullable(),
  os: z
    .strictObject({ name: text, version: text, build: text.nullable(), kernel: text, timeZone: text })
    .nullable(),
  uptime: z.strictObject({ seconds: z.number(), bootedAt: timestamp, lastEnd: text }).nullable(),
  memory: z.strictObject({ totalBytes: z.number() }).nullable(),
  disks: words.nullable(),
  filesystems: rows({
    mount: text,
    type: text,
    role: text,
    sizeBytes: z.number(),
    availableBytes: z.number(),
  }).nullable(),
  graphics: rows({ name: text, driver: text.nullable() }).nullable(),
  displays: rows({ name: text, width: z.number(), height: z.number(), scale: z.number() }).nullable(),
  audio: rows({ name: text, driver: text.nullable() }).nullable(),
  cameras: words.nullable(),
  printers: rows({ name: text, default: z.boolean() }).nullable(),
  usb: words.nullable(),
  bluetooth: words.nullable(),
  startup: words.nullable(),
  services: z.strictObject({ running: words, failed: words, stopped: words, whole: z.boolean() }).nullable(),
  /** Versions by name; `whole` is false where the list was cut off, so that a missing name says nothing. */
  software: z.strictObject({ versions: z.record(text, text), whole: z.boolean() }).nullable(),
  security: z
    .strictObject({
      antivirus: rows({ name: text, enabled: z.boolean().nullable() }),
      firewall: z.boolean().nullable(),
      encryption: rows({ name: text, enabled: z.boolean().nullable() }),
      secureBoot: z.boolean().nullable(),
    })
    .nullable(),
  interfaces: rows({
    name: text,
    kind: text,
    up: z.boolean(),
    driver: text.nullable(),
    addresses: z.array(text).max(32),
  }).nullable(),
  wifi: rows({ name: text, ssid: text, bssid: text.nullable() }).nullable(),
  gateway: z.strictObject({ address: text.nullable() }).nullable(),
  dns: z.strictObject({ servers: words, searchDomains: words }).nullable(),
  proxy: z
    .strictObject({
      mode: text,
      server: text.nullable(),
      pacUrl: text.nullable(),
      bypass: text.nullable(),
    })
    .nullable(),
  vpn: rows({ name: text, up: z.boolean(), default: z.boolean() }).nullable(),
  tls: rows({ name: text, issuer: text.nullable() }).nullable(),
});
export type BaselineFacts = z.infer<typeof facts>;

/** One day in short: what a report said of it, as far as it may be told from another day. null = not known that day. */
export const baseline = z.strictObject({
  version: z.literal(1),
  at: timestamp,
  /** Nothing critical was found. */
  good: z.boolean(),
  /** How it was masked, by `maskingOf`. */
  masking: z.string().max(8).optional(),
  facts,
});
export type Baseline = z.infer<typeof baseline>;

const MOST_SERVICES = 400;

/** Takes a redacted report, so that nothing is kept that could not be sent. */
export function baselineOf(report: Report): Baseline {
  return {
    version: 1,
    at: report.collectedAt,
    good: !findingsOf(report).some((finding) => finding.severity === 'critical'),
    facts: { ...machineFacts(report), ...softwareFacts(report), ...networkFacts(report) },
  };
}

function machineFacts(report: Report) {
  const system = factsOf(report, 'system');
  const memory = factsOf(report, 'memory');
  return {
    system: system && {
      firmware: system.firmware && spaced(system.firmware.vendor, system.firmware.version),
    },
    memory: memory && { totalBytes: memory.totalBytes },
    disks: mapped(factsOf(report, 'disks'), (disk) => disk.model || disk.device),
    filesystems: mapped(factsOf(report, 'filesystems'), (entry) => ({
      mount: entry.mount,
      type: entry.type,
      role: entry.role,
      sizeBytes: entry.sizeBytes,
      availableBytes: entry.availableBytes,
    })),
    graphics: mapped(factsOf(report, 'graphics'), ({ vendor, model, driver, driverVersion }) => ({
      name: spaced(vendor, model),
      driver: spaced(driver, driverVersion) || null,
    })),
    displays: mapped(factsOf(report, 'displays'), ({ name, width, height, scale }) => ({
      name,
      width,
      height,
      scale,
    })),
    audio: mapped(factsOf(report, 'audio'), ({ name, driver }) => ({ name, driver })),
    cameras: mapped(factsOf(report, 'cameras'), (camera) => camera.name),
    printers: mapped(factsOf(report, 'printers'), (printer) => ({
      name: printer.name,
      default: printer.default,
    })),
    usb: mapped(factsOf(report, 'usb'), (device) => spaced(device.manufacturer, device.name) || device.id),
    bluetooth: mapped(factsOf(report, 'bluetooth')?.devices ?? null, (device) => device.name),
  };
}

function softwareFacts(report: Report) {
  const os = factsOf(report, 'os');
  const uptime = factsOf(report, 'uptime');
  const services = factsOf(report, 'services');
  const software = factsOf(report, 'software');
  const security = factsOf(report, 'security');
  return {
    os: os && {
      name: os.name,
      version: os.version,
      build: os.build,
      kernel: os.kernel,
      timeZone: os.timeZone,
    },
    uptime: uptime && { seconds: uptime.seconds, bootedAt: uptime.bootedAt, lastEnd: uptime.lastEnd },
    startup: mapped(
      factsOf(report, 'startup')?.filter((entry) => entry.enabled) ?? null,
      (entry) => `${entry.kind}: ${entry.name}`,
    ),
    services: services && {
      running: services.running.map(serviceName),
      failed: services.failed.map((service) => serviceName(service.name)),
      stopped: services.stopped.map((service) => serviceName(service.name)),
      whole: services.running.length < MOST_SERVICES,
    },
    software: software && {
      versions: versionsOf(software.items),
      whole: software.total <= software.items.length,
    },
    security: security && {
      antivirus: security.antivirus.map(({ name, enabled }) => ({ name, enabled })),
      firewall: security.firewall?.enabled ?? null,
      encryption: security.encryption.map(({ volume, encrypted }) => ({ name: volume, enabled: encrypted })),
      secureBoot: security.secureBoot,
    },
  };
}

function networkFacts(report: Report) {
  const gateway = factsOf(report, 'gateway');
  const dns = factsOf(report, 'dns');
  const proxy = factsOf(report, 'proxy');
  return {
    interfaces: mapped(factsOf(report, 'interfaces'), ({ name, kind, up, driver, addresses }) => ({
      name,
      kind,
      up,
      driver,
      addresses,
    })),
    wifi: mapped(factsOf(report, 'wifi'), (entry) => ({
      name: entry.interface,
      ssid: entry.ssid,
      bssid: entry.bssid,
    })),
    gateway: gateway && { address: gateway.address },
    dns: dns && { servers: dns.servers.map((server) => server.address), searchDomains: dns.searchDomains },
    proxy: proxy && {
      mode: proxy.mode,
      server: proxy.server,
      pacUrl: proxy.pacUrl,
      bypass: proxy.bypass,
    },
    vpn: mapped(factsOf(report, 'vpn'), (entry) => ({
      name: entry.name || entry.interface,
      up: entry.up,
      default: entry.default,
    })),
    tls: mapped(factsOf(report, 'tls'), ({ host, port, issuer }) => ({ name: `${host}:${port}`, issuer })),
  };
}

function mapped<T, U>(list: readonly T[] | null, to: (entry: T) => U): U[] | null {
  return list && list.map(to);
}

function spaced(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' ').slice(0, 500);
}

/** Windows gives services of a person a new ending at each sign-in: `CDPUserSvc_4f2a1`. */
function serviceName(name: string): string {
  return name.replace(/_[0-9a-f]{4,8}$/, '');
}

/** A name may be there in several versions side by side. */
function versionsOf(items: readonly { name: string; version: string }[]): Record<string, string> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of items) {
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return Object.fromEntries(
    [...versions].map(([name, all]) => [name, [...new Set(all)].sort().join(', ').slice(0, 500)]),
  );
}
