import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readBattery as linux } from './linux/battery';
import { readBattery as macos } from './macos/battery';
import { readBattery as windows } from './windows/battery';

export const batteryProbe: Probe<'battery'> = {
  key: 'battery',
  source:
    'Linux: /sys/class/power_supply; Windows: Win32_Battery, BatteryFullChargedCapacity, BatteryStaticData; macOS: pmset -g batt, system_profiler SPPowerDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
