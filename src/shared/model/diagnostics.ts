import { z } from 'zod';
import { timestamp } from './ids';

const str = (max = 200) => z.string().max(max);
const bytes = z.number().nonnegative();
const percent = z.number().min(0).max(100);
const ms = z.number().nonnegative();
const many = <T extends z.ZodType>(item: T) => z.array(item).max(64);

/**
 * The facts of each section, by key. Sizes in bytes, times in milliseconds unless the name says otherwise,
 * null = the system does not say. A new section or field raises `REPORT_VERSION`.
 */
export const SECTION_DATA = {
  system: z.strictObject({
    hostname: str(),
    manufacturer: str(),
    model: str(),
    chassis: str(),
    virtual: z.boolean(),
  }),
  cpu: z.strictObject({
    model: str(),
    cores: z.int(),
    physicalCores: z.int(),
    speedGhz: z.number().nullable(),
    loadPercent: percent.nullable(),
  }),
  memory: z.strictObject({
    totalBytes: bytes,
    availableBytes: bytes,
    swapTotalBytes: bytes,
    swapUsedBytes: bytes,
  }),
  disks: many(z.strictObject({ device: str(), model: str(), kind: str(40), bus: str(40), sizeBytes: bytes })),
  filesystems: many(
    z.strictObject({
      mount: str(500),
      device: str(500),
      type: str(40),
      sizeBytes: bytes,
      usedBytes: bytes,
      availableBytes: bytes,
      readOnly: z.boolean().nullable(),
    }),
  ),
  graphics: many(
    z.strictObject({ vendor: str(), model: str(), driver: str(), memoryBytes: bytes.nullable() }),
  ),
  displays: many(
    z.strictObject({
      name: str(),
      width: z.int(),
      height: z.int(),
      scale: z.number(),
      primary: z.boolean(),
      refreshHz: z.number().nullable(),
    }),
  ),
  os: z.strictObject({
    name: str(),
    version: str(),
    kernel: str(),
    arch: str(40),
    language: str(40),
    timeZone: str(80),
    sessionType: str(40).nullable(),
  }),
  uptime: z.strictObject({ seconds: z.number().nonnegative(), bootedAt: timestamp }),
  users: many(z.strictObject({ name: str(), session: str(), current: z.boolean() })),
  interfaces: many(
    z.strictObject({
      name: str(),
      kind: z.enum(['wired', 'wireless', 'virtual', 'loopback', 'other']),
      up: z.boolean(),
      mac: str(40).nullable(),
      addresses: z.array(str(80)).max(32),
      speedMbit: z.number().nullable(),
      default: z.boolean(),
    }),
  ),
  gateway: z.strictObject({
    address: str(80).nullable(),
    interface: str().nullable(),
    reachable: z.boolean().nullable(),
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
  }),
  desk: z.strictObject({
    url: str(500),
    reachable: z.boolean(),
    status: z.int().nullable(),
    tookMs: ms.nullable(),
    error: str(300).nullable(),
  }),
  processes: z.strictObject({
    total: z.int(),
    top: z
      .array(
        z.strictObject({
          name: str(),
          pid: z.int(),
          cpuPercent: z.number().nonnegative(),
          memoryBytes: bytes,
        }),
      )
      .max(20),
  }),
  battery: z.strictObject({
    percent,
    charging: z.boolean(),
    healthPercent: percent.nullable(),
    cycles: z.int().nullable(),
  }),
  clock: z.strictObject({
    deviceTime: timestamp,
    /** Positive: the device is ahead of the desk. */ skewMs: z.number().nullable(),
  }),
} as const;

export type SectionKey = keyof typeof SECTION_DATA;
export const SECTION_KEYS = Object.keys(SECTION_DATA) as [SectionKey, ...SectionKey[]];
export const sectionKey = z.enum(SECTION_KEYS);
export type SectionData<K extends SectionKey> = z.infer<(typeof SECTION_DATA)[K]>;

export const FAILURES = [
  'deadline',
  'program-missing',
  'program-failed',
  'unreadable',
  'too-much-output',
  'crashed',
  'canceled',
] as const;
export const probeFailure = z.enum(FAILURES);
export type ProbeFailure = z.infer<typeof probeFailure>;

/** `source`: the command, file or library call the facts came from, shown on hover. */
const common = { tookMs: ms, source: str(300) };

function sectionOf<K extends SectionKey>(key: K) {
  return z.discriminatedUnion('status', [
    z.strictObject({
      key: z.literal(key),
      status: z.literal('collected'),
      ...common,
      data: SECTION_DATA[key],
    }),
    z.strictObject({
      key: z.literal(key),
      status: z.literal('failed'),
      ...common,
      reason: probeFailure,
      detail: str(500),
    }),
    z.strictObject({ key: z.literal(key), status: z.literal('not-applicable'), ...common, detail: str(500) }),
    /** The requester left it out. */
    z.strictObject({ key: z.literal(key), status: z.literal('removed') }),
  ]);
}

export type Section<K extends SectionKey = SectionKey> = {
  [P in K]:
    | { key: P; status: 'collected'; tookMs: number; source: string; data: SectionData<P> }
    | { key: P; status: 'failed'; tookMs: number; source: string; reason: ProbeFailure; detail: string }
    | { key: P; status: 'not-applicable'; tookMs: number; source: string; detail: string }
    | { key: P; status: 'removed' };
}[K];

const sections = SECTION_KEYS.map((key): z.ZodType => sectionOf(key)) as [z.ZodType, ...z.ZodType[]];

/** One section, checked by the schema of its own key. */
export const section = z.union(sections) as unknown as z.ZodType<Section>;

export const REPORT_VERSION = 1;
/** Upper bound of a report as JSON, before compression. */
export const REPORT_LIMIT = 256 * 1024;

/** Everything the agent collected, each section named even when it could not be had. */
export const report = z.strictObject({
  version: z.literal(REPORT_VERSION),
  collectedAt: timestamp,
  tookMs: ms,
  sections: z.array(section).max(SECTION_KEYS.length),
});
export type Report = z.infer<typeof report>;

/** The facts of one section, if they were collected and not left out. */
export function factsOf<K extends SectionKey>(value: Report, key: K): SectionData<K> | null {
  const found = value.sections.find((entry) => entry.key === key);
  return found?.status === 'collected' ? (found.data as SectionData<K>) : null;
}
