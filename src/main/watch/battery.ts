import type { ProbeContext } from '../diagnostics/probe';

const SUPPLIES = '/sys/class/power_supply';

/** What is left in the emptiest battery of the computer itself that is being used up; null where none is. */
export async function dischargingPercent({
  list,
  readText,
}: Pick<ProbeContext, 'list' | 'readText'>): Promise<number | null> {
  const levels = await Promise.all(
    (await list(SUPPLIES)).map(async (name) => {
      const read = async (field: string) => (await readText(`${SUPPLIES}/${name}/${field}`))?.trim() ?? '';
      const [type, scope, status] = await Promise.all([read('type'), read('scope'), read('status')]);
      // Mice and headsets report their batteries there too.
      if (type !== 'Battery' || scope === 'Device' || status !== 'Discharging') return null;
      const capacity = await read('capacity');
      return /^\d+$/.test(capacity) ? Number(capacity) : null;
    }),
  );
  const known = levels.filter((level) => level !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
