import { describe, expect, test } from 'vitest';
import { disksProbe } from '../../../src/main/diagnostics/probes/disks';
import { filesystemsProbe } from '../../../src/main/diagnostics/probes/filesystems';
import { fixture, machine, printing, type Machine } from './machine-context';

const block = (name: string, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([file, text]) => [`/sys/block/${name}/${file}`, text]));

describe('disks on Linux', () => {
  const notebook: Machine = {
    files: {
      ...block('nvme0n1', {
        size: '2000409264\n',
        removable: '0',
        'queue/rotational': '0',
        'device/model': 'INTEL SSDPEKNW010T8   ',
        'device/serial': 'NVME0000000001 ',
        'device/firmware_rev': '002C ',
        'device/hwmon1/temp1_input': '35850',
      }),
      ...block('sda', {
        size: '976773168',
        removable: '0',
        'queue/rotational': '1',
        'device/model': 'Hitachi HDS72105',
        'device/vendor': 'ATA     ',
      }),
      ...block('loop0', { size: '8' }),
      ...block('zram0', { size: '8000000' }),
      ...block('sr0', { size: '2097151' }),
      ...block('sdz', { size: '0' }),
    },
    links: {
      '/sys/block/nvme0n1': '/sys/devices/pci0000:00/0000:00:1d.0/0000:3b:00.0/nvme/nvme0/nvme0n1',
      '/sys/block/sda': '/sys/devices/pci0000:00/0000:00:17.0/ata3/host2/target2:0:0/2:0:0:0/block/sda',
    },
  };

  test('what a person may read: kind, bus, temperature, and no health', async () => {
    const context = machine(notebook);
    expect(await disksProbe.run(context)).toEqual({
      status: 'collected',
      data: [
        {
          device: '/dev/nvme0n1',
          model: 'INTEL SSDPEKNW010T8',
          serial: 'NVME0000000001',
          firmware: '002C',
          kind: 'ssd',
          bus: 'NVMe',
          sizeBytes: 2_000_409_264 * 512,
          health: 'unknown',
          wearPercent: null,
          temperatureC: 36,
          badSectors: null,
          powerOnHours: null,
        },
        {
          device: '/dev/sda',
          model: 'Hitachi HDS72105',
          serial: null,
          firmware: null,
          kind: 'hdd',
          bus: 'SATA',
          sizeBytes: 976_773_168 * 512,
          health: 'unknown',
          wearPercent: null,
          temperatureC: null,
          badSectors: null,
          powerOnHours: null,
        },
      ],
    });
    expect(context.calls).toEqual([]);
  });

  test('what udisks last heard, for everybody', async () => {
    const found = await disksProbe.run(
      machine({
        ...notebook,
        links: { ...notebook.links, '/run/dbus/system_bus_socket': '/run/dbus/system_bus_socket' },
        programs: () => fixture('linux', 'udisks.json'),
      }),
    );
    expect(found).toMatchObject({
      data: [
        { device: '/dev/nvme0n1', health: 'failing', temperatureC: 37, powerOnHours: 780 },
        { device: '/dev/sda', health: 'good', temperatureC: 35, badSectors: 4, powerOnHours: 20_484 },
      ],
    });
  });

  const asRoot = (programs: Machine['programs']) =>
    machine({
      ...notebook,
      files: { ...notebook.files, '/proc/self/status': 'Name:\tnode\nUid:\t0\t0\t0\t0\n' },
      ...(programs ? { programs } : {}),
    });

  test('the administrator asks the disks; a failing one is told though the program ends with an error', async () => {
    const found = await disksProbe.run(
      asRoot((call) =>
        call.endsWith('/dev/sda')
          ? { ok: true, output: fixture('linux', 'smartctl-failing-ata.json'), exitCode: 216 }
          : fixture('linux', 'smartctl-nvme.json'),
      ),
    );
    expect(found).toMatchObject({
      data: [
        { health: 'good', wearPercent: 3, temperatureC: 36, badSectors: 0, powerOnHours: 2401 },
        { health: 'failing', wearPercent: null, temperatureC: 25, badSectors: 1983, powerOnHours: 65_592 },
      ],
    });
  });

  test.each([
    '',
    '{"smart_status": {"pas',
    '{"smart_status": 7, "ata_smart_attributes": {"table": "x"}}',
    '[1]',
  ])('a disk whose answer is %j is still there, its health unknown', async (output) => {
    expect(await disksProbe.run(asRoot(() => output))).toMatchObject({
      data: [{ health: 'unknown', temperatureC: 36 }, { health: 'unknown' }],
    });
  });

  test('a virtual disk is named after what it is behind, and not asked for its health', async () => {
    const device = '/sys/devices/pci0000:00/0000:00:02.0';
    const context = machine({
      files: {
        ...block('vda', { size: '536870912', 'queue/rotational': '1', 'device/vendor': '0x1af4' }),
        [`${device}/vendor`]: '0x1af4',
        [`${device}/device`]: '0x1042',
        '/usr/share/misc/pci.ids': '# ids\n1af4  Red Hat, Inc.\n\t1042  Virtio 1.0 block device\n',
        '/proc/self/status': 'Uid:\t0\t0\t0\t0\n',
      },
      links: { '/sys/block/vda': `${device}/virtio1/block/vda` },
    });
    expect(await disksProbe.run(context)).toMatchObject({
      data: [{ model: 'Red Hat, Inc. Virtio 1.0 block device', kind: 'virtual', bus: 'virtio' }],
    });
    expect(context.calls).toEqual([]);
  });

  test('no disk is a reason', async () => {
    expect(await disksProbe.run(machine({}))).toMatchObject({ status: 'not-applicable' });
  });
});

