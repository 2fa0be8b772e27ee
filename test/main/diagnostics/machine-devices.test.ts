import { describe, expect, test } from 'vitest';
import { audioProbe } from '../../../src/main/diagnostics/probes/audio';
import { batteryProbe } from '../../../src/main/diagnostics/probes/battery';
import { bluetoothProbe } from '../../../src/main/diagnostics/probes/bluetooth';
import { camerasProbe } from '../../../src/main/diagnostics/probes/cameras';
import { usbProbe } from '../../../src/main/diagnostics/probes/usb';
import { fixture, machine, printing } from './machine-context';

const windows = (name: string) => printing('windows', fixture('windows', name));
const macos = (name: string) => printing('macos', fixture('macos', name));
const PROBES = [audioProbe, camerasProbe, usbProbe, bluetoothProbe, batteryProbe];

describe('devices of a German Windows', () => {
  test('sound: what may be chosen, its direction, the maker of the card behind it', async () => {
    expect(await audioProbe.run(windows('audio-de.json'))).toEqual({
      status: 'collected',
      data: [
        {
          name: 'Lautsprecher (Realtek(R) Audio)',
          manufacturer: 'Realtek',
          direction: 'output',
          default: null,
          driver: 'IntcAzAudAddService',
        },
        {
          name: 'Mikrofon (Headset $(touch canary))',
          manufacturer: '',
          direction: 'input',
          default: null,
          driver: null,
        },
      ],
    });
  });

  test('a lone camera, which PowerShell prints without a list', async () => {
    expect(await camerasProbe.run(windows('camera-single.json'))).toMatchObject({
      data: [{ name: 'Integrierte Kamera' }],
    });
  });

  test('USB: a device of several parts is called after the part that says what it is', async () => {
    expect(await usbProbe.run(windows('usb-de.json'))).toEqual({
      status: 'collected',
      data: [
        { name: 'Integrierte Kamera', manufacturer: 'Chicony', id: '04f2:b604', kind: 'video' },
        { name: 'USB-Root-Hub', manufacturer: '(Standard-USB-HUBs)', id: '05e3:0608', kind: 'hub' },
        {
          name: 'USB-Eingabegerät',
          manufacturer: '(Standardsystemgeräte)',
          id: '046d:c077',
          kind: 'input',
        },
      ],
    });
  });

  test('Bluetooth: the charge of a headset stands on another of its entries', async () => {
    expect(await bluetoothProbe.run(windows('bluetooth-de.json'))).toEqual({
      status: 'collected',
      data: {
        powered: null,
        devices: [
          { name: 'Kopfhörer Büro', kind: 'classic', connected: true, batteryPercent: 30 },
          { name: 'Maus $(touch canary)', kind: 'low energy', connected: false, batteryPercent: null },
        ],
      },
    });
  });

  test('the battery with its wear', async () => {
    expect(await batteryProbe.run(windows('battery.json'))).toEqual({
      status: 'collected',
      data: {
        percent: 76,
        charging: false,
        onMains: false,
        healthPercent: 76,
        cycles: 412,
        remainingMinutes: 143,
      },
    });
  });

  test('a battery on mains has no time left to tell; a lone number may stand without a list', async () => {
    const output =
      '{"Batteries":{"EstimatedChargeRemaining":100,"EstimatedRunTime":71582788,"BatteryStatus":2},"Full":30000,"Designed":40000,"Cycles":[],"Online":true,"Charging":false}';
    expect(await batteryProbe.run(printing('windows', output))).toMatchObject({
      data: { percent: 100, onMains: true, healthPercent: 75, cycles: null, remainingMinutes: null },
    });
  });

  test.each(PROBES)('$key: what is cut off or of another shape is unreadable', async (probe) => {
    for (const output of [
      '[{"FriendlyName":"Laut',
      '"text"',
      '[1]',
      '[{"FriendlyName":7}]',
      '{"Batteries":3}',
    ]) {
      expect(await probe.run(printing('windows', output))).toMatchObject({
        status: 'failed',
        reason: 'unreadable',
      });
    }
  });

  test.each(PROBES)('$key: nothing there is a reason, not a failure', async (probe) => {
    const nothing = probe === batteryProbe ? '{"Batteries":[]}' : '';
    expect(await probe.run(printing('windows', nothing))).toMatchObject({ status: 'not-applicable' });
  });

  test('a program that fails is named', async () => {
    const context = machine({
      platform: 'windows',
      programs: () => ({ ok: true, output: '', exitCode: 1 }),
    });
    expect(await audioProbe.run(context)).toMatchObject({ status: 'failed', reason: 'program-failed' });
  });
});

