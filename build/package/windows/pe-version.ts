import { readFileSync } from 'node:fs';

/** The first four bytes of the fixed part of a version resource. */
const SIGNATURE = Buffer.from([0xbd, 0x04, 0xef, 0xfe]);

/** `1.2.3.4` of a Windows program or library; undefined where it carries no version. */
export function peVersion(file: string): string | undefined {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const at = bytes.indexOf(SIGNATURE);
  if (at === -1 || at + 16 > bytes.length) return undefined;
  const [high, low] = [bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 12)];
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}
