/** critical: work is stopped or data is at risk. warning: likely to be felt. info: worth knowing. */
export type Severity = 'critical' | 'warning' | 'info';

/** What a finding is about, so that it can be held against the requester's words. */
export type Topic =
  | 'storage'
  | 'speed'
  | 'network'
  | 'internet'
  | 'sign-in'
  | 'printing'
  | 'power'
  | 'crash'
  | 'sound'
  | 'display'
  | 'security'
  | 'updates'
  | 'live-view'
  | 'hardware';

/** One fact a rule read: where it stands in the report, and its value there. */
export interface Evidence {
  /** `filesystems[/].availableBytes` */
  fact: string;
  value: string | number | boolean | null;
}
