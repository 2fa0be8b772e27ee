import type { Platform } from '../../shared/model/device';
import type { ProbeFailure, SectionData, SectionKey } from '../../shared/model/diagnostics';
import type { ProgramOutcome, RunLimits } from './run-program';

/** What a probe found: facts, or why there are none. Every failure has a name; nothing is missing in silence. */
export type Found<T> =
  | { status: 'collected'; data: T }
  | { status: 'failed'; reason: ProbeFailure; detail: string }
  | { status: 'not-applicable'; detail: string };

/** What the agent knows and a collecting process cannot find out: given to it when it starts. */
export interface ProbeTargets {
  deskUrl: string | null;
  /** Hosts that IT operations wants to be reachable over TLS. */
  checkHosts: readonly { host: string; port: number }[];
  /** `stun:` and `turn:` addresses of the live view, as the desk last named them. */
  iceUrls: readonly string[];
  /** This computer's address as the desk last saw it. */
  publicAddress: string | null;
  /** What the system answers when asked for a way to the desk, in PAC's words: `DIRECT`, `PROXY host:port; DIRECT`. */
  proxyRoute: string | null;
  /** Busy share of all cores in the last minute, measured before collecting began. */
  loadPercent: number | null;
}

export const NO_TARGETS: ProbeTargets = {
  deskUrl: null,
  checkHosts: [],
  iceUrls: [],
  publicAddress: null,
  proxyRoute: null,
  loadPercent: null,
};

/** The machine as a probe sees it, so that tests bring recorded output instead. */
export interface ProbeContext {
  platform: Platform;
  targets: ProbeTargets;
  /** Runs a program of this machine by name, with its arguments as they are, never through a shell. */
  run(program: string, args: readonly string[], limits?: Partial<RunLimits>): Promise<ProgramOutcome>;
  /** The text of a file, or null where it cannot be read. */
  readText(file: string): Promise<string | null>;
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): Promise<readonly string[]>;
  /** Where a link or path finally leads, or null where there is nothing. */
  resolvePath(file: string): Promise<string | null>;
  env(name: string): string | undefined;
  now(): number;
}

/** One section of the report: where its facts come from and how long that may take. */
export interface Probe<K extends SectionKey> {
  key: K;
  source: string;
  applies(platform: Platform): boolean;
  deadlineMs: number;
  run(context: ProbeContext): Promise<Found<SectionData<K>>>;
}

export const DEADLINE_MS = 5_000;

export const always = (): boolean => true;

export function collected<T>(data: T): Found<T> {
  return { status: 'collected', data };
}

export function failed(reason: ProbeFailure, detail: string): Found<never> {
  return { status: 'failed', reason, detail: detail.slice(0, 500) };
}

export function notApplicable(detail: string): Found<never> {
  return { status: 'not-applicable', detail };
}

/** What a machine said of itself, fit for a field of the report: without control characters and not too long. */
export function said(value: unknown, max = 200): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, max);
}

/** A number the library may have left out or made negative to say "unknown". */
export function amount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
