import { mkdir, readdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProgramOutcome } from '../../../src/main/diagnostics/run-program';
import { linuxSignals } from '../../../src/main/machine/linux';
import { machineReader, thisMachine, type MachineContext } from '../../../src/main/machine/machine';
import { identityOf, type Signals } from '../../../src/main/machine/signals';
import { machineIdentity } from '../../../src/shared/model/device';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';

const MACHINE_ID = '5f3c0d9be2a14c66a1b0c9d8e7f60514';

/** A `/sys` of files and links in a folder, as the kernel lays it out. */
async function tree(files: Record<string, string>, links: Record<string, string>): Promise<MachineContext> {
  const root = await tempFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  for (const [name, target] of Object.entries(links)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await mkdir(path.join(root, target), { recursive: true });
    await symlink(path.join(root, target), path.join(root, name));
  }
  return {
    run: () => Promise.resolve({ ok: false, reason: 'program-missing', detail: '' }),
    readText: (file) => readFile(path.join(root, file), 'utf8').catch(() => null),
    list: (folder) => readdir(path.join(root, folder)).catch(() => []),
    resolvePath: (file) => realpath(path.join(root, file)).catch(() => null),
  };
}

const LAPTOP_FILES = {
  '/etc/machine-id': `${MACHINE_ID}\n`,
  '/sys/class/net/enp0s31f6/address': '8c:16:45:00:a1:b2\n',
  '/sys/class/net/enp0s31f6/addr_assign_type': '0\n',
  // Random for this network; the adapter's own stands with its radio.
  '/sys/class/net/wlp2s0/address': '6e:91:0f:44:21:70\n',
  '/sys/class/net/wlp2s0/addr_assign_type': '3\n',
  '/sys/class/net/wlp2s0/phy80211/macaddress': 'a4:34:d9:00:c3:d4\n',
  '/sys/class/net/enx00e04c680001/address': '00:e0:4c:68:00:01\n',
  '/sys/class/net/enx00e04c680001/addr_assign_type': '0\n',
  // An address made up by the kernel, of an adapter that tells no other.
  '/sys/class/net/wwan0/address': '3a:5c:77:01:02:03\n',
  '/sys/class/net/wwan0/addr_assign_type': '1\n',
  '/sys/class/net/docker0/address': '02:42:6d:11:22:33\n',
  '/sys/class/net/docker0/addr_assign_type': '3\n',
  '/sys/class/net/lo/address': '00:00:00:00:00:00\n',
  '/sys/class/net/lo/addr_assign_type': '0\n',
  '/sys/block/nvme0n1/wwid': 'eui.0025385b01400a11\n',
  '/sys/block/nvme0n1/device/serial': 'S4EWNX0N100001      \n',
  '/sys/block/nvme0n1/removable': '0\n',
  '/sys/block/sda/removable': '0\n',
  '/sys/block/mmcblk0/device/type': 'SD\n',
  '/sys/block/mmcblk0/device/serial': '0x1a2b3c4d\n',
  '/sys/block/loop0/removable': '0\n',
};
const LAPTOP_LINKS = {
  '/sys/class/net/enp0s31f6/device': '/sys/devices/pci0000:00/0000:00:1f.6',
  '/sys/class/net/wlp2s0/device': '/sys/devices/pci0000:00/0000:02:00.0',
  '/sys/class/net/wwan0/device': '/sys/devices/pci0000:00/0000:03:00.0',
  '/sys/class/net/enx00e04c680001/device': '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0',
  '/sys/block/sda/device': '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-2/host4/target4:0:0/4:0:0:0',
};

