import type { MachineIdentity } from '../model/device';

/**
 * Whether two looks were taken at the same computer. A disk that was copied brings its machine id along but none of
 * the hardware; a computer whose network card or disk was replaced still has something else of what it had.
 */
export function sameComputer(before: MachineIdentity, now: MachineIdentity): boolean {
  if (before.tag !== now.tag) return false;
  if (before.hardware.length === 0 || now.hardware.length === 0) return true;
  return before.hardware.some((signal) => now.hardware.includes(signal));
}
