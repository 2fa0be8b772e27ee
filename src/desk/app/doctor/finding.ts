import type { Config } from '../config';

/** One thing doctor looked at. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly check: string;
  readonly text: string;
  /** What to do about it. */
  readonly todo?: string;
}

export interface Look {
  readonly config: Config;
  readonly now: number;
  /** Whether a desk runs on the data. */
  readonly running: boolean;
}

export function good(check: string, text: string): Finding {
  return { level: 'ok', check, text };
}

export function warn(check: string, text: string, todo: string): Finding {
  return { level: 'warn', check, text, todo };
}

export function bad(check: string, text: string, todo: string): Finding {
  return { level: 'fail', check, text, todo };
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
