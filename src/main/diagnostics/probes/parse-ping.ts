import type { Platform } from '../../../shared/model/device';

export interface Pinged {
  reachable: boolean;
  /** The middle one of the answers. */
  roundTripMs: number | null;
  lossPercent: number;
}

/** Not even "ms" is the same everywhere (Russian: `37мс`). Over IPv6 no TTL is named, and the time ends the line. */
const WINDOWS_ANSWER =
  /[=<]\s?(\d+)\s?[^\s\d]{1,6}\s+TTL=\d+|^[^=<\n]*:[\da-f]*:[^=<\n]*[=<]\s?(\d+)\s?[^\s\d,=]{1,6}\s*$/gim;

/** Counts the answers themselves: they look alike in every language, the summary does not. */
export function parsePing(platform: Platform, output: string, sent: number): Pinged | null {
  const pattern = platform === 'windows' ? WINDOWS_ANSWER : /\bttl=\d+\b.*=\s?([\d.]+) ?ms/gi;
  const times = [...output.matchAll(pattern)]
    .map((match) => Number(match[1] ?? match[2]))
    .toSorted((a, b) => a - b);
  // Nothing that looks like the program's own words: better unknown than "unreachable".
  if (times.length === 0 && !/\d/.test(output)) return null;
  const answers = Math.min(times.length, sent);
  return {
    reachable: answers > 0,
    roundTripMs: times[Math.floor(times.length / 2)] ?? null,
    lossPercent: Math.round((100 * (sent - answers)) / sent),
  };
}
