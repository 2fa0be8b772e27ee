import { cpus } from 'node:os';
import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, numberOf } from '../../json-value';
import { gigahertz, parseCpuinfo } from '../../parse/cpuinfo';
import { parsePressure } from '../../parse/pressure';
import { said, type ProbeContext } from '../../probe';
import { sysNumber, sysText } from './sys';

const CPUS = '/sys/devices/system/cpu';

type LinuxCpu = Omit<SectionData<'cpu'>, 'loadPercent'>;

/** null where /proc/cpuinfo is not what it should be. */
export async function readCpu(context: ProbeContext): Promise<LinuxCpu | null> {
  const known = parseCpuinfo((await context.readText('/proc/cpuinfo')) ?? '');
  if (known === null) return null;
  const names = (await context.list(CPUS)).filter((name) => /^cpu\d+$/.test(name));
  const [cacheBytes, maxKhz, pressure, temperatureC, throttled] = await Promise.all([
    readCaches(context, names),
    sysNumber(context, `${CPUS}/cpu0/cpufreq/cpuinfo_max_freq`),
    context.readText('/proc/pressure/cpu'),
    readTemperature(context),
    readThrottling(context, names),
  ]);
  return {
    ...known,
    model: known.model || said(cpus()[0]?.model),
    cacheBytes,
    maxGhz: maxKhz === null ? null : gigahertz(maxKhz / 1000),
    pressurePercent: parsePressure(pressure),
    temperatureC,
    throttled,
  };
}

/** Each cache once: processors that share one name it with the same list of processors. */
async function readCaches(context: ProbeContext, names: readonly string[]): Promise<LinuxCpu['cacheBytes']> {
  const caches = new Map<string, { level: string; bytes: number }>();
  await Promise.all(
    names.map(async (name) => {
      const indexes = await context.list(`${CPUS}/${name}/cache`);
      for (const index of indexes.filter((entry) => entry.startsWith('index'))) {
        const file = (field: string) => sysText(context, `${CPUS}/${name}/cache/${index}/${field}`);
        const [level, size, sharedBy] = await Promise.all([
          file('level'),
          file('size'),
          file('shared_cpu_list'),
        ]);
        const bytes = sizeInBytes(size);
        if (bytes !== null) caches.set(`${index} ${sharedBy}`, { level, bytes });
      }
    }),
  );
  const total = (level: string) => {
    const sizes = [...caches.values()].filter((cache) => cache.level === level);
    return sizes.length === 0 ? null : sizes.reduce((sum, cache) => sum + cache.bytes, 0);
  };
  return { l1: total('1'), l2: total('2'), l3: total('3') };
}

function sizeInBytes(text: string): number | null {
  const [, digits, unit] = /^(\d+)([KM]?)$/.exec(text) ?? [];
  const number = countOf(digits);
  if (number === null) return null;
  return number * (unit === 'M' ? 1024 * 1024 : unit === 'K' ? 1024 : 1);
}

/** Drivers that measure the processor itself. */
const SENSORS = new Set(['coretemp', 'k10temp', 'zenpower', 'cpu_thermal', 'cpu-thermal', 'x86_pkg_temp']);

async function readTemperature(context: ProbeContext): Promise<number | null> {
  const folders = (await context.list('/sys/class/hwmon')).map((name) => `/sys/class/hwmon/${name}`);
  const zones = (await context.list('/sys/class/thermal'))
    .filter((name) => name.startsWith('thermal_zone'))
    .map((name) => `/sys/class/thermal/${name}`);
  const sensors = await Promise.all([
    ...folders.map(async (folder) => {
      if (!SENSORS.has(await sysText(context, `${folder}/name`))) return [];
      const inputs = (await context.list(folder)).filter((name) => /^temp\d+_input$/.test(name));
      return Promise.all(inputs.map((name) => sysNumber(context, `${folder}/${name}`)));
    }),
    ...zones.map(async (zone) =>
      SENSORS.has(await sysText(context, `${zone}/type`)) ? [await sysNumber(context, `${zone}/temp`)] : [],
    ),
  ]);
  const degrees = sensors.flat().filter((value) => value !== null && value > 0 && value < 150_000);
  return degrees.length === 0 ? null : Math.round(Math.max(...degrees.map(Number)) / 1000);
}

async function readThrottling(context: ProbeContext, names: readonly string[]): Promise<boolean | null> {
  const counts = await Promise.all(
    names.flatMap((name) =>
      ['core_throttle_count', 'package_throttle_count'].map(async (file) =>
        numberOf(await context.readText(`${CPUS}/${name}/thermal_throttle/${file}`)),
      ),
    ),
  );
  const known = counts.filter((value) => value !== null);
  return known.length === 0 ? null : known.some((value) => value > 0);
}
