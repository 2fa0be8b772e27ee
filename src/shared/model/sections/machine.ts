import { z } from 'zod';
import { bytes, count, many, percent, str } from './fields';

/** What the computer is made of and what is plugged into it. null = the system does not say. */
export const MACHINE = {
  system: z.strictObject({
    hostname: str(),
    manufacturer: str(),
    model: str(),
    /** Masked by policy. */
    serial: str(120).nullable(),
    chassis: str(),
    virtual: z.boolean(),
    hypervisor: str(80).nullable(),
    firmware: z.strictObject({ vendor: str(), version: str(), date: str(40).nullable() }).nullable(),
    board: z.strictObject({ manufacturer: str(), model: str() }).nullable(),
  }),
  cpu: z.strictObject({
    model: str(),
    /** Logical and physical. */
    cores: z.int(),
    physicalCores: z.int(),
    sockets: z.int().nullable(),
    /** Family, model, stepping and microcode as the system numbers them. */
    stepping: str(80).nullable(),
    cacheBytes: z.strictObject({ l1: bytes.nullable(), l2: bytes.nullable(), l3: bytes.nullable() }),
    speedGhz: z.number().nullable(),
    maxGhz: z.number().nullable(),
    /** Busy share of all cores in the minute before the report was asked for. */
    loadPercent: percent.nullable(),
    /** Share of the last minute in which work waited for a processor (Linux pressure stall information). */
    pressurePercent: percent.nullable(),
    temperatureC: z.number().nullable(),
    /** Slowed down by heat or power, now or since the system started. */
    throttled: z.boolean().nullable(),
  }),
  memory: z.strictObject({
    totalBytes: bytes,
    availableBytes: bytes,
    swapTotalBytes: bytes,
    swapUsedBytes: bytes,
    pressurePercent: percent.nullable(),
    modules: many(
      z.strictObject({
        slot: str(80),
        sizeBytes: bytes,
        type: str(40),
        speedMhz: z.number().nullable(),
        manufacturer: str(80),
        partNumber: str(80),
      }),
    ),
  }),
  disks: many(
    z.strictObject({
      device: str(),
      model: str(),
      /** Masked by policy. */
      serial: str(120).nullable(),
      firmware: str(80).nullable(),
      kind: z.enum(['ssd', 'hdd', 'removable', 'virtual', 'other']),
      bus: str(40),
      sizeBytes: bytes,
      health: z.enum(['good', 'failing', 'unknown']),
      /** Used-up share of the life the maker promised. */
      wearPercent: percent.nullable(),
      temperatureC: z.number().nullable(),
      /** Sectors that had to be moved or cannot be read. */
      badSectors: count.nullable(),
      powerOnHours: count.nullable(),
    }),
  ),
  filesystems: many(
    z.strictObject({
      mount: str(500),
      device: str(500),
      type: str(40),
      sizeBytes: bytes,
      usedBytes: bytes,
      availableBytes: bytes,
      /** Used share of the names a Unix file system can hold. */
      inodesUsedPercent: percent.nullable(),
      readOnly: z.boolean().nullable(),
      /** Where the system itself or the person's own files live. */
      role: z.enum(['system', 'home', 'boot', 'data', 'network', 'removable']),
    }),
  ),
  graphics: many(
    z.strictObject({
      vendor: str(),
      model: str(),
      driver: str(),
      driverVersion: str(80).nullable(),
      memoryBytes: bytes.nullable(),
    }),
  ),
  displays: many(
    z.strictObject({
      name: str(),
      width: z.int(),
      height: z.int(),
      scale: z.number(),
      primary: z.boolean(),
      internal: z.boolean().nullable(),
      refreshHz: z.number().nullable(),
    }),
  ),
  audio: many(
    z.strictObject({
      name: str(),
      manufacturer: str(),
      direction: z.enum(['output', 'input', 'both', 'unknown']),
      default: z.boolean().nullable(),
      driver: str(80).nullable(),
    }),
  ),
  cameras: many(z.strictObject({ name: str(), device: str() })),
  printers: many(
    z.strictObject({
      name: str(),
      model: str(),
      /** Where it is reached: `usb`, or the host of a network printer. */
      connection: str(300),
      state: z.enum(['idle', 'printing', 'stopped', 'offline', 'unknown']),
      /** The system's own word for why: `media-empty`, `toner-low`. */
      reason: str(200).nullable(),
      default: z.boolean(),
      jobs: count,
      oldestJobMinutes: z.number().nonnegative().nullable(),
    }),
  ),
  usb: many(
    z.strictObject({ name: str(), manufacturer: str(), /** `046d:c52b`. */ id: str(20), kind: str(60) }),
  ),
  bluetooth: z.strictObject({
    powered: z.boolean().nullable(),
    devices: many(
      z.strictObject({
        name: str(),
        kind: str(60),
        connected: z.boolean(),
        batteryPercent: percent.nullable(),
      }),
    ),
  }),
  battery: z.strictObject({
    percent,
    charging: z.boolean(),
    onMains: z.boolean().nullable(),
    /** What a full charge holds today against what it held when new. */
    healthPercent: percent.nullable(),
    cycles: z.int().nullable(),
    remainingMinutes: z.number().nonnegative().nullable(),
  }),
} as const;
