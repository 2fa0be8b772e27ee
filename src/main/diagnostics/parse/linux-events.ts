import type { EventGroup, LoggedEvent } from './event-groups';
import type { LogLine } from './journalctl';
import { isoTime } from '../json-value';

interface Sign {
  kind: EventGroup['kind'];
  /** Held against "source: message"; its first group, if it has one, is what it is about. */
  words: RegExp;
}

const SIGNS: readonly Sign[] = [
  { kind: 'out-of-memory', words: /Out of memory: Killed process \d+ \(([^)]+)\)/ },
  { kind: 'out-of-memory', words: /oom-kill|invoked oom-killer|^systemd-oomd: .*killed/i },
  { kind: 'crash', words: /Process \d+ \(([^)]+)\) of user \d+ (?:dumped core|terminated abnormally)/ },
  { kind: 'crash', words: /^kernel: (?:traps: )?(\S+?)\[\d+\][: ]+(?:segfault|general protection|trap)/ },
  { kind: 'crash', words: /Kernel panic|kernel BUG at|\bOops: |^systemd-coredump: / },
  { kind: 'hang', words: /task (\S+?):\d+ blocked for more than/ },
  { kind: 'hang', words: /(?:soft|hard) lockup|detected stalls on CPUs/i },
  { kind: 'disk', words: /\b(?:I\/O error, dev|Buffer I\/O error on dev(?:ice)?) (\w[\w-]*)/ },
  {
    kind: 'disk',
    words:
      /(?:EXT4-fs|XFS|BTRFS|FAT-fs|F2FS-fs)(?=.*(?:error|corrupt|remount|failed))[^(]*\((?:device )?([\w-]+)/i,
  },
  { kind: 'disk', words: /\b(nvme\d+)(?:n\d+)?:.*(?:timeout|reset|I\/O|failed|error)/i },
  { kind: 'disk', words: /\b(ata\d+)(?:\.\d+)?: .*(?:failed|error|exception|SError)/i },
  { kind: 'disk', words: /\[(sd[a-z]+)\].*(?:Medium Error|Unrecovered read|Sense Key)/i },
  { kind: 'disk', words: /^smartd: Device: (\S+).*(?:FAIL|uncorrectable|pending)/i },
  { kind: 'disk', words: /No space left on device/i },
  {
    kind: 'hardware',
    words: /Hardware Error|Machine check|\bEDAC\b|PCIe Bus Error|temperature above threshold/i,
  },
  {
    kind: 'hardware',
    words:
      /\busb (\d[\d.-]*): .*(?:device descriptor read|not accepting address|over-?current)|unable to enumerate USB device/,
  },
  {
    kind: 'update',
    words: /^(?:apt|apt-get|dpkg|dnf|packagekitd?|unattended-upgrade\S*|fwupd|update-manager)\b/i,
  },
  {
    kind: 'driver',
    words:
      /^kernel: .*\b(i915|xe|amdgpu|radeon|nouveau|NVRM|nvidia|iwlwifi|ath1\dk|rtw\w+|brcmfmac|snd_\w+|r8169|e1000e|btusb)\b/,
  },
  {
    kind: 'driver',
    words: /(?:firmware: failed to load|Direct firmware load for) (\S+)|probe .*failed with error/,
  },
];

/** What systemd's own record of a program's death is called. */
const COREDUMP = 'fc2e22bc6ee647b6b90729ab34a250b1';

export function linuxEvent(line: LogLine): LoggedEvent {
  const { at, source, message } = line;
  if (line.messageId === COREDUMP) return { at, source, message, kind: 'crash', subject: line.subject };
  const whole = `${source}: ${message}`;
  for (const { kind, words } of SIGNS) {
    const found = words.exec(whole);
    if (found) return { at, source, message, kind, subject: imageOf(message) ?? found[1] ?? line.subject };
  }
  return { at, source, message, kind: 'error', subject: line.subject };
}

/** The kernel names the thread that crashed and the file it ran in; a library would say less than the thread. */
function imageOf(message: string): string | null {
  const file = / in ([^\s[]+)\[[0-9a-f,+]+\]/.exec(message)?.[1];
  return file === undefined || file.includes('.so') ? null : file;
}

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
/** The kernel tells of a program's crash as a mere remark. */
const CRASHED = /(?:segfault at|general protection fault|traps: )/;

/** `dmesg -x --time-format iso`: `kern  :err   : 2026-11-21T23:17:01,123456+00:00 words`; errors and crashes only. */
export function parseDmesg(output: string): LogLine[] {
  const rows = output.matchAll(
    /^(\w+)\s*:(\w+)\s*: (\d{4}-\d\d-\d\dT[\d:]+)[,.](\d+)([+-]\d\d:?\d\d) (.*)$/gm,
  );
  return [...rows].flatMap(([, facility, level = '', date, fraction = '', zone, message = '']) => {
    const priority = LEVELS.indexOf(level);
    const at = isoTime(`${date}.${fraction.slice(0, 3)}${zone}`);
    if (at === null || priority < 0 || (priority > 3 && !CRASHED.test(message))) return [];
    return [
      {
        at,
        source: facility === 'kern' ? 'kernel' : (facility ?? ''),
        message,
        priority,
        subject: null,
        messageId: '',
      },
    ];
  });
}

/** A file that Ubuntu leaves in /var/crash: `_usr_bin_gnome-shell.1000.crash`. */
export function apportProgram(name: string): string | null {
  const path = /^(_\S+?)\.\d+\.crash$/.exec(name)?.[1];
  return path?.split('_').at(-1) ?? null;
}
