export interface Space {
  sizeBytes: number;
  usedBytes: number;
  availableBytes: number;
  inodesUsedPercent: number | null;
}

/** Numbers first, the name last: it may hold anything but a line's end. */
export const STAT_FORMAT = '%S %b %f %a %c %d %n';

/** `stat -f` in the format above, by mount point: block size, blocks, free, available, inodes, free inodes, name. */
export function parseStatFs(output: string): ReadonlyMap<string, Space> {
  return new Map(
    output.split('\n').flatMap((line): [string, Space][] => {
      const match = /^(\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\/.*)$/.exec(line);
      if (match?.[7] === undefined) return [];
      const [size = 0, blocks = 0, free = 0, available = 0, inodes = 0, freeInodes = 0] = match
        .slice(1, 7)
        .map(Number);
      const space = {
        sizeBytes: blocks * size,
        usedBytes: Math.max(0, blocks - free) * size,
        availableBytes: Math.min(available, blocks) * size,
        inodesUsedPercent:
          inodes > 0
            ? Math.min(100, Math.round((1000 * Math.max(0, inodes - freeInodes)) / inodes) / 10)
            : null,
      };
      return [[match[7], space]];
    }),
  );
}
