import { bytesOf, near, says, X86, type Rule } from './coverage.ts';
import { FLAGS, PLACE, OWN, FILLER } from './reasons.ts';

export const INXI: readonly Rule[] = [
  { at: /^System\/Kernel$/, section: 'os', found: (value, facts) => says(value, facts('os')?.kernel) },
  {
    at: /^System\/Kernel\/arch$/,
    section: 'os',
    found: (value, facts) => X86.has(value) && X86.has(facts('os')?.arch ?? ''),
  },
  { at: /^System\/Kernel\/(?:bits|compiler)/, dropped: 'how the kernel was built: no section' },
  {
    at: /^System\/Distro$/,
    section: 'os',
    found: (value, facts) => says(value, `${facts('os')?.name} ${facts('os')?.version}`),
  },
  {
    at: /^System\/(?:Desktop|DE)/,
    section: 'os',
    found: (value, facts) => says(value, facts('os')?.desktop),
  },
  { at: /^System\/Console/, dropped: OWN },
  {
    at: /\/(?:Message|Alert|Missing|Src|Display|server|tty|API)$/,
    dropped: 'a notice of the tool, not a fact',
  },
  {
    at: /^Machine\/.*(?:System|Type)$/,
    section: 'system',
    found: (value, facts) => says(value, facts('system')?.manufacturer, facts('system')?.chassis),
  },
  {
    at: /^Machine\//,
    section: 'system',
    found: (value, facts) => JSON.stringify(facts('system')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /^CPU\/Info$/,
    section: 'cpu',
    found: (value, facts) =>
      ({ single: 1, dual: 2, quad: 4 })[value.split(' ')[0] ?? ''] === facts('cpu')?.physicalCores ||
      says(String(facts('cpu')?.physicalCores), value),
  },
  { at: /^CPU\/Info\/model$/, section: 'cpu', found: (value, facts) => says(value, facts('cpu')?.model) },
  {
    at: /^CPU\/Info\/cache\/L([123])$/,
    section: 'cpu',
    found: (value, facts, path) =>
      near(bytesOf(value), facts('cpu')?.cacheBytes[path.slice(-2).toLowerCase() as 'l1']),
  },
  {
    at: /^CPU\/Info\/arch$/,
    section: 'cpu',
    found: (value, facts) => says(value, facts('cpu')?.model, facts('cpu')?.stepping),
  },
  {
    at: /^CPU\/Info\/rev$/,
    section: 'cpu',
    found: (value, facts) => says(`stepping ${value}`, facts('cpu')?.stepping),
  },
  { at: /^CPU\/Info\/(?:bits|type|cache)$/, dropped: FILLER },
  {
    at: /^CPU\/Speed.*\/(?:avg|high|cores\/\d+)$/,
    section: 'cpu',
    found: (value, facts) => near(Number(value) / 1000, facts('cpu')?.speedGhz, 0.1),
  },
  {
    at: /^CPU\/Speed.*\/min\/max$/,
    section: 'cpu',
    found: (value, facts) => near(Number(value.split('/')[1]) / 1000, facts('cpu')?.maxGhz),
  },
  { at: /^CPU\/(?:Flags|Speed)/, dropped: FLAGS },
  {
    at: /^Network\/Device-\d+$/,
    section: 'interfaces',
    found: (value, facts) => JSON.stringify(facts('interfaces')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /^Network\/Device-\d+\/driver$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some((entry) =>
        says(value.split('-')[0] ?? value, entry.driver?.split('_')[0]),
      ) === true,
  },
  { at: /^Network\/Device-\d+\//, dropped: PLACE },
  {
    at: /^Network\/IF-ID-\d+$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.name === value) === true,
  },
  {
    at: /^Network\/IF-ID-\d+\/state$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.up === (value === 'up')) === true,
  },
  {
    at: /^Network\/IF-ID-\d+\/speed$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some((entry) => near(Number.parseInt(value, 10), entry.speedMbit)) === true,
  },
  {
    at: /^Drives\/Local Storage\/total$/,
    section: 'disks',
    found: (value, facts) =>
      near(
        bytesOf(value),
        facts('disks')?.reduce((sum, disk) => sum + disk.sizeBytes, 0),
      ),
  },
  {
    at: /^(?:Drives\/Local Storage|Partition\/ID-\d+)\/used$/,
    section: 'filesystems',
    found: (value, facts) =>
      facts('filesystems')?.some((entry) => near(bytesOf(value), entry.usedBytes)) === true,
  },
  {
    at: /^Drives\/ID-\d+$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => disk.device === value) === true,
  },
  {
    at: /^Drives\/ID-\d+\/model$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => says(value, disk.model)) === true,
  },
  {
    at: /^Drives\/ID-\d+\/size$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => near(bytesOf(value), disk.sizeBytes)) === true,
  },
  {
    at: /^Partition\/ID-\d+$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.mount === value) === true,
  },
  {
    at: /^Partition\/ID-\d+\/size$/,
    section: 'filesystems',
    found: (value, facts) =>
      facts('filesystems')?.some((entry) => near(bytesOf(value), entry.sizeBytes)) === true,
  },
  {
    at: /^Partition\/ID-\d+\/fs$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.type === value) === true,
  },
  {
    at: /^Partition\/ID-\d+\/dev$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.device === value) === true,
  },
  {
    at: /^Info\/Processes$/,
    section: 'processes',
    found: (value, facts) => near(Number(value), facts('processes')?.total, 0.25),
  },
  {
    at: /^Info\/Uptime$/,
    section: 'uptime',
    found: (value, facts) => near(minutesOf(value) * 60, facts('uptime')?.seconds),
  },
  {
    at: /^Info\/Memory$/,
    section: 'memory',
    found: (value, facts) => near(bytesOf(value), facts('memory')?.totalBytes),
  },
  {
    at: /^Info\/Memory\/used$/,
    section: 'memory',
    found: (value, facts) =>
      near(bytesOf(value), (facts('memory')?.totalBytes ?? 0) - (facts('memory')?.availableBytes ?? 0), 0.5),
  },
  {
    at: /^Info\/Compilers\/(\w+)$/,
    section: 'software',
    found: (value, facts, path) =>
      facts('software')?.items.some(
        (item) => item.name.startsWith(path.split('/').at(-1) ?? '-') && item.version.includes(value),
      ) === true,
  },
  {
    at: /^Info\/Packages$/,
    section: 'software',
    found: (value, facts) => near(Number(value), facts('software')?.total),
  },
  { at: /^Info\/(?:Compilers|Client|inxi|Init|Shell)/, dropped: OWN },
];

function minutesOf(text: string): number {
  const part = (unit: string) => Number(new RegExp(String.raw`(\d+)${unit}`).exec(text)?.[1] ?? 0);
  return part('d') * 1440 + part('h') * 60 + part('m');
}
