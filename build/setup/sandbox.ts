import { readFileSync } from 'node:fs';

/** Why Chromium's sandbox cannot start here, or undefined where it can. */
export function whyNoSandbox(
  uid: number | undefined = process.getuid?.(),
  readSwitch: (file: string) => string | undefined = readOrNothing,
): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (uid === 0) return 'this is root, and Chromium’s sandbox does not start as root';
  if (readSwitch('/proc/sys/kernel/unprivileged_userns_clone')?.trim() === '0')
    return 'this kernel allows no user namespaces to ordinary people';
  if (readSwitch('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')?.trim() === '1')
    return 'AppArmor allows no user namespaces to programs it does not know';
  return undefined;
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The switch exists on some kernels only; where it does not, nothing is forbidden by it.
    return undefined;
  }
}