describe('Linux', () => {
  test('what is built in and can be read by everybody, and nothing that comes and goes', async () => {
    const signals = await linuxSignals(await tree(LAPTOP_FILES, LAPTOP_LINKS));
    expect(signals.machineId).toBe(MACHINE_ID);
    expect(signals.hardware).toEqual([
      { kind: 'adapter', value: '8c:16:45:00:a1:b2' },
      { kind: 'adapter', value: 'a4:34:d9:00:c3:d4' },
      { kind: 'disk', value: 'eui.0025385b01400a11' },
      { kind: 'disk', value: 'S4EWNX0N100001' },
    ]);
  });

  test('of a board what can be read, of a bonded adapter its own address', async () => {
    const context = await tree(
      {
        '/var/lib/dbus/machine-id': MACHINE_ID,
        '/etc/machine-id': 'uninitialized\n',
        '/sys/class/dmi/id/product_uuid': '8d4f2c10-1a2b-4c3d-9e8f-001122334455\n',
        '/proc/device-tree/serial-number': '10000000a1b2c3d4\0',
        '/sys/class/net/eth0/address': '02:00:5e:10:00:01\n',
        '/sys/class/net/eth0/addr_assign_type': '3\n',
        '/sys/class/net/eth0/bonding_slave/perm_hwaddr': '8c:16:45:00:a1:b3\n',
      },
      { '/sys/class/net/eth0/device': '/sys/devices/platform/eth0' },
    );
    expect(await linuxSignals(context)).toEqual({
      machineId: MACHINE_ID,
      hardware: [
        { kind: 'board', value: '8d4f2c10-1a2b-4c3d-9e8f-001122334455' },
        { kind: 'board', value: '10000000a1b2c3d4' },
        { kind: 'adapter', value: '8c:16:45:00:a1:b3' },
      ],
    });
  });

  test('a computer of which nothing can be read has a name and no hardware', async () => {
    const signals = await linuxSignals(await tree({}, {}));
    expect(signals.hardware).toEqual([]);
    expect(signals.machineId).toMatch(/^name /);
  });
});

function printing(outputs: Record<string, string | ProgramOutcome>): MachineContext & { calls: string[][] } {
  const calls: string[][] = [];
  return {
    ...thisMachine,
    calls,
    run(program, args) {
      calls.push([program, ...args]);
      const said = outputs[program];
      if (said === undefined)
        return Promise.resolve({ ok: false, reason: 'program-missing', detail: program });
      return Promise.resolve(typeof said === 'string' ? { ok: true, output: said, exitCode: 0 } : said);
    },
  };
}

// Made from the documentation of `reg query`.
const REG = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography',
  '    MachineGuid    REG_SZ    2f0c6a1d-7b34-4a55-9c11-d0e1f2a3b4c5',
  '',
  '',
].join('\r\n');
// Made from the documentation of the classes that our own script asks, and of ConvertTo-Json.
const CIM = JSON.stringify({
  board: ['Default string', '4C4C4544-0051-3010-8033-B4C04F000001'],
  adapters: ['8C164500A1B4', null],
  disks: ['0025_385B_0140_0A12.', 'QM00001', ''],
});

describe('Windows', () => {
  test('the id out of the registry, the hardware as every user may read it', async () => {
    const context = printing({ reg: REG, powershell: CIM });
    const identity = await machineReader('windows', context, memoryLog())();
    expect(machineIdentity.parse(identity)).toEqual(identity);
    expect(identity?.hardware).toHaveLength(3);
    expect(context.calls[0]).toEqual([
      'reg',
      'query',
      'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
      '/v',
      'MachineGuid',
      '/reg:64',
    ]);
  });

  test.for<[string, string | ProgramOutcome]>([
    ['PowerShell is missing', { ok: false, reason: 'program-missing', detail: 'powershell' }],
    ['PowerShell fails half way', { ok: true, output: '', exitCode: 1 }],
    ['it prints something else', '{"board":["1"]}'],
  ])('where %s no hardware is known, and the id is', async ([, outcome]) => {
    const whole = await machineReader('windows', printing({ reg: REG, powershell: CIM }), memoryLog())();
    const half = await machineReader('windows', printing({ reg: REG, powershell: outcome }), memoryLog())();
    expect(half).toEqual({ tag: whole?.tag, hardware: [] });
  });

  test('without the id nothing is said, rather than something else than tomorrow', async () => {
    const log = memoryLog();
    const missing = { ok: true, output: 'ERROR: The system was unable to find it', exitCode: 1 } as const;
    expect(await machineReader('windows', printing({ reg: missing, powershell: CIM }), log)()).toBeNull();
    expect(log.has('machine.unread')).toBe(true);
  });
});

