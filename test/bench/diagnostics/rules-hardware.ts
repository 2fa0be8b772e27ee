import { near, says, type Rule } from './coverage.ts';
import { FLAGS, BUSES, PLACE, FILLER } from './reasons.ts';

export const LSHW: readonly Rule[] = [
  { at: /\/capabilities\./, dropped: FLAGS },
  {
    at: /\/(?:class|claimed|disabled|physid|businfo|handle|units|width|clock|description)$/,
    dropped: FILLER,
  },
  {
    at: /\/memory\/size$/,
    section: 'memory',
    found: (value, facts) => near(Number(value), facts('memory')?.totalBytes),
  },
  {
    at: /\/cpu(?::\d+)?\/product$/,
    section: 'cpu',
    found: (value, facts) => says(value, facts('cpu')?.model),
  },
  {
    at: /\/cpu(?::\d+)?\/vendor$/,
    section: 'cpu',
    found: (value, facts) =>
      says(/\[(.*)\]/.exec(value)?.[1] ?? value.split(' ')[0] ?? value, facts('cpu')?.model),
  },
  {
    at: /\/cpu(?::\d+)?\/version$/,
    section: 'cpu',
    found: (value, facts) => value.split('.').every((number) => says(number, facts('cpu')?.stepping)),
  },
  {
    at: /\/cpu(?::\d+)?\/configuration\.microcode$/,
    section: 'cpu',
    found: (value, facts) => says(`0x${Number(value).toString(16)}`, facts('cpu')?.stepping),
  },
  {
    at: /\/cpu(?::\d+)?\/(?:size|capacity)$/,
    section: 'cpu',
    found: (value, facts) =>
      near(Number(value) / 1e9, facts('cpu')?.speedGhz, 0.1) ||
      near(Number(value) / 1e9, facts('cpu')?.maxGhz, 0.1),
  },
  {
    at: /\/pci\/network\/(?:product|vendor)$/,
    section: 'interfaces',
    found: (value, facts) => JSON.stringify(facts('interfaces')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /\/pci\/storage\/(?:product|vendor)$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => says(value, disk.model)) === true,
  },
  {
    at: /\/storage\/\w+\/logicalname$/,
    section: 'disks',
    found: (value, facts) =>
      !value.startsWith('/dev') || facts('disks')?.some((disk) => disk.device === value) === true,
  },
  {
    at: /\/storage\/\w+\/size$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => near(Number(value), disk.sizeBytes)) === true,
  },
  {
    at: /\/storage\/\w+\/configuration\.mount\.fstype$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.type === value) === true,
  },
  {
    at: /\/storage\/\w+\/configuration\.(?:state|mount\.options)$/,
    section: 'filesystems',
    found: (value, facts) =>
      value === 'mounted' ||
      facts('filesystems')?.some((entry) => entry.readOnly === !value.startsWith('rw')) === true,
  },
  {
    at: /\/network\/\w+\/logicalname$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.name === value) === true,
  },
  {
    at: /\/network\/\w+\/serial$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.mac === value) === true,
  },
  {
    at: /\/network\/\w+\/configuration\.ip$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some((entry) =>
        entry.addresses.some((address) => address.startsWith(`${value}/`)),
      ) === true,
  },
  {
    at: /\/network\/\w+\/configuration\.driver$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.driver === value) === true,
  },
  {
    at: /\/network\/\w+\/configuration\.link$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.up === (value === 'yes')) === true,
  },
  {
    at: /\/network\/\w+\/configuration\.(?:speed|duplex)$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some(
        (entry) => entry.duplex === value || near(Number.parseInt(value, 10), entry.speedMbit),
      ) === true,
  },
  {
    at: /\/(?:display|graphics)[^/]*\/(?:product|vendor)$/,
    section: 'graphics',
    found: (value, facts) => JSON.stringify(facts('graphics')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /\/(?:multimedia|sound)[^/]*\/(?:product|vendor)$/,
    section: 'audio',
    found: (value, facts) => JSON.stringify(facts('audio')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /^\/[^/]+\/(?:product|vendor|serial|version)$/,
    section: 'system',
    found: (value, facts) => JSON.stringify(facts('system')).toLowerCase().includes(value.toLowerCase()),
  },
  { at: /\/configuration\./, dropped: PLACE },
  { at: /./, dropped: BUSES },
];

export const HWINFO: readonly Rule[] = [
  {
    at: /^cpu\/name$/,
    section: 'cpu',
    found: (value, facts) =>
      says(value.split(',')[0] ?? '', facts('cpu')?.model) &&
      near(Number.parseInt(value.split(',')[1] ?? '', 10) / 1000, facts('cpu')?.speedGhz, 0.1),
  },
  {
    at: /^network( interface)?\/device$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.name === value) === true,
  },
  {
    at: /^network interface\/name$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some((entry) =>
        value.startsWith('Loopback') ? entry.kind === 'loopback' : entry.kind !== 'loopback',
      ) === true,
  },
  {
    at: /^network\/name$/,
    section: 'interfaces',
    found: (value, facts) =>
      facts('interfaces')?.some(
        (entry) => entry.kind === 'wired' && says(value.split(' ')[0] ?? '', entry.driver?.replace('_', ' ')),
      ) === true,
  },
  {
    at: /^disk\/device$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => disk.device === value) === true,
  },
  {
    at: /^partition\/device$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.device === value) === true,
  },
  {
    at: /^(?:graphics card|monitor)\/name$/,
    section: 'graphics',
    found: (value, facts) => JSON.stringify(facts('graphics')).toLowerCase().includes(value.toLowerCase()),
  },
  {
    at: /^sound\/name$/,
    section: 'audio',
    found: (value, facts) => JSON.stringify(facts('audio')).toLowerCase().includes(value.toLowerCase()),
  },
  { at: /^(?:disk|memory|bios|partition)\/name$/, dropped: FILLER },
  { at: /^(?:bridge|storage|hub|usb controller|unknown|keyboard|mouse)\//, dropped: BUSES },
];
