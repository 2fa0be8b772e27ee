import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

type AudioDevice = SectionData<'audio'>[number];

export interface AudioDefaults {
  sink: string | null;
  source: string | null;
}

/** `pactl info` (English by `LC_ALL=C`). */
export function parsePactlInfo(output: string): AudioDefaults {
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(output)?.[1]?.trim() ?? null;
  return { sink: field('Default Sink'), source: field('Default Source') };
}

/**
 * `pactl list sinks` or `pactl list sources`: paragraphs of indented `Name: value` lines with the device's properties
 * as `key = "value"`. What only listens to an output is no device. null where not one paragraph was understood.
 */
export function parsePactlList(output: string, defaults: AudioDefaults): AudioDevice[] | null {
  const paragraphs = output.split(/\n(?=(?:Sink|Source) #\d+)/).filter((part) => part.trim() !== '');
  const found = paragraphs.map((paragraph) => deviceOf(paragraph, defaults));
  if (paragraphs.length > 0 && found.every((device) => device === 'unreadable')) return null;
  return found.filter((device) => device !== 'unreadable' && device !== 'monitor');
}

function deviceOf(paragraph: string, defaults: AudioDefaults): AudioDevice | 'unreadable' | 'monitor' {
  const [, kind] = /^(Sink|Source) #\d+/.exec(paragraph.trimStart()) ?? [];
  const [, id] = /^\s+Name: (\S+)$/m.exec(paragraph) ?? [];
  if (kind === undefined || id === undefined) return 'unreadable';
  if (propertyIn(paragraph, 'device.class') === 'monitor' || id.endsWith('.monitor')) return 'monitor';
  const description = said(/^\s+Description: (.+)$/m.exec(paragraph)?.[1]);
  const driver = propertyIn(paragraph, 'alsa.driver_name') || propertyIn(paragraph, 'device.api');
  return {
    name: description || said(id),
    manufacturer: propertyIn(paragraph, 'device.vendor.name'),
    ...(kind === 'Sink'
      ? { direction: 'output', default: id === defaults.sink }
      : { direction: 'input', default: id === defaults.source }),
    driver: driver || null,
  };
}

function propertyIn(paragraph: string, key: string): string {
  const pattern = new RegExp(`^\\s+${key.replaceAll('.', '\\.')} = "(.*)"$`, 'm');
  return said(pattern.exec(paragraph)?.[1]);
}
