import type { SectionData } from '../../model/diagnostics';
import type { Severity } from './finding';
import { age, DAY, fact, GB, median, rule, type Hit } from './rule';

type Volume = SectionData<'filesystems'>[number];
type Disk = SectionData<'disks'>[number];
type Role = Volume['role'];

/** A line is crossed below this share of the size or this many bytes, whichever is less. */
interface Line {
  share: number;
  bytes: number;
}
interface Limits {
  full: Line;
  low: Line | null;
  severity: Severity;
}

// Windows keeps about 7 GB back for updates alone since 1903 and names too little room as the reason they fail;
// Outlook stops writing its mail file when the volume is full. Below 5 GB both begin to fail, below 2 GB nearly all does.
const OWN: Limits = {
  full: { share: 0.02, bytes: 2 * GB },
  low: { share: 0.1, bytes: 5 * GB },
  severity: 'critical',
};
const LIMITS: Record<Role, Limits> = {
  system: OWN,
  home: OWN,
  // A new kernel with its first files, or Windows' boot manager, no longer fits.
  boot: { full: { share: 0.02, bytes: GB }, low: { share: 0.1, bytes: GB }, severity: 'warning' },
  data: { full: { share: 0.01, bytes: GB }, low: { share: 0.05, bytes: 5 * GB }, severity: 'warning' },
  network: { full: { share: 0.005, bytes: GB }, low: null, severity: 'warning' },
  removable: { full: { share: 0.005, bytes: GB }, low: null, severity: 'info' },
};

/** Full by nature: images that are mounted as they are. */
const IMAGES = new Set(['squashfs', 'iso9660', 'cdfs', 'udf', 'cramfs', 'erofs', 'composefs', 'romfs']);
/** File systems a running system writes to; others (sealed macOS volumes, image-based Linux) are read-only on purpose. */
const WRITTEN = /^(ext[234]|xfs|btrfs|f2fs|jfs|zfs|ntfs|ntfs3|fuseblk|vfat|exfat|hfs)$/i;

export const diskFull = rule({
  id: 'disk-full',
  topic: 'storage',
  actionable: true,
  reads: ['filesystems'],
  check: ({ filesystems }) =>
    volumes(filesystems)
      .filter(isFull)
      .map((volume) => roomHit(volume, LIMITS[volume.role].severity)),
});

export const diskAlmostFull = rule({
  id: 'disk-almost-full',
  topic: 'storage',
  actionable: true,
  reads: ['filesystems'],
  check: ({ filesystems }) =>
    volumes(filesystems)
      .filter(isLow)
      .map((volume) => roomHit(volume, 'warning')),
});

export const diskFillingUp = rule({
  id: 'disk-filling-up',
  topic: 'storage',
  actionable: true,
  reads: ['filesystems', 'history'],
  check: ({ filesystems, history }) =>
    volumes(filesystems)
      .filter((volume) => !isFull(volume) && !isLow(volume))
      .flatMap((volume) => {
        const days = history?.filesystems.find((entry) => entry.mount === volume.mount)?.days ?? [];
        const perDayBytes = lostPerDay(days);
        const daysLeft = perDayBytes === null ? Infinity : volume.availableBytes / perDayBytes;
        if (perDayBytes === null || daysLeft >= 7) return [];
        const where = `history.filesystems[${volume.mount}].days`;
        return [
          {
            severity: 'warning' as const,
            subject: volume.mount,
            params: {
              mount: volume.mount,
              role: volume.role,
              perDayBytes,
              daysLeft: Math.max(1, Math.floor(daysLeft)),
            },
            evidence: [
              fact(`filesystems[${volume.mount}].availableBytes`, volume.availableBytes),
              fact(`${where}[0].availableBytes`, days[0]?.availableBytes ?? null),
              fact(`${where}[${days.length - 1}].availableBytes`, days.at(-1)?.availableBytes ?? null),
            ],
          },
        ];
      }),
});

export const inodesFull = rule({
  id: 'inodes-full',
  topic: 'storage',
  actionable: false,
  reads: ['filesystems'],
  check: ({ filesystems }) =>
    volumes(filesystems).flatMap((volume) =>
      volume.inodesUsedPercent !== null && volume.inodesUsedPercent >= 95
        ? [
            {
              severity: volume.inodesUsedPercent >= 99 ? LIMITS[volume.role].severity : ('warning' as const),
              subject: volume.mount,
              params: { mount: volume.mount, role: volume.role, usedPercent: volume.inodesUsedPercent },
              evidence: [fact(`filesystems[${volume.mount}].inodesUsedPercent`, volume.inodesUsedPercent)],
            },
          ]
        : [],
    ),
});

/** A mounted network drive whose server says nothing has no size in the report. */
export const networkDriveSilent = rule({
  id: 'network-drive-silent',
  topic: 'storage',
  actionable: true,
  reads: ['filesystems'],
  check: ({ filesystems }) =>
    (filesystems ?? [])
      .filter(({ role, sizeBytes }) => role === 'network' && sizeBytes === 0)
      .map(({ mount, device }) => ({
        severity: 'warning' as const,
        subject: mount,
        params: { mount, device },
        evidence: [fact(`filesystems[${mount}].sizeBytes`, 0), fact(`filesystems[${mount}].device`, device)],
      })),
});

