import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import {
  isNobody,
  MASK_ALL,
  type Identifier,
  type RedactionContext,
} from '../../shared/rules/redact/context';

interface Person {
  userName: string;
  homeFolder: string;
  /** As the system introduces them; empty where it does not. */
  fullName: string;
}

/** What is masked on this computer, with a salt that stays the same from report to report. */
export function redactionHere(
  { userName, homeFolder, fullName }: Person,
  shown: readonly Identifier[],
  folder: string,
): RedactionContext {
  const shows = Object.fromEntries(shown.map((identifier) => [identifier, 'show' as const]));
  return {
    userNames: [userName, fullName].filter((name) => !isNobody(name)),
    homeFolders: [homeFolder],
    policy: { ...MASK_ALL, ...shows },
    salt: keptSalt(path.join(folder, 'redaction-salt')),
  };
}

/** Who started this agent. */
export function personHere(): Person {
  const userName = userInfo().username;
  return { userName, homeFolder: homedir(), fullName: fullNameIn(passwd(), userName) };
}

/** The full name of an account in the text of `/etc/passwd`. */
export function fullNameIn(text: string, userName: string): string {
  const row = text.split('\n').find((line) => line.startsWith(`${userName}:`));
  return row?.split(':')[4]?.split(',')[0]?.trim() ?? '';
}

function passwd(): string {
  try {
    return process.platform === 'linux' ? readFileSync('/etc/passwd', 'utf8') : '';
  } catch {
    return ''; // the account's name is masked all the same
  }
}

/** Read before there is a log, because the log itself redacts. */
function keptSalt(file: string): string {
  try {
    const kept = readFileSync(file, 'utf8');
    if (/^[0-9a-f]{32}$/.test(kept)) return kept;
  } catch {
    // The first start, or a file that cannot be read: a new one then.
  }
  const salt = randomBytes(16).toString('hex');
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, salt, { mode: 0o600 });
  } catch {
    // Nothing leaks without it; masks only change with the next start.
  }
  return salt;
}
