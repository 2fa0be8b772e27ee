import { describe, expect, test } from 'vitest';
import { NO_TARGETS } from '../../../src/main/diagnostics/probe';
import { runProgram } from '../../../src/main/diagnostics/run-program';
import { cpuProbe } from '../../../src/main/diagnostics/probes/cpu';
import { memoryProbe } from '../../../src/main/diagnostics/probes/memory';
import { systemProbe } from '../../../src/main/diagnostics/probes/system';
import { SECTION_DATA } from '../../../src/shared/model/diagnostics';
import { machine } from './machine-context';

const DMI = '/sys/class/dmi/id';
const CPUINFO = (flags: string) => `processor\t: 0
model name\t: Example CPU 7
cpu family\t: 6
model\t\t: 154
stepping\t: 3
microcode\t: 0x430
cpu MHz\t\t: 1800.000
physical id\t: 0
core id\t\t: 0
flags\t\t: ${flags}

processor\t: 1
model name\t: Example CPU 7
cpu MHz\t\t: 2200.000
physical id\t: 0
core id\t\t: 0
flags\t\t: ${flags}
`;

describe('the system', () => {
  test('a notebook is told by its firmware, without what its maker forgot to fill in', async () => {
    const found = await systemProbe.run(
      machine({
        files: {
          [`${DMI}/sys_vendor`]: 'LENOVO\n',
          [`${DMI}/product_name`]: '20XW\n',
          [`${DMI}/product_serial`]: 'PF000001\n',
          [`${DMI}/chassis_type`]: '10\n',
          [`${DMI}/bios_vendor`]: 'LENOVO\n',
          [`${DMI}/bios_version`]: 'N32ET75W (1.51)\n',
          [`${DMI}/bios_date`]: '04/05/2024\n',
          [`${DMI}/board_vendor`]: 'To Be Filled By O.E.M.\n',
          [`${DMI}/board_name`]: 'Default string\n',
          '/proc/cpuinfo': CPUINFO('fpu sse2'),
        },
      }),
    );
    expect(found).toMatchObject({
      status: 'collected',
      data: {
        manufacturer: 'LENOVO',
        model: '20XW',
        serial: 'PF000001',
        chassis: 'Notebook',
        virtual: false,
        hypervisor: null,
        firmware: { vendor: 'LENOVO', version: 'N32ET75W (1.51)', date: '04/05/2024' },
        board: null,
      },
    });
  });

  test.each([
    [{ sys_vendor: 'VMware, Inc.', product_name: 'VMware7,1' }, '', 'VMware'],
    [{ sys_vendor: 'Microsoft Corporation', product_name: 'Virtual Machine' }, '', 'Hyper-V'],
    [{ sys_vendor: 'QEMU', product_name: 'Standard PC' }, '', 'KVM'],
    [{}, 'tsc kvm-clock', 'KVM'],
    [{}, 'tsc', null],
  ])('a virtual machine %j with clocks "%s" runs on %s', async (dmi, clocks, hypervisor) => {
    const files = Object.fromEntries(Object.entries(dmi).map(([name, text]) => [`${DMI}/${name}`, text]));
    const found = await systemProbe.run(
      machine({
        files: {
          ...files,
          '/proc/cpuinfo': CPUINFO('fpu hypervisor sse2'),
          '/sys/devices/system/clocksource/clocksource0/available_clocksource': clocks,
        },
      }),
    );
    expect(found).toMatchObject({ data: { virtual: true, hypervisor, chassis: 'Virtual Machine' } });
  });

  test('the bare metal of a cloud is not a virtual machine', async () => {
    const found = await systemProbe.run(
      machine({ files: { [`${DMI}/sys_vendor`]: 'Amazon EC2', '/proc/cpuinfo': CPUINFO('fpu sse2') } }),
    );
    expect(found).toMatchObject({ data: { virtual: false, hypervisor: null } });
  });
});

