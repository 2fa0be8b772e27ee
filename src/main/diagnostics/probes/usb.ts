import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readUsb as linux } from './linux/usb';
import { readUsb as macos } from './macos/usb';
import { readUsb as windows } from './windows/usb';

export const usbProbe: Probe<'usb'> = {
  key: 'usb',
  source:
    'Linux: /sys/bus/usb/devices, usb.ids; Windows: Get-PnpDevice; macOS: system_profiler SPUSBDataType SPUSBHostDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
