import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readDisks as linux } from './linux/disks';
import { readDisks as macos } from './macos/disks';
import { readDisks as windows } from './windows/disks';

export const disksProbe: Probe<'disks'> = {
  key: 'disks',
  source:
    'Linux: /sys/block, smartctl -j or udisks by busctl; Windows: Get-PhysicalDisk, Get-StorageReliabilityCounter; macOS: system_profiler SPNVMeDataType SPSerialATADataType SPStorageDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
