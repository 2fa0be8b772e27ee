import { z } from 'zod';
import { timestamp } from '../ids';
import { bytes, count, many, percent, str } from './fields';

/** Kinds of change, as the rules in `rules/changes` find them. */
export const CHANGE_KINDS = [
  'software-installed',
  'software-updated',
  'software-removed',
  'driver-changed',
  'os-updated',
  'restarted',
  'dns-changed',
  'gateway-changed',
  'proxy-changed',
  'wifi-changed',
  'access-point-changed',
  'vpn-changed',
  'address-changed',
  'device-added',
  'device-removed',
  'printer-added',
  'printer-removed',
  'default-printer-changed',
  'display-changed',
  'disk-space-lost',
  'filesystem-added',
  'filesystem-removed',
  'service-stopped',
  'service-failed',
  'startup-added',
  'startup-removed',
  'certificate-issuer-changed',
  'memory-changed',
  'time-zone-changed',
  'security-changed',
] as const;
export const changeKind = z.enum(CHANGE_KINDS);
export type ChangeKind = z.infer<typeof changeKind>;

export const change = z.strictObject({
  kind: changeKind,
  /** The section it was read from; leaving that out leaves this out too. */
  section: str(40),
  /** What changed: a program, a device, a mount. Empty where there is only one of its kind. */
  subject: str(200),
  before: str(300).nullable(),
  after: str(300).nullable(),
  /** The first look that showed it; the change happened between the look before and this one. */
  seenAt: timestamp,
  /** How much it may explain, 0 (noise) to 100. */
  weight: z.int().min(0).max(100),
});
export type Change = z.infer<typeof change>;

/** What one look cannot tell: made of many looks, remembered on the computer itself. */
export const OVER_TIME = {
  changes: z.strictObject({
    /** The good day it is compared with. null: nothing to compare with yet. */
    since: timestamp.nullable(),
    /** How many days are remembered. */
    days: count,
    entries: many(change, 120),
    /** More than are listed. */
    more: count,
  }),
  history: z.strictObject({
    /** One a minute, oldest first, at most the last hour. null = no answer, or not known. */
    minutes: many(
      z.strictObject({
        at: timestamp,
        gatewayMs: z.number().nonnegative().nullable(),
        gatewayLost: z.boolean().nullable(),
        loadPercent: percent.nullable(),
        memoryUsedPercent: percent.nullable(),
        /** Wi-Fi. */ signalDbm: z.number().nullable(),
      }),
      60,
    ),
    /** Free space at the end of each of the last days, oldest first. */
    filesystems: many(
      z.strictObject({
        mount: str(500),
        days: many(z.strictObject({ at: timestamp, availableBytes: bytes }), 15),
      }),
      16,
    ),
  }),
} as const;