// As quoted in https://github.com/GuillaumeGomez/sysinfo/pull/1545, shortened; the two values left out there are ours.
const IOREG = `+-o iMacPro1,1  <class IOPlatformExpertDevice, id 0x100000114, registered, matched, active, busy 0>
    {
      "IOPlatformSystemSleepPolicy" = <534c505402000a002000000020000000000000>
      "compatible" = <"iMacPro1,1">
      "board-id" = <"Mac-7BA5B2D9E42DDD94">
      "serial-number" = <00>
      "IOPolledInterface" = "SMCPolledInterface is not serializable"
      "IOPlatformUUID" = "0D7E1C52-3B4A-5F60-8A91-C2D3E4F50617"
      "IOPlatformSerialNumber" = "XA00TEST0001"
      "IOConsoleSecurityInterest" = "IOCommand is not serializable"
    }
`;

test('macOS tells the id and the serial number of its board', async () => {
  const context = printing({ '/usr/sbin/ioreg': IOREG });
  const identity = await machineReader('macos', context, memoryLog())();
  expect(identity).toEqual(
    identityOf({
      machineId: '0d7e1c52-3b4a-5f60-8a91-c2d3e4f50617',
      hardware: [{ kind: 'board', value: 'XA00TEST0001' }],
    }),
  );
  expect(context.calls).toEqual([['/usr/sbin/ioreg', '-rd1', '-c', 'IOPlatformExpertDevice']]);
  expect(await machineReader('macos', printing({}), memoryLog())()).toBeNull();
});

test.for([
  'To be filled by O.E.M.',
  'Default string',
  '00:00:00:00:00:00',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'Not Specified',
  'System Serial Number',
  '03000200-0400-0500-0006-000700080009',
  't10.ATA     QEMU HARDDISK                           QM00005',
  '0123456789',
  '  ',
])('“%s” is no number of its own', (value) => {
  expect(identityOf({ machineId: MACHINE_ID, hardware: [{ kind: 'board', value }] }).hardware).toEqual([]);
});

test('values that differ only in spelling are one, those of different kinds are two', () => {
  const of = (...hardware: Signals['hardware']) => identityOf({ machineId: MACHINE_ID, hardware }).hardware;
  const board = { kind: 'board', value: 'AB  12' } as const;
  expect(of(board, { kind: 'board', value: ' ab 12 ' })).toHaveLength(1);
  expect(of(board, { kind: 'disk', value: 'AB 12' })).toHaveLength(2);
});

test('nothing of what was read stands in the identity or the log, and there is never too much of it', async () => {
  const value = fc.string({ minLength: 6, maxLength: 40 });
  fc.assert(
    fc.property(
      value,
      fc.array(fc.record({ kind: fc.constantFrom('board', 'adapter', 'disk'), value }), { maxLength: 40 }),
      (machineId, hardware) => {
        const identity = identityOf({ machineId, hardware } as Signals);
        expect(machineIdentity.parse(identity)).toEqual(identity);
        expect(identityOf({ machineId, hardware: hardware.toReversed() } as Signals)).toEqual(identity);
      },
    ),
  );
  const log = memoryLog();
  const identity = await machineReader('windows', printing({ reg: REG, powershell: CIM }), log)();
  const told = JSON.stringify([identity, log.lines]).toLowerCase();
  for (const raw of ['2f0c6a1d', '4c4c4544', '8c164500a1b4', '0025_385b']) expect(told).not.toContain(raw);
});

test('this computer is the same at each look', async () => {
  const read = machineReader('linux', thisMachine, memoryLog());
  expect(await read()).toEqual(await read());
});
