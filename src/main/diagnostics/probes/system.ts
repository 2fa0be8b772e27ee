import { hostname } from 'node:os';
import { baseboard, bios, chassis, system } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { always, collected, DEADLINE_MS, said, type Probe } from '../probe';
import { readSystem } from './linux/system';

export const systemProbe: Probe<'system'> = {
  key: 'system',
  source:
    'Linux: /sys/class/dmi/id, /proc/cpuinfo, /sys/hypervisor; else systeminformation system(), bios(), baseboard(), chassis()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    return collected(context.platform === 'linux' ? await readSystem(context) : await askLibrary());
  },
};

async function askLibrary(): Promise<SectionData<'system'>> {
  const [known, firmware, board, box] = await Promise.all([system(), bios(), baseboard(), chassis()]);
  return {
    hostname: said(hostname()),
    manufacturer: said(known.manufacturer),
    model: said(known.model),
    serial: given(known.serial, 120),
    chassis: said(box.type),
    virtual: known.virtual,
    hypervisor: known.virtual ? given(known.virtualHost, 80) : null,
    firmware:
      firmware.vendor || firmware.version
        ? {
            vendor: said(firmware.vendor),
            version: said(firmware.version),
            date: given(firmware.releaseDate, 40),
          }
        : null,
    board:
      board.manufacturer || board.model
        ? { manufacturer: said(board.manufacturer), model: said(board.model) }
        : null,
  };
}

/** The library says `-` for what it could not read. */
function given(value: unknown, max: number): string | null {
  const text = said(value, max);
  return text === '' || text === '-' ? null : text;
}
