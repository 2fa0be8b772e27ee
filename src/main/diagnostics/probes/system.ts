import { hostname } from 'node:os';
import { chassis, system } from 'systeminformation';
import { always, collected, DEADLINE_MS, said, type Probe } from '../probe';

const DMI = '/sys/class/dmi/id';

export const systemProbe: Probe<'system'> = {
  key: 'system',
  source: 'systeminformation system(), chassis(); /sys/class/dmi/id',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run({ platform, readText }) {
    const [known, box] = await Promise.all([system(), chassis()]);
    // The library calls every machine with a stray /.dockerenv "Docker Container"; the firmware knows better.
    const firmware = platform === 'linux' ? said(await readText(`${DMI}/product_name`)) : '';
    const guessed = known.model === 'Docker Container' ? '' : said(known.model);
    return collected({
      hostname: said(hostname()),
      manufacturer: said(known.manufacturer),
      model: firmware || guessed,
      chassis: said(box.type),
      virtual: known.virtual,
    });
  },
};
