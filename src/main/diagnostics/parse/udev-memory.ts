import type { SectionData } from '../../../shared/model/diagnostics';
import { countOf } from '../json-value';
import { said } from '../probe';
import { parseAssignments } from './uevent';

type MemoryModule = SectionData<'memory'>['modules'][number];

/**
 * Memory modules as udev keeps them for everybody to read (`/run/udev/data/+dmi:id`); the firmware's own table is the
 * administrator's. Empty slots and the nameless modules that hypervisors make up are left out.
 */
export function parseUdevMemory(text: string): MemoryModule[] {
  const fields = parseAssignments(text, 'E:MEMORY_DEVICE_');
  const numbers = new Set([...fields.keys()].map((key) => key.slice(0, key.indexOf('_'))));
  return [...numbers].slice(0, 64).flatMap((number) => {
    const field = (name: string, max = 80) => known(said(fields.get(`${number}_${name}`), max));
    const sizeBytes = countOf(field('SIZE'));
    const type = field('TYPE', 40);
    const made = `${field('MANUFACTURER')}${field('PART_NUMBER')}`;
    if (!sizeBytes || fields.get(`${number}_PRESENT`) === '0' || madeUp(type, made)) return [];
    return [
      {
        slot: field('LOCATOR'),
        sizeBytes,
        type,
        speedMhz: countOf(field('CONFIGURED_SPEED_MTS')) ?? countOf(field('SPEED_MTS')),
        manufacturer: field('MANUFACTURER'),
        partNumber: field('PART_NUMBER'),
      },
    ];
  });
}

function madeUp(type: string, made: string): boolean {
  return (type === '' || type === 'RAM') && (made === '' || made.startsWith('QEMU'));
}

function known(text: string): string {
  return /^(?:unknown|not specified|none|undefined|0+)$/i.test(text) ? '' : text;
}