describe('file systems on Linux', () => {
  const MOUNTS = `sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda2 /var/lib/bind ext4 rw,relatime 0 0
/dev/sda1 /boot/efi vfat rw,relatime 0 0
/dev/sda3 /home ext4 ro,relatime 0 0
tmpfs /run tmpfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/loop7 /snap/core/1 squashfs ro 0 0
/dev/loop8 /mnt/image\\040$(touch\\040canary) ext4 rw 0 0
/dev/sdb1 /media/anna/STICK exfat rw 0 0
files.example.test:/office /srv/office nfs4 rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
`;
  const line = (mount: string) => `4096 1000 300 200 1000 40 ${mount}\n`;

  test('what keeps files, each once, where it lives and how full it is', async () => {
    const context = machine({
      files: { '/proc/self/mounts': MOUNTS },
      env: { HOME: '/home/anna' },
      programs: (call) =>
        call.includes('/srv/office')
          ? { ok: false, reason: 'deadline', detail: 'stat took too long' }
          : ['/', '/boot/efi', '/home', '/tmp', '/mnt/image $(touch canary)', '/media/anna/STICK']
              .map(line)
              .join(''),
    });
    const found = await filesystemsProbe.run(context);
    expect(found).toMatchObject({
      status: 'collected',
      data: [
        {
          mount: '/',
          sizeBytes: 4_096_000,
          usedBytes: 700 * 4096,
          availableBytes: 200 * 4096,
          inodesUsedPercent: 96,
          readOnly: false,
          role: 'system',
        },
        { mount: '/boot/efi', role: 'boot' },
        { mount: '/home', readOnly: true, role: 'home' },
        { mount: '/tmp', type: 'tmpfs', role: 'data' },
        { mount: '/mnt/image $(touch canary)', device: '/dev/loop8', role: 'data' },
        { mount: '/media/anna/STICK', role: 'removable' },
        { mount: '/srv/office', sizeBytes: 0, availableBytes: 0, role: 'network' },
      ],
    });
    // What may never answer is asked alone.
    expect(context.calls.map((call) => call.split(' -- ')[1])).toEqual([
      '/ /boot/efi /home /tmp /mnt/image $(touch canary) /media/anna/STICK',
      '/srv/office',
    ]);
  });

  test('a program that hangs is named, also where a server hangs too', async () => {
    const found = await filesystemsProbe.run(
      machine({
        files: { '/proc/self/mounts': MOUNTS },
        programs: () => ({ ok: false, reason: 'deadline', detail: 'stat took too long' }),
      }),
    );
    expect(found).toMatchObject({ status: 'failed', reason: 'deadline' });
  });

  test('file systems without inodes say nothing of them', async () => {
    const found = await filesystemsProbe.run(
      machine({ files: { '/proc/self/mounts': MOUNTS }, programs: () => '4096 10 5 5 0 0 /\n' }),
    );
    expect(found).toMatchObject({
      data: [{ mount: '/', inodesUsedPercent: null }, { mount: '/srv/office' }],
    });
  });

  test.each([
    [
      'not one line of numbers',
      { files: { '/proc/self/mounts': '/dev/sda2 / ext4 rw 0 0\n' }, programs: () => 'stat: ?' },
    ],
    ['no table of mounts', {}],
  ])('%s is unreadable', async (_, made) => {
    expect(await filesystemsProbe.run(machine(made))).toMatchObject({
      status: 'failed',
      reason: 'unreadable',
    });
  });
});

