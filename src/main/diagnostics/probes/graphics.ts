import { graphics } from 'systeminformation';
import type { SectionData } from '../../../shared/model/diagnostics';
import { always, amount, collected, DEADLINE_MS, notApplicable, said, type Probe } from '../probe';
import { readGraphics } from './linux/graphics';

const MEGABYTE = 1024 * 1024;

export const graphicsProbe: Probe<'graphics'> = {
  key: 'graphics',
  source: 'Linux: /sys/bus/pci/devices, pci.ids, /sys/class/drm; else systeminformation graphics()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const adapters = context.platform === 'linux' ? await readGraphics(context) : await askLibrary();
    return adapters.length > 0 ? collected(adapters) : notApplicable('no graphics adapter');
  },
};

async function askLibrary(): Promise<SectionData<'graphics'>> {
  const known = await graphics();
  return known.controllers.slice(0, 64).map((card) => {
    const vram = amount(card.vram);
    return {
      vendor: said(card.vendor),
      model: said(card.model),
      // Neither system has drivers of graphics that are told apart from their adapter by name.
      driver: said(card.vendor),
      driverVersion: said(card.driverVersion, 80) || null,
      memoryBytes: vram === null || vram === 0 ? null : vram * MEGABYTE,
    };
  });
}
