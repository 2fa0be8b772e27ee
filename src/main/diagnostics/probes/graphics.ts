import { graphics } from 'systeminformation';
import { always, amount, collected, DEADLINE_MS, said, type Probe } from '../probe';

const MEGABYTE = 1024 * 1024;

export const graphicsProbe: Probe<'graphics'> = {
  key: 'graphics',
  source: 'systeminformation graphics()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const known = await graphics();
    return collected(
      known.controllers.slice(0, 64).map((card) => {
        const vram = amount(card.vram);
        return {
          vendor: said(card.vendor),
          model: said(card.model),
          driver: said(card.driverVersion),
          memoryBytes: vram === null || vram === 0 ? null : vram * MEGABYTE,
        };
      }),
    );
  },
};
