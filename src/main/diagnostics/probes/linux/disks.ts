import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { countOf, percentOf } from '../../json-value';
import { UNKNOWN_HEALTH, type DiskHealth } from '../../parse/disk-health';
import { parseSmartctl } from '../../parse/smartctl';
import { parseUdisks } from '../../parse/udisks';
import { parseJson } from '../../powershell';
import { said, type Found, type ProbeContext } from '../../probe';
import { managedObjects } from './dbus';
import { pciName } from './hardware-names';
import { isRoot, sysNumber, sysText } from './sys';

type Disk = SectionData<'disks'>[number];

/** Memory, images, drives for discs and what is built on top of disks. */
const NOT_A_DISK = /^(?:zram|loop|ram|sr|fd|dm-|md|nbd|mtdblock)\d/;
const SECTOR = 512;
const MADE_UP = /QEMU|VBOX|VMware|Virtual|Msft/i;

export async function readDisks(context: ProbeContext): Promise<Found<Disk[]>> {
  const names = (await context.list('/sys/block')).filter((name) => !NOT_A_DISK.test(name)).slice(0, 64);
  const found = await Promise.all(names.map((name) => readDisk(context, name)));
  const disks = found.filter((disk) => disk !== null);
  const health = await readHealth(context, disks);
  return foundSome(
    disks.map((disk) => withHealth(disk, health.get(kernelName(disk)))),
    'no disk is reported',
  );
}

async function readDisk(context: ProbeContext, name: string): Promise<Disk | null> {
  const folder = `/sys/block/${name}`;
  const text = (file: string, max?: number) => sysText(context, `${folder}/${file}`, max);
  const sectors = countOf(await text('size'));
  // Readers without a card.
  if (!sectors) return null;
  const [path, model, maker, serial, serialAbove, firmware, firmwareAbove, rotational, removable, cardType] =
    await Promise.all([
      context.resolvePath(folder),
      text('device/model'),
      text('device/vendor'),
      text('serial', 120),
      text('device/serial', 120),
      text('device/firmware_rev', 80),
      text('device/rev', 80),
      text('queue/rotational'),
      text('removable'),
      text('device/type'),
    ]);
  const bus = busOf(name, path ?? '');
  const named = model || said(await nameOfController(context, path ?? ''));
  // Of ATA disks the kernel only says that they are ATA disks.
  const known = /^(?:0x|ATA$)/.test(maker) ? named : said(`${maker} ${named}`);
  return {
    device: `/dev/${name}`,
    model: known,
    serial: serial || serialAbove || null,
    firmware: firmware || firmwareAbove || null,
    kind: kindOf({ bus, model: known, rotational, removable, cardType }),
    bus,
    sizeBytes: sectors * SECTOR,
    ...UNKNOWN_HEALTH,
    temperatureC: await readTemperature(context, folder),
    wearPercent: lifeTimeOf(await text('device/life_time')),
  };
}

function busOf(name: string, path: string): string {
  if (name.startsWith('nvme')) return 'NVMe';
  if (name.startsWith('mmcblk')) return 'MMC';
  if (name.startsWith('xvd')) return 'Xen';
  if (path.includes('/usb')) return 'USB';
  if (path.includes('/virtio')) return 'virtio';
  return /\/ata\d/.test(path) ? 'SATA' : 'SCSI';
}

interface Signs {
  bus: string;
  model: string;
  rotational: string;
  removable: string;
  cardType: string;
}

function kindOf({ bus, model, rotational, removable, cardType }: Signs): Disk['kind'] {
  if (bus === 'virtio' || bus === 'Xen' || MADE_UP.test(model)) return 'virtual';
  if (bus === 'USB' || removable === '1' || (bus === 'MMC' && cardType === 'SD')) return 'removable';
  if (rotational === '1') return 'hdd';
  return rotational === '0' ? 'ssd' : 'other';
}

/** Virtual disks have no name of their own; the PCI device they are behind has one. */
async function nameOfController(context: ProbeContext, path: string): Promise<string> {
  const device = /^\/sys\/devices\/pci.*\/[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d(?=\/virtio)/.exec(path)?.[0];
  const name = device === undefined ? null : await pciName(context, device);
  return name === null ? '' : `${name.vendor} ${name.device}`;
}

async function readTemperature(context: ProbeContext, folder: string): Promise<number | null> {
  for (const place of [`${folder}/device`, `${folder}/device/hwmon`]) {
    const sensor = (await context.list(place)).find((name) => /^hwmon\d+$/.test(name));
    const milli = sensor === undefined ? null : await sysNumber(context, `${place}/${sensor}/temp1_input`);
    if (milli !== null) return Math.round(milli / 1000);
  }
  return null;
}

/** eMMC: `0x02 0x01`, the used-up tenths of the life of both of its kinds of memory; the worse one counts. */
function lifeTimeOf(text: string): number | null {
  const tenths = text.split(/\s+/).flatMap((part) => (/^0x0[\dab]$/i.test(part) ? Number(part) : []));
  const worst = Math.max(0, ...tenths);
  return worst === 0 ? null : percentOf((worst - 1) * 10);
}

/** The administrator may ask the disks; others are told what udisks last heard from them. */
async function readHealth(
  context: ProbeContext,
  disks: readonly Disk[],
): Promise<ReadonlyMap<string, DiskHealth>> {
  const real = disks.filter((disk) => disk.kind !== 'virtual' && disk.bus !== 'MMC');
  if (real.length === 0) return new Map();
  if (await isRoot(context)) {
    const asked = await Promise.all(
      real.map(async (disk): Promise<[string, DiskHealth][]> => {
        const health = await askDisk(context, disk.device);
        return health === null ? [] : [[kernelName(disk), health]];
      }),
    );
    return new Map(asked.flat());
  }
  if ((await context.resolvePath('/run/dbus/system_bus_socket')) === null) return new Map();
  const objects = await managedObjects(context, 'org.freedesktop.UDisks2', '/org/freedesktop/UDisks2');
  // Health is one fact among many: without udisks the disks are still there.
  return objects.status === 'collected' ? parseUdisks(objects.data) : new Map();
}

async function askDisk(context: ProbeContext, device: string): Promise<DiskHealth | null> {
  const outcome = await context.run('smartctl', ['-j', '-n', 'standby', '-H', '-A', '-i', device], {
    timeoutMs: 3_000,
  });
  // Its exit code is a set of flags: bits from 8 upwards tell of a disk that is failing.
  if (!outcome.ok || (outcome.exitCode & 3) !== 0) return null;
  const json = parseJson(outcome.output, 'smartctl');
  return json.ok ? parseSmartctl(json.value) : null;
}

function withHealth(disk: Disk, health: DiskHealth | undefined): Disk {
  if (health === undefined) return disk;
  return {
    ...disk,
    ...health,
    temperatureC: health.temperatureC ?? disk.temperatureC,
    wearPercent: health.wearPercent ?? disk.wearPercent,
  };
}

function kernelName(disk: Disk): string {
  return disk.device.slice('/dev/'.length);
}
