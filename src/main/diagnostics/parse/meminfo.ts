import { parsePressure } from './pressure';
import type { SectionData } from '../../../shared/model/diagnostics';

/** Linux `/proc/meminfo`, in kB. null where the total is missing. */
export function parseMeminfo(
  text: string,
  pressure: string | null,
): Omit<SectionData<'memory'>, 'modules'> | null {
  const bytes = (name: string) => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  };
  const total = bytes('MemTotal');
  if (total === null) return null;
  const swapTotal = bytes('SwapTotal') ?? 0;
  return {
    totalBytes: total,
    availableBytes: bytes('MemAvailable') ?? (bytes('MemFree') ?? 0) + (bytes('Cached') ?? 0),
    swapTotalBytes: swapTotal,
    swapUsedBytes: Math.max(0, swapTotal - (bytes('SwapFree') ?? swapTotal)),
    pressurePercent: parsePressure(pressure),
  };
}