describe('on Windows', () => {
  test('disks by the numbers of their class, whatever the language', async () => {
    expect(
      await disksProbe.run(printing('windows', fixture('windows', 'physical-disks.json'))),
    ).toMatchObject({
      status: 'collected',
      data: [
        {
          device: 'PhysicalDrive0',
          kind: 'ssd',
          bus: 'NVMe',
          health: 'good',
          wearPercent: 2,
          temperatureC: 41,
          badSectors: 0,
          powerOnHours: 1874,
        },
        { serial: 'WD-000000000001', kind: 'hdd', bus: 'SATA', health: 'failing', wearPercent: null },
        { kind: 'removable', bus: 'USB', serial: null, temperatureC: null },
      ],
    });
  });

  test('one disk alone, in words', async () => {
    expect(
      await disksProbe.run(printing('windows', fixture('windows', 'physical-disk-words.json'))),
    ).toMatchObject({ data: [{ kind: 'virtual', bus: 'SAS', health: 'good' }] });
  });

  test('drives, also one whose server is gone', async () => {
    expect(
      await filesystemsProbe.run(printing('windows', fixture('windows', 'logical-disks-de.json'))),
    ).toMatchObject({
      data: [
        {
          mount: 'C:',
          device: 'Lokaler Datenträger',
          role: 'system',
          readOnly: null,
          availableBytes: 1_288_490_188,
        },
        { mount: 'E:', device: 'Stick $(touch canary)', role: 'removable', readOnly: true },
        { mount: 'H:', device: '\\\\files.example.test\\büro', role: 'network' },
        { mount: 'X:', sizeBytes: 0, role: 'network' },
      ],
    });
  });

  test.each([disksProbe, filesystemsProbe])('what $key cannot read is unreadable', async (probe) => {
    for (const output of [
      '[{"FriendlyName":"Sams',
      '"text"',
      '[1,2]',
      '{"Drives":"C:"}',
      '[{"Size":true}]',
    ]) {
      expect(await probe.run(printing('windows', output))).toMatchObject({
        status: 'failed',
        reason: 'unreadable',
      });
    }
  });

  test('none at all', async () => {
    expect(await disksProbe.run(printing('windows', ''))).toMatchObject({ status: 'not-applicable' });
    expect(await disksProbe.run(printing('windows', '[]'))).toMatchObject({ status: 'not-applicable' });
    expect(await filesystemsProbe.run(printing('windows', '{"Drives":[]}'))).toMatchObject({
      status: 'not-applicable',
    });
  });
});

describe('on macOS', () => {
  test('the disk inside once, the one outside by its volume', async () => {
    expect(await disksProbe.run(printing('macos', fixture('macos', 'storage.json')))).toMatchObject({
      data: [
        {
          device: 'disk0',
          model: 'APPLE SSD AP0256Z',
          firmware: '561.100.',
          kind: 'ssd',
          bus: 'NVMe',
          sizeBytes: 251_000_193_024,
          health: 'good',
        },
        { device: 'disk7', model: 'Elements 25A2', kind: 'removable', bus: 'USB', health: 'unknown' },
      ],
    });
  });

  test('volumes; the sealed one of the system is not called read-only, another is', async () => {
    expect(await filesystemsProbe.run(printing('macos', fixture('macos', 'storage.json')))).toMatchObject({
      data: [
        { mount: '/System/Volumes/Data', role: 'home', readOnly: false, availableBytes: 23_142_219_776 },
        { mount: '/', role: 'system', readOnly: null },
        { mount: '/Volumes/$(touch canary)', role: 'removable', readOnly: true },
      ],
    });
  });

  test.each([disksProbe, filesystemsProbe])('what $key cannot read is unreadable', async (probe) => {
    for (const output of ['{"SPNVMeDataType" : [ {', '[]', '{"SPStorageDataType":"x","SPNVMeDataType":3}']) {
      expect(await probe.run(printing('macos', output))).toMatchObject({
        status: 'failed',
        reason: 'unreadable',
      });
    }
    expect(await probe.run(printing('macos', '{}'))).toMatchObject({ status: 'not-applicable' });
  });
});
