import type { SectionData } from '../../../../shared/model/diagnostics';
import { said, type ProbeContext } from '../../probe';
import { pciName } from './hardware-names';
import { linkName, sysNumber, sysText } from './sys';

type Adapter = SectionData<'graphics'>[number];

const PCI = '/sys/bus/pci/devices';
/** PCI class 03: display controllers. */
const DISPLAY = /^0x03/;

export async function readGraphics(context: ProbeContext): Promise<Adapter[]> {
  const addresses = await context.list(PCI);
  const found = await Promise.all(
    addresses.map(async (address) =>
      DISPLAY.test(await sysText(context, `${PCI}/${address}/class`))
        ? readPci(context, `${PCI}/${address}`)
        : null,
    ),
  );
  const adapters = found.filter((adapter) => adapter !== null).slice(0, 64);
  return adapters.length > 0 ? adapters : readPlatform(context);
}

async function readPci(context: ProbeContext, device: string): Promise<Adapter> {
  const [name, driver, vram] = await Promise.all([
    pciName(context, device),
    linkName(context, `${device}/driver`),
    // Only AMD's driver says it.
    sysNumber(context, `${device}/mem_info_vram_total`),
  ]);
  const numbers = await Promise.all(
    ['vendor', 'device'].map((file) => sysText(context, `${device}/${file}`)),
  );
  return {
    vendor: said(name?.vendor),
    model: said(name?.device) || numbers.map((id) => id.replace('0x', '')).join(':'),
    driver,
    driverVersion: await driverVersion(context, driver),
    memoryBytes: vram || null,
  };
}

/** Boards without PCI: the driver's name is all there is. */
async function readPlatform(context: ProbeContext): Promise<Adapter[]> {
  const cards = (await context.list('/sys/class/drm')).filter((name) => /^card\d+$/.test(name));
  const drivers = await Promise.all(
    cards.map((card) => linkName(context, `/sys/class/drm/${card}/device/driver`)),
  );
  return Promise.all(
    [...new Set(drivers)]
      .filter((driver) => driver !== '')
      .map(async (driver) => ({
        vendor: '',
        model: driver,
        driver,
        driverVersion: await driverVersion(context, driver),
        memoryBytes: null,
      })),
  );
}

/** Drivers that come with the kernel have its version and none of their own. */
async function driverVersion(context: ProbeContext, driver: string): Promise<string | null> {
  if (driver === '') return null;
  return (await sysText(context, `/sys/module/${driver}/version`, 80)) || null;
}
