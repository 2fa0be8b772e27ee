import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readCameras as linux } from './linux/cameras';
import { readCameras as macos } from './macos/cameras';
import { readCameras as windows } from './windows/cameras';

export const camerasProbe: Probe<'cameras'> = {
  key: 'cameras',
  source: 'Linux: /sys/class/video4linux; Windows: Get-PnpDevice; macOS: system_profiler SPCameraDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
