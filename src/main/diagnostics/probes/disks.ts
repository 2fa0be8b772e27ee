import { blockDevices, diskLayout } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

/** Memory and images that only look like disks. */
const NOT_A_DISK = /^(?:zram|loop|ram)\d/;

export const disksProbe: Probe<'disks'> = {
  key: 'disks',
  source: 'systeminformation diskLayout(), blockDevices()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const layout = await diskLayout();
    // Virtual disks are missing in the layout; the block devices have them.
    const rows =
      layout.length > 0
        ? layout.map((disk) => ({
            device: said(disk.device),
            model: said(`${disk.vendor} ${disk.name}`),
            kind: said(disk.type, 40),
            bus: said(disk.interfaceType, 40),
            sizeBytes: amount(disk.size) ?? 0,
          }))
        : (await blockDevices())
            .filter((device) => device.type === 'disk' && device.size > 0 && !NOT_A_DISK.test(device.name))
            .map((device) => ({
              device: said(device.name),
              model: said(device.model),
              kind: said(device.physical, 40),
              bus: said(device.protocol, 40),
              sizeBytes: amount(device.size) ?? 0,
            }));
    return collected(rows.slice(0, 64));
  },
};
