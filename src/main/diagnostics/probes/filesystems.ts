import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readFilesystems as linux } from './linux/filesystems';
import { readFilesystems as macos } from './macos/filesystems';
import { readFilesystems as windows } from './windows/filesystems';

export const filesystemsProbe: Probe<'filesystems'> = {
  key: 'filesystems',
  source:
    'Linux: /proc/self/mounts, stat -f; Windows: Win32_LogicalDisk; macOS: system_profiler SPStorageDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