export const readOnlyFilesystem = rule({
  id: 'read-only-filesystem',
  topic: 'storage',
  actionable: false,
  reads: ['filesystems'],
  check: ({ filesystems }) =>
    (filesystems ?? [])
      .filter((volume) => volume.readOnly === true && WRITTEN.test(volume.type))
      .filter(({ role }) => role === 'system' || role === 'home' || role === 'data')
      .map((volume) => ({
        // Linux remounts a file system read-only when it finds it damaged; data may be mounted so on purpose.
        severity: volume.role === 'data' ? ('info' as const) : ('critical' as const),
        subject: volume.mount,
        params: { mount: volume.mount, role: volume.role, type: volume.type },
        evidence: [
          fact(`filesystems[${volume.mount}].readOnly`, true),
          fact(`filesystems[${volume.mount}].role`, volume.role),
        ],
      })),
});

export const diskFailing = rule({
  id: 'disk-failing',
  topic: 'storage',
  actionable: true,
  reads: ['disks'],
  check: ({ disks }) =>
    (disks ?? [])
      .filter((disk) => disk.health === 'failing')
      .map((disk) => diskHit(disk, 'critical', [fact(`disks[${disk.device}].health`, disk.health)], 0)),
});

export const diskBadSectors = rule({
  id: 'disk-bad-sectors',
  topic: 'storage',
  actionable: true,
  reads: ['disks'],
  check: ({ disks }) =>
    // Backblaze's published drive statistics: few drives that work have any, three of four that fail do.
    (disks ?? []).flatMap((disk) =>
      disk.badSectors !== null && disk.badSectors > 0
        ? [
            diskHit(
              disk,
              'warning',
              [fact(`disks[${disk.device}].badSectors`, disk.badSectors)],
              disk.badSectors,
            ),
          ]
        : [],
    ),
});

export const diskWorn = rule({
  id: 'disk-worn',
  topic: 'storage',
  actionable: false,
  reads: ['disks'],
  check: ({ disks }) =>
    (disks ?? []).flatMap((disk) =>
      disk.wearPercent !== null && disk.wearPercent >= 90
        ? [
            diskHit(
              disk,
              'warning',
              [fact(`disks[${disk.device}].wearPercent`, disk.wearPercent)],
              disk.wearPercent,
            ),
          ]
        : [],
    ),
});

// NVMe makers set their warning temperature at 70 to 85 °C; hard disks are specified up to 60 °C.
const HOT_SSD = 70;
const HOT_HDD = 60;

export const diskHot = rule({
  id: 'disk-hot',
  topic: 'storage',
  actionable: true,
  reads: ['disks'],
  check: ({ disks }) =>
    (disks ?? []).flatMap((disk) =>
      disk.temperatureC !== null && disk.temperatureC >= (disk.kind === 'hdd' ? HOT_HDD : HOT_SSD)
        ? [
            diskHit(
              disk,
              'warning',
              [fact(`disks[${disk.device}].temperatureC`, disk.temperatureC)],
              disk.temperatureC,
            ),
          ]
        : [],
    ),
});

export const STORAGE_RULES = [
  diskFull,
  networkDriveSilent,
  readOnlyFilesystem,
  diskFailing,
  diskAlmostFull,
  diskFillingUp,
  inodesFull,
  diskBadSectors,
  diskWorn,
  diskHot,
] as const;

const ORDER: readonly Role[] = ['system', 'home', 'boot', 'data', 'network', 'removable'];

/** What can be written to, each space once: subvolumes and bind mounts share theirs with another mount. */
function volumes(all: readonly Volume[] | null): Volume[] {
  const seen = new Set<string>();
  return (all ?? [])
    .filter(
      (volume) => volume.sizeBytes > 0 && volume.readOnly !== true && !IMAGES.has(volume.type.toLowerCase()),
    )
    .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .filter((volume) => {
      const space = `${volume.sizeBytes}:${volume.availableBytes}:${volume.usedBytes}`;
      return seen.has(space) ? false : seen.add(space);
    });
}

function lineOf(volume: Volume, line: Line): number {
  return Math.min(volume.sizeBytes * line.share, line.bytes);
}

function isFull(volume: Volume): boolean {
  return volume.availableBytes < lineOf(volume, LIMITS[volume.role].full);
}

function isLow(volume: Volume): boolean {
  const { low } = LIMITS[volume.role];
  return low !== null && !isFull(volume) && volume.availableBytes < lineOf(volume, low);
}

function roomHit(
  volume: Volume,
  severity: Severity,
): Hit<{
  mount: string;
  role: Role;
  availableBytes: number;
  availablePercent: number;
}> {
  return {
    severity,
    subject: volume.mount,
    params: {
      mount: volume.mount,
      role: volume.role,
      availableBytes: volume.availableBytes,
      availablePercent: Math.min(100, (volume.availableBytes / volume.sizeBytes) * 100),
    },
    evidence: [
      fact(`filesystems[${volume.mount}].availableBytes`, volume.availableBytes),
      fact(`filesystems[${volume.mount}].sizeBytes`, volume.sizeBytes),
    ],
  };
}

function diskHit(
  disk: Disk,
  severity: Severity,
  evidence: Hit<never>['evidence'],
  value: number,
): Hit<{ device: string; model: string; value: number }> {
  return {
    severity,
    subject: disk.device,
    params: { device: disk.device, model: disk.model || disk.device, value },
    evidence,
  };
}

/** The loss of a usual day: the median, so that one large installation is not taken for a trend. */
function lostPerDay(days: readonly { at: string; availableBytes: number }[]): number | null {
  if (days.length < 4) return null;
  const losses = days.slice(1).flatMap((day, index) => {
    const before = days[index];
    const apart = before && age(Date.parse(day.at), before.at);
    return before && apart && apart > 0
      ? [(before.availableBytes - day.availableBytes) / Math.max(0.5, apart / DAY)]
      : [];
  });
  const usual = median(losses);
  return usual !== null && usual > 0 ? usual : null;
}
