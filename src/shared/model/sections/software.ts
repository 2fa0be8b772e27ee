import { z } from 'zod';
import { timestamp } from '../ids';
import { bytes, count, many, str } from './fields';

/** The system, who uses it, and what runs on it. null = the system does not say. */
export const SOFTWARE = {
  os: z.strictObject({
    name: str(),
    version: str(),
    build: str(80).nullable(),
    edition: str(80).nullable(),
    kernel: str(),
    arch: str(40),
    installedAt: timestamp.nullable(),
    language: str(40),
    timeZone: str(80),
    desktop: str(80).nullable(),
  }),
  uptime: z.strictObject({
    seconds: z.number().nonnegative(),
    bootedAt: timestamp,
    /** How the session before this start ended. */
    lastEnd: z.enum(['clean', 'crash', 'power-loss', 'update', 'unknown']),
    lastEndAt: timestamp.nullable(),
    /** The system's own words or code: `Kernel panic`, `BugcheckCode 209`. */
    lastEndDetail: str(300).nullable(),
  }),
  users: z.strictObject({
    /** Of the person who clicked. */
    session: z.enum(['console', 'remote-desktop', 'ssh', 'unknown']),
    display: z.enum(['wayland', 'x11', 'windows', 'quartz', 'none', 'unknown']),
    loggedIn: many(
      z.strictObject({ name: str(), session: str(), since: timestamp.nullable(), current: z.boolean() }),
    ),
  }),
  processes: z.strictObject({
    total: z.int(),
    top: many(
      z.strictObject({
        name: str(),
        pid: z.int(),
        cpuPercent: z.number().nonnegative(),
        memoryBytes: bytes,
      }),
      20,
    ),
    /** Programs the system reports as not responding or as waiting for a disk. */
    stuck: many(z.strictObject({ name: str(), pid: z.int() }), 20),
  }),
  startup: many(
    z.strictObject({
      name: str(),
      kind: z.enum([
        'autostart',
        'run-key',
        'startup-folder',
        'login-item',
        'launch-agent',
        'scheduled-task',
      ]),
      command: str(500),
      scope: z.enum(['user', 'machine']),
      enabled: z.boolean(),
    }),
    200,
  ),
  services: z.strictObject({
    /** Loaded, started by themselves or needed. */
    total: count,
    running: many(str(120), 400),
    failed: many(
      z.strictObject({ name: str(120), title: str(), detail: str(200), since: timestamp.nullable() }),
    ),
    /** Meant to run from the start, not running, and not failed either. */
    stopped: many(z.strictObject({ name: str(120), title: str() })),
  }),
  software: z.strictObject({
    total: count,
    items: many(z.strictObject({ name: str(160), version: str(120), publisher: str(120).nullable() }), 3000),
  }),
  updates: z.strictObject({
    pending: count.nullable(),
    securityPending: count.nullable(),
    items: many(z.strictObject({ name: str(), version: str(120), security: z.boolean() }), 50),
    rebootRequired: z.boolean().nullable(),
    rebootReason: str(300).nullable(),
    /** When the system last looked, and when something was last installed. */
    checkedAt: timestamp.nullable(),
    installedAt: timestamp.nullable(),
  }),
  security: z.strictObject({
    antivirus: many(
      z.strictObject({ name: str(), enabled: z.boolean().nullable(), upToDate: z.boolean().nullable() }),
    ),
    firewall: z.strictObject({ name: str(), enabled: z.boolean().nullable() }).nullable(),
    encryption: many(z.strictObject({ volume: str(), encrypted: z.boolean().nullable(), method: str(80) })),
    secureBoot: z.boolean().nullable(),
  }),
  events: z.strictObject({
    since: timestamp,
    /** Errors of the system in that time, before grouping. */
    total: count,
    groups: many(
      z.strictObject({
        source: str(120),
        kind: z.enum(['crash', 'hang', 'out-of-memory', 'disk', 'hardware', 'update', 'driver', 'error']),
        /** The program or device it is about, where it can be told. */
        subject: str(160).nullable(),
        /** One of them, as the system words it. */
        message: str(400),
        count: z.int().positive(),
        firstAt: timestamp,
        lastAt: timestamp,
      }),
      40,
    ),
  }),
  applications: z.strictObject({
    browsers: many(z.strictObject({ name: str(80), version: str(80), default: z.boolean().nullable() }), 20),
    office: many(z.strictObject({ name: str(80), version: str(80) }), 20),
  }),
} as const;
