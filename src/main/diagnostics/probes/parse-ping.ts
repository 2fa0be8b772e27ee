import type { Platform } from '../../../shared/model/device';

export interface Pinged {
  reachable: boolean;
  /** The middle one of the answers. */
  roundTripMs: number | null;
  lossPercent: number;
}

/** Counts the answers themselves: they look alike in every language, the summary does not. */
export function parsePing(platform: Platform, output: string, sent: number): Pinged | null {
  const pattern =
    platform === 'windows' ? /[=<]\s?(\d+)\s?ms\b.*\bTTL=\d+/gi : /\bttl=\d+\b.*=\s?([\d.]+) ?ms/gi;
  const times = [...output.matchAll(pattern)].map((match) => Number(match[1])).toSorted((a, b) => a - b);
  // Nothing that looks like the program's own words: better unknown than "unreachable".
  if (times.length === 0 && !/\d/.test(output)) return null;
  const answers = Math.min(times.length, sent);
  return {
    reachable: answers > 0,
    roundTripMs: times[Math.floor(times.length / 2)] ?? null,
    lossPercent: Math.round((100 * (sent - answers)) / sent),
  };
}
