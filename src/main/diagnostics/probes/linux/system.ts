import { hostname } from 'node:os';
import type { SectionData } from '../../../../shared/model/diagnostics';
import { said, type ProbeContext } from '../../probe';
import { sysText } from './sys';

const DMI = '/sys/class/dmi/id';

/** What makers leave in their firmware when they forget to fill it in. */
const PLACEHOLDER =
  /^(?:to be filled by o\.?e\.?m\.?|default string|system (?:manufacturer|product name|serial number|version)|not (?:specified|applicable)|o\.e\.m\.|none|unknown|x+|0+|\.+)$/i;

/** Of SMBIOS 3.7, table 17. */
const CHASSIS: Readonly<Record<string, string>> = {
  3: 'Desktop',
  4: 'Low Profile Desktop',
  5: 'Pizza Box',
  6: 'Mini Tower',
  7: 'Tower',
  8: 'Portable',
  9: 'Laptop',
  10: 'Notebook',
  11: 'Hand Held',
  12: 'Docking Station',
  13: 'All in One',
  14: 'Sub Notebook',
  15: 'Space-saving',
  17: 'Server',
  23: 'Rack Mount',
  28: 'Blade',
  30: 'Tablet',
  31: 'Convertible',
  32: 'Detachable',
  34: 'Embedded PC',
  35: 'Mini PC',
  36: 'Stick PC',
};

const HYPERVISORS: readonly [RegExp, string][] = [
  [/VMware/i, 'VMware'],
  [/VirtualBox|innotek/i, 'VirtualBox'],
  [/Parallels/i, 'Parallels'],
  [/Microsoft Corporation Virtual Machine/i, 'Hyper-V'],
  [/Apple Virtualization/i, 'Apple Virtualization'],
  [/\bXen\b/i, 'Xen'],
  [/bhyve/i, 'bhyve'],
  [/QEMU|KVM|Bochs|OpenStack|Google Compute Engine|Amazon EC2/i, 'KVM'],
];

/** Firmware tables first; a machine without (many small hypervisors) is known by its processor's flag and clock. */
export async function readSystem(context: ProbeContext): Promise<SectionData<'system'>> {
  const dmi = async (name: string, max = 200) => {
    const text = await sysText(context, `${DMI}/${name}`, max);
    return PLACEHOLDER.test(text) ? '' : text;
  };
  const [vendor, product, serial, chassis, biosVendor, biosVersion, biosDate, boardVendor, board, tree] =
    await Promise.all([
      dmi('sys_vendor'),
      dmi('product_name'),
      dmi('product_serial', 120),
      dmi('chassis_type'),
      dmi('bios_vendor'),
      dmi('bios_version'),
      dmi('bios_date', 40),
      dmi('board_vendor'),
      dmi('board_name'),
      // Boards without such tables (ARM) have a device tree.
      sysText(context, '/proc/device-tree/model'),
    ]);
  const { virtual, hypervisor } = await virtualization(context, `${vendor} ${product} ${biosVendor}`);
  return {
    hostname: said(hostname()),
    manufacturer: vendor,
    model: product || tree,
    serial: serial || null,
    chassis: virtual ? 'Virtual Machine' : (CHASSIS[chassis] ?? ''),
    virtual,
    hypervisor,
    firmware:
      biosVendor || biosVersion ? { vendor: biosVendor, version: biosVersion, date: biosDate || null } : null,
    board: boardVendor || board ? { manufacturer: boardVendor, model: board } : null,
  };
}

async function virtualization(
  context: ProbeContext,
  firmware: string,
): Promise<{ virtual: boolean; hypervisor: string | null }> {
  const [cpuinfo, clocks, type, version] = await Promise.all([
    context.readText('/proc/cpuinfo'),
    sysText(context, '/sys/devices/system/clocksource/clocksource0/available_clocksource'),
    sysText(context, '/sys/hypervisor/type'),
    sysText(context, '/proc/version'),
  ]);
  const flagged = /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo ?? '');
  const named = HYPERVISORS.find(([pattern]) => pattern.test(firmware))?.[1];
  if (/microsoft/i.test(version)) return { virtual: true, hypervisor: 'WSL' };
  // The name of a cloud also stands on its machines of bare metal.
  if (named !== undefined && (flagged || cpuinfo === null || !/^flags/m.test(cpuinfo))) {
    return { virtual: true, hypervisor: named };
  }
  if (!flagged && type === '') return { virtual: false, hypervisor: null };
  return { virtual: true, hypervisor: hypervisorByClock(clocks, type) };
}

function hypervisorByClock(clocks: string, type: string): string | null {
  if (type === 'xen' || /\bxen\b/.test(clocks)) return 'Xen';
  if (/\bkvm-clock\b/.test(clocks)) return 'KVM';
  return /hyperv/.test(clocks) ? 'Hyper-V' : null;
}
