import { fsSize } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

/** Images of programs and the like, always full by nature. */
const NOT_STORAGE = new Set(['squashfs', 'tmpfs', 'devtmpfs', 'efivarfs', 'iso9660']);

export const filesystemsProbe: Probe<'filesystems'> = {
  key: 'filesystems',
  source: 'systeminformation fsSize()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await fsSize();
    return collected(
      known
        .filter((volume) => !NOT_STORAGE.has(volume.type) && volume.size > 0)
        .slice(0, 64)
        .map((volume) => ({
          mount: said(volume.mount, 500),
          device: said(volume.fs, 500),
          type: said(volume.type, 40),
          sizeBytes: volume.size,
          usedBytes: amount(volume.used) ?? 0,
          availableBytes: amount(volume.available) ?? 0,
          readOnly: volume.rw === null ? null : !volume.rw,
        })),
    );
  },
};