describe('devices of a German Mac', () => {
  test('sound', async () => {
    expect(await audioProbe.run(macos('audio.json'))).toMatchObject({
      data: [
        { name: 'DELL U2724DE', direction: 'output', default: false, driver: 'displayport' },
        { name: 'INZONE H3', manufacturer: 'Sony', direction: 'both', default: true, driver: 'usb' },
        { name: 'MacBook Pro-Mikrofon', direction: 'input', default: false },
      ],
    });
  });

  test('cameras', async () => {
    expect(await camerasProbe.run(macos('camera.json'))).toEqual({
      status: 'collected',
      data: [
        {
          name: 'FaceTime HD-Kamera (integriert)',
          device: 'UVC Camera VendorID_1452 ProductID_34304',
        },
      ],
    });
  });

  test('USB devices at any depth, without their controllers', async () => {
    expect(await usbProbe.run(macos('usb.json'))).toEqual({
      status: 'collected',
      data: [
        { name: 'USB3.1 Hub', manufacturer: 'VIA Labs, Inc.', id: '2109:0817', kind: 'hub' },
        { name: 'FT232R USB UART', manufacturer: 'FTDI', id: '0403:6001', kind: '' },
        {
          name: 'Stick $(touch canary)',
          manufacturer: 'SanDisk Corporation',
          id: '0781:55fd',
          kind: 'storage',
        },
        { name: 'Keyboard', manufacturer: '', id: '05ac:0250', kind: '' },
      ],
    });
  });

  test('USB devices as macOS 26 lists them', async () => {
    expect(await usbProbe.run(macos('usb-host.json'))).toMatchObject({
      data: [{ name: 'SanDisk 3.2 Gen1', manufacturer: 'USB', id: '0781:55fd' }],
    });
  });

  test('Bluetooth: the emptier earphone counts; what is away keeps no number', async () => {
    expect(await bluetoothProbe.run(macos('bluetooth.json'))).toEqual({
      status: 'collected',
      data: {
        powered: true,
        devices: [
          { name: 'AirPods von Büro 3', kind: 'Headphones', connected: true, batteryPercent: 85 },
          { name: '$(touch canary)', kind: 'Mouse', connected: true, batteryPercent: null },
          { name: 'Magic Keyboard', kind: 'Keyboard', connected: false, batteryPercent: null },
        ],
      },
    });
    expect(await bluetoothProbe.run(macos('bluetooth-before-12.json'))).toMatchObject({
      data: { powered: true, devices: [{ connected: true }, { connected: false }] },
    });
  });

  const power = (pmset: string, profiler: string) =>
    machine({
      platform: 'macos',
      programs: (call) => (call.startsWith('pmset') ? fixture('macos', pmset) : profiler),
    });

  test('the battery with its wear', async () => {
    const found = await batteryProbe.run(power('pmset-discharging.txt', fixture('macos', 'power.json')));
    expect(found).toEqual({
      status: 'collected',
      data: {
        percent: 95,
        charging: false,
        remainingMinutes: 186,
        onMains: false,
        healthPercent: 78,
        cycles: 512,
      },
    });
  });

  test('a battery whose wear cannot be had is still a battery', async () => {
    expect(await batteryProbe.run(power('pmset-attached.txt', '{"SPPower'))).toMatchObject({
      data: { percent: 88, charging: false, onMains: true, healthPercent: null, cycles: null },
    });
  });

  test('a Mac without a battery is not asked for its wear', async () => {
    const context = power('pmset-no-battery.txt', '{}');
    expect(await batteryProbe.run(context)).toEqual({ status: 'not-applicable', detail: 'no battery' });
    expect(context.calls).toEqual(['pmset -g batt']);
  });

  test.each(PROBES)('$key: what is cut off or of another shape is unreadable', async (probe) => {
    for (const output of [
      '{ "SPAudioDataType" : [ {',
      '[]',
      '{"SPAudioDataType":1,"SPCameraDataType":"x","SPUSBDataType":[2],"SPBluetoothDataType":true}',
    ]) {
      expect(await probe.run(printing('macos', output))).toMatchObject({
        status: 'failed',
        reason: 'unreadable',
      });
    }
  });

  test.each(PROBES.filter((probe) => probe !== batteryProbe))(
    '$key: nothing there is a reason, not a failure',
    async (probe) => {
      expect(await probe.run(printing('macos', '{}'))).toMatchObject({ status: 'not-applicable' });
    },
  );
});
