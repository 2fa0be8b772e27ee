import type { SectionData } from '../../../shared/model/diagnostics';
import type { LogLine } from './journalctl';
import { isoTime } from '../json-value';

export type BootEnd = Pick<SectionData<'uptime'>, 'lastEnd' | 'lastEndAt' | 'lastEndDetail'>;

export const UNKNOWN_END: BootEnd = { lastEnd: 'unknown', lastEndAt: null, lastEndDetail: null };

const SHUTTING_DOWN =
  /Reached target .*(?:Power-Off|Poweroff|Reboot|Shutdown|Halt)|Shutting down\.|^Journal stopped|System is (?:powering|rebooting|shutting)/i;
const UPDATING = /offline-update|system-update\.target|System Update|unattended-upgrade/i;
const PANIC =
  /(Kernel panic[^\n]*|BUG: [^\n]*|Oops[: ][^\n]*|general protection fault[^\n]*|watchdog: BUG[^\n]*)/;

/** The last lines of the journal of the session before, in their order. */
export function endFromJournal(lines: readonly LogLine[]): BootEnd {
  const last = lines.at(-1);
  if (!last) return UNKNOWN_END;
  const stopped = lines.some((line) => SHUTTING_DOWN.test(line.message));
  if (!stopped) {
    const panic = lines.map((line) => panicLine(line.message)).find((text) => text !== null);
    const detail = panic ?? `the journal ends without a shutdown: ${last.source}: ${last.message}`;
    return { lastEnd: 'crash', lastEndAt: last.at, lastEndDetail: detail.slice(0, 300) };
  }
  const updating = lines.find((line) => UPDATING.test(`${line.source} ${line.message}`));
  return {
    lastEnd: updating ? 'update' : 'clean',
    lastEndAt: last.at,
    lastEndDetail: updating ? updating.message.slice(0, 300) : null,
  };
}

/** What a kernel says when it dies, in the text it left behind. */
export function panicLine(text: string): string | null {
  return PANIC.exec(text)?.[1]?.trim().slice(0, 300) ?? null;
}

/** Times in the names of what a crash leaves behind: seconds since 1970, or digits of a local date. */
export function crashNameTime(name: string): string | null {
  // The kernel's own dump: `dmesg-efi-170055084301001`, `dmesg-efi_pstore-170055084301001`, `1700550843` (systemd).
  const seconds = /^(?:dmesg-efi(?:_pstore)?-)?(1\d{9})(?:\d{5})?$/.exec(name)?.[1];
  if (seconds !== undefined) return isoTime(Number(seconds) * 1000);
  // kdump: `202311210912`, `127.0.0.1-2023-11-21-09:12:33`; macOS: `panic-full-2023-11-21-091233.0002.panic`.
  const date =
    /(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)[-_]?(\d\d):?(\d\d)(?::?(\d\d))?(?!\d)/.exec(name)?.slice(1) ?? [];
  const [year, month, day, hour, minute, second = '00'] = date;
  return year === undefined ? null : isoTime(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
}