describe('the processor', () => {
  const CPU = '/sys/devices/system/cpu';
  const cache = (cpu: number, index: number, level: string, size: string, shared: string) => ({
    [`${CPU}/cpu${cpu}/cache/index${index}/level`]: level,
    [`${CPU}/cpu${cpu}/cache/index${index}/size`]: size,
    [`${CPU}/cpu${cpu}/cache/index${index}/shared_cpu_list`]: shared,
  });
  const context = machine({
    files: {
      '/proc/cpuinfo': CPUINFO('fpu'),
      '/proc/pressure/cpu':
        'some avg10=3.12 avg60=41.75 avg300=1.37 total=3414452392\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
      ...cache(0, 0, '1', '48K', '0-1'),
      ...cache(1, 0, '1', '48K', '0-1'),
      ...cache(0, 2, '2', '1280K', '0-1'),
      ...cache(1, 2, '2', '1280K', '0-1'),
      ...cache(0, 3, '3', '18M', '0-1'),
      [`${CPU}/cpu0/cpufreq/cpuinfo_max_freq`]: '4700000',
      [`${CPU}/cpu0/thermal_throttle/core_throttle_count`]: '0',
      [`${CPU}/cpu1/thermal_throttle/package_throttle_count`]: '12',
      '/sys/class/hwmon/hwmon3/name': 'coretemp',
      '/sys/class/hwmon/hwmon3/temp1_input': '71000',
      '/sys/class/hwmon/hwmon3/temp2_input': '88500',
      '/sys/class/hwmon/hwmon4/name': 'nvme',
      '/sys/class/hwmon/hwmon4/temp1_input': '99000',
    },
  });

  test('cores, caches once each, pressure, heat and throttling; the load is the one measured before', async () => {
    context.targets = { ...context.targets, loadPercent: 37 };
    expect(await cpuProbe.run(context)).toEqual({
      status: 'collected',
      data: {
        model: 'Example CPU 7',
        cores: 2,
        physicalCores: 1,
        sockets: 1,
        stepping: 'family 6, model 154, stepping 3, microcode 0x430',
        cacheBytes: { l1: 48 * 1024, l2: 1280 * 1024, l3: 18 * 1024 * 1024 },
        speedGhz: 2,
        maxGhz: 4.7,
        loadPercent: 37,
        pressurePercent: 41.8,
        temperatureC: 89,
        throttled: true,
      },
    });
    expect(context.calls).toEqual([]);
  });

  test('a file without a processor is unreadable', async () => {
    expect(await cpuProbe.run(machine({ files: { '/proc/cpuinfo': '\0\0' } }))).toMatchObject({
      status: 'failed',
      reason: 'unreadable',
    });
  });
});

describe('the memory', () => {
  const meminfo =
    'MemTotal:       16000000 kB\nMemFree:         100000 kB\nMemAvailable:     500000 kB\nSwapTotal:       2000000 kB\nSwapFree:         500000 kB\n';
  const udev = `I:123
E:MEMORY_ARRAY_NUM_DEVICES=4
E:MEMORY_DEVICE_0_LOCATOR=DIMM A
E:MEMORY_DEVICE_0_SIZE=17179869184
E:MEMORY_DEVICE_0_TYPE=DDR4
E:MEMORY_DEVICE_0_SPEED_MTS=3200
E:MEMORY_DEVICE_0_CONFIGURED_SPEED_MTS=2667
E:MEMORY_DEVICE_0_MANUFACTURER=Samsung
E:MEMORY_DEVICE_0_PART_NUMBER=M471A2G43AB2-CWE    
E:MEMORY_DEVICE_1_PRESENT=0
E:MEMORY_DEVICE_1_LOCATOR=DIMM B
E:MEMORY_DEVICE_2_LOCATOR=DIMM 0
E:MEMORY_DEVICE_2_SIZE=4294967296
E:MEMORY_DEVICE_2_TYPE=RAM
E:MEMORY_DEVICE_2_MANUFACTURER=QEMU
E:MEMORY_DEVICE_3_SIZE=8589934592
E:MEMORY_DEVICE_3_TYPE=DDR4
E:MEMORY_DEVICE_3_MANUFACTURER=Unknown
E:MEMORY_DEVICE_3_PART_NUMBER=Unknown
`;

  test('use, pressure, and the modules that are really there', async () => {
    const found = await memoryProbe.run(
      machine({
        files: {
          '/proc/meminfo': meminfo,
          '/proc/pressure/memory': 'some avg10=0.00 avg60=12.50 avg300=0.00 total=0\n',
          '/run/udev/data/+dmi:id': udev,
        },
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: {
        totalBytes: 16_000_000 * 1024,
        availableBytes: 500_000 * 1024,
        swapTotalBytes: 2_000_000 * 1024,
        swapUsedBytes: 1_500_000 * 1024,
        pressurePercent: 12.5,
        modules: [
          {
            slot: 'DIMM A',
            sizeBytes: 17_179_869_184,
            type: 'DDR4',
            speedMhz: 2667,
            manufacturer: 'Samsung',
            partNumber: 'M471A2G43AB2-CWE',
          },
          {
            slot: '',
            sizeBytes: 8_589_934_592,
            type: 'DDR4',
            speedMhz: null,
            manufacturer: '',
            partNumber: '',
          },
        ],
      },
    });
  });

  test('cut in the middle it is unreadable', async () => {
    expect(await memoryProbe.run(machine({ files: { '/proc/meminfo': 'MemTo' } }))).toMatchObject({
      status: 'failed',
      reason: 'unreadable',
    });
  });
});

describe.runIf(process.platform === 'linux')('this machine', () => {
  test('its processor and memory are facts of the right shape', async () => {
    const { readFile } = await import('node:fs/promises');
    const context = {
      ...machine({}),
      targets: { ...NO_TARGETS, loadPercent: 5 },
      run: runProgram,
      readText: (file: string) => readFile(file, 'utf8').catch(() => null),
    };
    for (const probe of [cpuProbe, memoryProbe]) {
      const found = await probe.run(context);
      expect(found.status).toBe('collected');
      if (found.status === 'collected') expect(() => SECTION_DATA[probe.key].parse(found.data)).not.toThrow();
    }
  });
});
