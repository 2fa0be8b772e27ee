import { describe, expect, test } from 'vitest';
import { audioProbe } from '../../../src/main/diagnostics/probes/audio';
import { batteryProbe } from '../../../src/main/diagnostics/probes/battery';
import { bluetoothProbe } from '../../../src/main/diagnostics/probes/bluetooth';
import { camerasProbe } from '../../../src/main/diagnostics/probes/cameras';
import { graphicsProbe } from '../../../src/main/diagnostics/probes/graphics';
import { usbProbe } from '../../../src/main/diagnostics/probes/usb';
import { fixture, machine } from './machine-context';

describe('what is plugged in', () => {
  const PCI = '/sys/bus/pci/devices/0000:00:02.0';
  const IDS = `# list
8086  Intel Corporation
\t9a49  TigerLake-LP GT2 [Iris Xe Graphics]
\t\t17aa 22c7  ThinkPad
10de  NVIDIA Corporation
\t9a49  Another maker's device
C 03  Display controller
`;

  test('a graphics adapter by the names of its numbers', async () => {
    const found = await graphicsProbe.run(
      machine({
        files: {
          [`${PCI}/class`]: '0x030000',
          [`${PCI}/vendor`]: '0x8086',
          [`${PCI}/device`]: '0x9a49',
          '/sys/bus/pci/devices/0000:00:1f.6/class': '0x020000',
          '/usr/share/hwdata/pci.ids': IDS,
        },
        links: { [`${PCI}/driver`]: '/sys/bus/pci/drivers/i915' },
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: [
        {
          vendor: 'Intel Corporation',
          model: 'TigerLake-LP GT2 [Iris Xe Graphics]',
          driver: 'i915',
          driverVersion: null,
          memoryBytes: null,
        },
      ],
    });
  });

  const usb = '/sys/bus/usb/devices';
  test('USB devices by what they say of themselves, else by the list; hubs of the computer are left out', async () => {
    const found = await usbProbe.run(
      machine({
        files: {
          [`${usb}/usb1/idVendor`]: '1d6b',
          [`${usb}/1-4/idVendor`]: '046d',
          [`${usb}/1-4/idProduct`]: 'c52b',
          [`${usb}/1-4/manufacturer`]: 'Logitech',
          [`${usb}/1-4/product`]: '$(touch canary)',
          [`${usb}/1-4/bDeviceClass`]: '00',
          [`${usb}/1-4:1.0/bInterfaceClass`]: '03',
          [`${usb}/1-4:1.1/bInterfaceClass`]: 'ff',
          [`${usb}/1-4.2/idVendor`]: '0781',
          [`${usb}/1-4.2/idProduct`]: '5581',
          [`${usb}/1-4.2:1.0/bInterfaceClass`]: '08',
          '/usr/share/misc/usb.ids': '# usb\n0781  SanDisk Corp.\n\t5581  Ultra\n',
        },
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: [
        { name: '$(touch canary)', manufacturer: 'Logitech', id: '046d:c52b', kind: 'input' },
        { name: 'Ultra', manufacturer: 'SanDisk Corp.', id: '0781:5581', kind: 'storage' },
      ],
    });
  });

  test('a camera once, not each of its nodes', async () => {
    const v4l = '/sys/class/video4linux';
    const found = await camerasProbe.run(
      machine({
        files: {
          [`${v4l}/video0/name`]: 'Integrated Camera: Integrated C\n',
          [`${v4l}/video0/index`]: '0\n',
          [`${v4l}/video1/name`]: 'Integrated Camera: Integrated C\n',
          [`${v4l}/video1/index`]: '1\n',
        },
      }),
    );
    expect(found).toMatchObject({
      data: [{ name: 'Integrated Camera: Integrated C', device: '/dev/video0' }],
    });
  });

  test.each([
    ['graphics', graphicsProbe, 'no graphics adapter'],
    ['usb', usbProbe, 'no USB device'],
    ['cameras', camerasProbe, 'no camera'],
    ['audio', audioProbe, 'no sound device'],
    ['bluetooth', bluetoothProbe, 'no Bluetooth adapter'],
    ['battery', batteryProbe, 'no battery'],
  ] as const)('a computer without %s has a reason, not a failure', async (_, probe, detail) => {
    expect(await probe.run(machine({}))).toEqual({ status: 'not-applicable', detail });
  });
});

describe('sound', () => {
  const served = (programs: Parameters<typeof machine>[0]['programs']) =>
    machine({
      env: { XDG_RUNTIME_DIR: '/run/user/1000' },
      files: { '/run/user/1000/pulse/native': '' },
      ...(programs ? { programs } : {}),
    });

  test('the sound server knows names and defaults', async () => {
    const found = await audioProbe.run(
      served((call) => {
        if (call === 'pactl info') return fixture('linux', 'pactl-info.txt');
        return fixture('linux', call === 'pactl list sinks' ? 'pactl-sinks.txt' : 'pactl-sources.txt');
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: [
        {
          name: 'Built-in Audio Analog Stereo',
          manufacturer: 'Intel Corporation',
          direction: 'output',
          default: true,
          driver: 'snd_hda_intel',
        },
        {
          name: 'Head"set $(touch canary)',
          manufacturer: 'Texas Instruments',
          direction: 'output',
          default: false,
          driver: 'snd_usb_audio',
        },
        {
          name: 'Headset Mono',
          manufacturer: 'Texas Instruments',
          direction: 'input',
          default: true,
          driver: 'alsa',
        },
      ],
    });
  });

  test('another language or noise is unreadable', async () => {
    expect(await audioProbe.run(served(() => 'Ziel #1\n\tName: x\n'))).toMatchObject({
      status: 'failed',
      reason: 'unreadable',
    });
  });

  test('without a server the kernel names the cards, and no program is started', async () => {
    const context = machine({
      files: {
        '/proc/asound/cards':
          ' 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0x603d1c0000 irq 163\n',
        '/proc/asound/pcm':
          '00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1\n00-03: HDMI 0 : HDMI 0 : playback 1\n',
      },
      links: { '/sys/class/sound/card0/device/driver': '/sys/bus/pci/drivers/snd_hda_intel' },
    });
    expect(await audioProbe.run(context)).toMatchObject({
      data: [{ name: 'HDA Intel PCH', direction: 'both', default: null, driver: 'snd_hda_intel' }],
    });
    expect(context.calls).toEqual([]);
  });
});

describe('Bluetooth', () => {
  const adapter = '/sys/class/bluetooth/hci0';

  test('devices of this computer, a charge only of what is near', async () => {
    const found = await bluetoothProbe.run(
      machine({
        files: { [`${adapter}/rfkill1/soft`]: '0', [`${adapter}/rfkill1/hard`]: '0' },
        programs: () => fixture('linux', 'bluez.json'),
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: {
        powered: true,
        devices: [
          { name: 'Kopfhörer von Büro 3', kind: 'audio-headset', connected: true, batteryPercent: 15 },
          { name: '$(touch canary)', kind: 'input-mouse', connected: false, batteryPercent: null },
        ],
      },
    });
  });

  test('a radio that is switched off is told though its service does not run', async () => {
    const found = await bluetoothProbe.run(machine({ files: { [`${adapter}/rfkill1/hard`]: '1' } }));
    expect(found).toEqual({ status: 'collected', data: { powered: false, devices: [] } });
  });

  test.each(['{"type":"a{oa{sa{sv}}}","data":[{"/org/bluez', '{"data":7}', '[]'])(
    'an answer like %s is unreadable',
    async (output) => {
      const found = await bluetoothProbe.run(
        machine({ files: { [`${adapter}/rfkill1/soft`]: '0' }, programs: () => output }),
      );
      expect(found).toMatchObject({ status: 'failed', reason: 'unreadable' });
    },
  );
});

describe('the battery', () => {
  const supply = (name: string, fields: Record<string, string>) => ({
    [`/sys/class/power_supply/${name}/uevent`]: Object.entries(fields)
      .map(([key, value]) => `POWER_SUPPLY_${key}=${value}\n`)
      .join(''),
  });
  const discharging = {
    TYPE: 'Battery',
    STATUS: 'Discharging',
    PRESENT: '1',
    CYCLE_COUNT: '481',
    POWER_NOW: '9361000',
    ENERGY_FULL_DESIGN: '48248000',
    ENERGY_FULL: '40877000',
    ENERGY_NOW: '20712000',
    CAPACITY: '50',
  };

  test('charge, wear and time, and not the charge of a mouse', async () => {
    const found = await batteryProbe.run(
      machine({
        files: {
          ...supply('AC', { TYPE: 'Mains', ONLINE: '0' }),
          ...supply('BAT0', discharging),
          ...supply('hid-mouse', { TYPE: 'Battery', SCOPE: 'Device', CAPACITY: '5' }),
        },
      }),
    );
    expect(found).toEqual({
      status: 'collected',
      data: {
        percent: 50,
        charging: false,
        onMains: false,
        healthPercent: 85,
        cycles: 481,
        remainingMinutes: 133,
      },
    });
  });

  test('two batteries are one', async () => {
    const found = await batteryProbe.run(
      machine({
        files: {
          ...supply('BAT0', discharging),
          ...supply('BAT1', { ...discharging, STATUS: 'Unknown', ENERGY_NOW: '40877000', CAPACITY: '100' }),
        },
      }),
    );
    expect(found).toMatchObject({ data: { percent: 75.3, onMains: false } });
  });

  test('a battery that says nothing of its charge is unreadable', async () => {
    expect(await batteryProbe.run(machine({ files: supply('BAT0', { TYPE: 'Battery' }) }))).toMatchObject({
      status: 'failed',
      reason: 'unreadable',
    });
  });
});
