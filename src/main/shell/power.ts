import { powerMonitor } from 'electron';

export function isOnBattery(): boolean {
  return powerMonitor.isOnBatteryPower();
}
