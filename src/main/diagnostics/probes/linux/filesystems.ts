import type { ProbeFailure, SectionData } from '../../../../shared/model/diagnostics';
import { parseMounts, type Mount } from '../../parse/mounts';
import { parseStatFs, STAT_FORMAT, type Space } from '../../parse/stat-fs';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';
import { sysText } from './sys';

type Filesystem = SectionData<'filesystems'>[number];

/** Where people keep files. Everything else is the kernel's, an image that is always full, or in memory. */
const STORAGE =
  /^(?:ext[234]|xfs|btrfs|zfs|f2fs|jfs|reiserfs|bcachefs|nilfs2|vfat|msdos|exfat|ntfs3?|hfsplus|hfs|apfs|udf|ufs|fuseblk|fuse\.(?:ntfs.*|exfat.*|mergerfs|gocryptfs|encfs|cryfs|vmhgfs.*)|ecryptfs|overlay|virtiofs|vboxsf|drvfs|9p)$/;
const NETWORK =
  /^(?:nfs4?|cifs|smb3|smbfs|ncpfs|afs|ceph|glusterfs|lustre|davfs|fuse\.(?:sshfs|rclone|davfs2?|glusterfs|cephfs|s3fs|curlftpfs|smbnetfs|onedriver))$/;
const MEMORY_FOR_PEOPLE = new Set(['/tmp', '/home', '/var/tmp']);
const BOOT = /^\/(?:boot|efi)(?:\/|$)/;
const REMOVABLE = /^\/(?:media|run\/media)\//;
const TIMEOUT_MS = 2_000;
const NO_SPACE: Space = { sizeBytes: 0, usedBytes: 0, availableBytes: 0, inodesUsedPercent: null };

/**
 * The numbers come from `stat`, not from a call in this process: a mount whose server is gone never answers, a program
 * can be killed and does not keep a thread. What may hang is asked alone.
 */
export async function readFilesystems(context: ProbeContext): Promise<Found<Filesystem[]>> {
  const text = await context.readText('/proc/self/mounts');
  if (text === null) return failed('unreadable', '/proc/self/mounts cannot be read');
  const mounts = onceEach(parseMounts(text).filter(holdsFiles)).slice(0, 64);
  if (mounts.length === 0) return notApplicable('no file system that keeps files is mounted');
  const [local, ...remote] = await Promise.all([
    askSpace(
      context,
      mounts.filter((mount) => !mayHang(mount)),
    ),
    ...mounts.filter(mayHang).map((mount) => askSpace(context, [mount])),
  ]);
  if (!local.ok) return failed(local.reason, local.detail);
  const spaces = new Map([local, ...remote].flatMap((asked) => (asked.ok ? [...asked.spaces] : [])));
  const rows = await Promise.all(
    mounts.map((mount) => filesystemOf(context, mount, spaces.get(mount.mount) ?? NO_SPACE)),
  );
  const known = rows.filter((row) => row !== null);
  return known.length > 0 ? collected(known) : failed('unreadable', 'stat tells no size of any file system');
}

type Asked =
  { ok: true; spaces: ReadonlyMap<string, Space> } | { ok: false; reason: ProbeFailure; detail: string };

async function askSpace(context: ProbeContext, mounts: readonly Mount[]): Promise<Asked> {
  if (mounts.length === 0) return { ok: true, spaces: new Map() };
  const names = mounts.map(({ mount }) => mount);
  const outcome = await context.run('stat', ['-f', '-c', STAT_FORMAT, '--', ...names], {
    timeoutMs: TIMEOUT_MS,
  });
  // One of several that is not there any more makes it end with 1; the others are in its output.
  return outcome.ok ? { ok: true, spaces: parseStatFs(outcome.output) } : outcome;
}

function holdsFiles({ type, mount }: Mount): boolean {
  if (mount.startsWith('/tmp/.mount_')) return false;
  if (type === 'tmpfs') return MEMORY_FOR_PEOPLE.has(mount);
  // Containers stack hundreds of these on top of each other; only the one below everything is of interest.
  if (type === 'overlay') return mount === '/';
  return STORAGE.test(type) || NETWORK.test(type);
}

/** One row for each file system, where it is nearest to the root: the rest are other ways to it. */
function onceEach(mounts: readonly Mount[]): Mount[] {
  const nearest = new Map<string, Mount>();
  for (const mount of mounts) {
    const key = mount.type === 'tmpfs' || mount.type === 'overlay' ? mount.mount : mount.device;
    const other = nearest.get(key);
    if (other === undefined || depth(mount) <= depth(other)) nearest.set(key, mount);
  }
  return [...nearest.values()];
}

function depth({ mount }: Mount): number {
  return mount === '/' ? 0 : mount.split('/').length;
}

function mayHang({ type }: Mount): boolean {
  return NETWORK.test(type) || type.startsWith('fuse') || type === '9p' || type === 'virtiofs';
}

async function filesystemOf(context: ProbeContext, mount: Mount, space: Space): Promise<Filesystem | null> {
  // A server that does not answer has no size, and is told of all the same: that is what is wrong with it.
  if (space.sizeBytes === 0 && !NETWORK.test(mount.type)) return null;
  return {
    mount: said(mount.mount, 500),
    device: said(mount.device, 500),
    type: said(mount.type, 40),
    ...space,
    readOnly: mount.readOnly,
    role: await roleOf(context, mount),
  };
}

async function roleOf(context: ProbeContext, { mount, type, device }: Mount): Promise<Filesystem['role']> {
  const home = context.env('HOME') ?? '';
  if (mount === '/' || mount === '/usr') return 'system';
  if (mount === '/home' || mount === home || home.startsWith(`${mount}/`)) return 'home';
  if (NETWORK.test(type)) return 'network';
  if (BOOT.test(mount)) return 'boot';
  if (REMOVABLE.test(mount)) return 'removable';
  return (await isRemovable(context, device)) ? 'removable' : 'data';
}

async function isRemovable(context: ProbeContext, device: string): Promise<boolean> {
  const name = /^\/dev\/([\w-]+)$/.exec(device)?.[1];
  const path = name === undefined ? null : await context.resolvePath(`/sys/class/block/${name}`);
  if (path === null) return false;
  if (path.includes('/usb')) return true;
  // Of a partition the disk says it, which is the folder above.
  const flags = await Promise.all([
    sysText(context, `${path}/removable`),
    sysText(context, `${path.slice(0, path.lastIndexOf('/'))}/removable`),
  ]);
  return flags.includes('1');
}
