import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readBluetooth as linux } from './linux/bluetooth';
import { readBluetooth as macos } from './macos/bluetooth';
import { readBluetooth as windows } from './windows/bluetooth';

export const bluetoothProbe: Probe<'bluetooth'> = {
  key: 'bluetooth',
  source:
    'Linux: /sys/class/bluetooth, busctl org.bluez; Windows: Get-PnpDevice, Get-PnpDeviceProperty; macOS: system_profiler SPBluetoothDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
