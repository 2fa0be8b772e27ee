import { numberOf } from '../json-value';
import { said } from '../probe';

export interface Cpuinfo {
  model: string;
  cores: number;
  physicalCores: number;
  sockets: number | null;
  stepping: string | null;
  speedGhz: number | null;
}

/** Linux `/proc/cpuinfo`: a paragraph per logical processor. null where there is none in it. */
export function parseCpuinfo(text: string): Cpuinfo | null {
  const processors = text
    .split('\n\n')
    .map(fieldsOf)
    .filter((fields) => fields.has('processor'));
  const first = processors[0];
  if (first === undefined) return null;
  const packages = new Set(processors.flatMap((fields) => fields.get('physical id') ?? []));
  const cores = new Set(
    processors.flatMap((fields) => {
      const core = fields.get('core id');
      return core === undefined ? [] : `${fields.get('physical id') ?? ''}/${core}`;
    }),
  );
  const speeds = processors.flatMap((fields) => numberOf(fields.get('cpu MHz')) ?? []);
  return {
    model: said(first.get('model name') ?? first.get('cpu model') ?? first.get('uarch')),
    cores: processors.length,
    physicalCores: cores.size || processors.length,
    sockets: packages.size || null,
    stepping: steppingOf(first),
    speedGhz:
      speeds.length > 0 ? gigahertz(speeds.reduce((sum, each) => sum + each, 0) / speeds.length) : null,
  };
}

export function gigahertz(megahertz: number): number {
  return Math.round(megahertz / 10) / 100;
}

function fieldsOf(paragraph: string): ReadonlyMap<string, string> {
  return new Map(
    paragraph.split('\n').flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  );
}

function steppingOf(fields: ReadonlyMap<string, string>): string | null {
  const parts: [string, string | undefined][] = [
    ['family', fields.get('cpu family')],
    ['model', fields.get('model')],
    ['stepping', fields.get('stepping')],
    ['microcode', fields.get('microcode')],
    ['variant', fields.get('CPU variant')],
    ['part', fields.get('CPU part')],
    ['revision', fields.get('CPU revision')],
  ];
  const known = parts.flatMap(([name, value]) => (value === undefined ? [] : `${name} ${value}`));
  return said(known.join(', '), 80) || null;
}
