import { near, says, X86, type Rule } from './coverage.ts';
import { BUSES, PLACE, ENVIRONMENT, ACCOUNTS, OWN, WRONG, EACH, FILLER } from './reasons.ts';

export const FUSION_INVENTORY: readonly Rule[] = [
  {
    at: /^SOFTWARES\/ITEM$/,
    section: 'software',
    found: (value, facts) => {
      const [name = '', version = ''] = value.split('\t');
      return (
        facts('software')?.items.some(
          (item) => item.name.replace(/:\w+$/, '') === name.replace(/:\w+$/, '') && item.version === version,
        ) === true
      );
    },
  },
  { at: /^SOFTWARES\//, dropped: 'a guess: the archive’s name, the same for all' },
  { at: /^ENVS\//, dropped: ENVIRONMENT },
  { at: /^LOCAL_(?:USERS|GROUPS)\//, dropped: ACCOUNTS },
  { at: /^(?:ACCESSLOG|VERSION\w+)\//, dropped: OWN },
  { at: /^PROCESSES\//, dropped: EACH },
  { at: /^CONTROLLERS\//, dropped: BUSES },
  {
    at: /^CPUS\/CORE$/,
    section: 'cpu',
    found: (value, facts) => Number(value) === facts('cpu')?.physicalCores,
  },
  { at: /^CPUS\/THREAD$/, section: 'cpu', found: (value, facts) => Number(value) === facts('cpu')?.cores },
  {
    at: /^CPUS\/FAMILYNUMBER$/,
    section: 'cpu',
    found: (value, facts) => says(`family ${value}`, facts('cpu')?.stepping),
  },
  {
    at: /^CPUS\/MODEL$/,
    section: 'cpu',
    found: (value, facts) => says(`model ${value}`, facts('cpu')?.stepping),
  },
  {
    at: /^CPUS\/STEPPING$/,
    section: 'cpu',
    found: (value, facts) => says(`stepping ${value}`, facts('cpu')?.stepping),
  },
  {
    at: /^CPUS\/(?:NAME|MANUFACTURER)$/,
    section: 'cpu',
    found: (value, facts) => says(value, facts('cpu')?.model),
  },
  {
    at: /^CPUS\/SPEED$/,
    section: 'cpu',
    found: (value, facts) => near(Number(value) / 1000, facts('cpu')?.speedGhz, 0.1),
  },
  { at: /^(?:CPUS\/ARCH|HARDWARE\/VMSYSTEM)$/, dropped: WRONG },
  {
    at: /^BIOS\//,
    section: 'system',
    found: (value, facts) => JSON.stringify(facts('system')).includes(value),
  },
  {
    at: /^DRIVES\/.*\/FILESYSTEM$/,
    section: 'filesystems',
    found: (value, facts, path) => drive(path, facts('filesystems'))?.type === value,
  },
  {
    at: /^DRIVES\/.*\/FREE$/,
    section: 'filesystems',
    found: (value, facts, path) =>
      near(Number(value) * 2 ** 20, drive(path, facts('filesystems'))?.availableBytes),
  },
  {
    at: /^DRIVES\/.*\/TOTAL$/,
    section: 'filesystems',
    found: (value, facts, path) =>
      near(Number(value) * 2 ** 20, drive(path, facts('filesystems'))?.sizeBytes),
  },
  {
    at: /^DRIVES\/.*\/TYPE$/,
    section: 'filesystems',
    found: (value, facts, path) => drive(path, facts('filesystems'))?.mount === value,
  },
  {
    at: /^DRIVES\/.*\/VOLUMN$/,
    section: 'filesystems',
    found: (value, facts) => facts('filesystems')?.some((entry) => entry.device === value) === true,
  },
  { at: /^DRIVES\//, dropped: 'serial and label of a file system: no section' },
  {
    at: /^FIREWALL\/STATUS$/,
    section: 'security',
    found: (value, facts) => facts('security')?.firewall?.enabled === (value === 'on'),
  },
  {
    at: /^HARDWARE\/DEFAULTGATEWAY$/,
    section: 'gateway',
    found: (value, facts) => facts('gateway')?.address === value,
  },
  {
    at: /^HARDWARE\/DNS$/,
    section: 'dns',
    found: (value, facts) =>
      value.split('/').every((address) => facts('dns')?.servers.some((server) => server.address === address)),
  },
  {
    at: /^HARDWARE\/IPADDR$/,
    section: 'interfaces',
    found: (value, facts) => value.split('/').every((address) => hasAddress(address, facts('interfaces'))),
  },
  {
    at: /^HARDWARE\/MEMORY$/,
    section: 'memory',
    found: (value, facts) => near(Number(value) * 2 ** 20, facts('memory')?.totalBytes),
  },
  {
    at: /^HARDWARE\/SWAP$/,
    section: 'memory',
    found: (value, facts) => near(Number(value) * 2 ** 20, facts('memory')?.swapTotalBytes),
  },
  {
    at: /^(?:HARDWARE\/NAME|OPERATINGSYSTEM\/FQDN)$/,
    section: 'system',
    found: (value, facts) => says(value, facts('system')?.hostname),
  },
  {
    at: /^(?:HARDWARE\/OSNAME|OPERATINGSYSTEM\/FULL_NAME|OPERATINGSYSTEM\/NAME)$/,
    section: 'os',
    found: (value, facts) =>
      says(value, `${facts('os')?.name} ${facts('os')?.version}`, facts('os')?.timeZone),
  },
  {
    at: /^(?:HARDWARE\/OSVERSION|OPERATINGSYSTEM\/KERNEL_VERSION)$/,
    section: 'os',
    found: (value, facts) => says(value, facts('os')?.kernel),
  },
  {
    at: /^HARDWARE\/PROCESSORN$/,
    section: 'cpu',
    found: (value, facts) => Number(value) === facts('cpu')?.sockets,
  },
  { at: /^HARDWARE\/PROCESSORT$/, section: 'cpu', found: (value, facts) => says(value, facts('cpu')?.model) },
  {
    at: /^HARDWARE\/(?:CHASSIS_TYPE|WORKGROUP)$/,
    section: 'system',
    found: (value, facts) => says(value, facts('system')?.chassis),
  },
  {
    at: /^HARDWARE\/(?:CHECKSUM|ETIME|OSCOMMENTS|UUID|\w*LASTLOGGED\w*)$/,
    dropped: 'internals of the tool and of the build; who was logged in before is nobody’s business',
  },
  {
    at: /^OPERATINGSYSTEM\/ARCH$/,
    section: 'os',
    found: (value, facts) => X86.has(value) && X86.has(facts('os')?.arch ?? ''),
  },
  {
    at: /^OPERATINGSYSTEM\/BOOT_TIME$/,
    section: 'uptime',
    found: (value, facts) =>
      Math.abs(Date.parse(`${value.replace(' ', 'T')}Z`) - Date.parse(facts('uptime')?.bootedAt ?? '')) <
      120_000,
  },
  {
    at: /^OPERATINGSYSTEM\/VERSION$/,
    section: 'os',
    found: (value, facts) => says(value, facts('os')?.version, facts('os')?.build),
  },
  { at: /^OPERATINGSYSTEM\/(?:HOSTID|KERNEL_NAME|DNS_DOMAIN|SSH_KEY|OFFSET|TIMEZONE)/, dropped: FILLER },
  {
    at: /^NETWORKS\/.*\/DESCRIPTION$/,
    section: 'interfaces',
    found: (value, facts) => facts('interfaces')?.some((entry) => entry.name === value) === true,
  },
  {
    at: /^NETWORKS\/.*\/STATUS$/,
    section: 'interfaces',
    found: (value, facts, path) => network(path, facts('interfaces'))?.up === (value === 'Up'),
  },
  { at: /^NETWORKS\/lo\/MACADDR$/, dropped: FILLER },
  {
    at: /^NETWORKS\/.*\/MACADDR$/,
    section: 'interfaces',
    found: (value, facts, path) => network(path, facts('interfaces'))?.mac === value.toLowerCase(),
  },
  {
    at: /^NETWORKS\/.*\/IPADDRESS6?$/,
    section: 'interfaces',
    found: (value, facts) => hasAddress(value, facts('interfaces')),
  },
  {
    at: /^NETWORKS\/.*\/IPMASK$/,
    section: 'interfaces',
    found: (value, facts, path) =>
      network(path, facts('interfaces'))?.addresses.some((address) =>
        address.endsWith(`/${prefixOf(value)}`),
      ) === true,
  },
  {
    at: /^NETWORKS\/.*\/IPSUBNET$/,
    section: 'routes',
    found: (value, facts) =>
      value.startsWith('127.') ||
      facts('routes')?.some((route) => route.destination.startsWith(`${value}/`)) === true,
  },
  {
    at: /^NETWORKS\/.*\/(?:IPMASK6|IPSUBNET6)$/,
    dropped: 'follows from the address and its prefix (and is wrong here)',
  },
  {
    at: /^NETWORKS\/.*\/IPGATEWAY$/,
    section: 'routes',
    found: (value, facts) => facts('routes')?.some((route) => route.gateway === value) === true,
  },
  {
    at: /^NETWORKS\/.*\/DRIVER$/,
    section: 'interfaces',
    found: (value, facts, path) => network(path, facts('interfaces'))?.driver === value,
  },
  {
    at: /^NETWORKS\/.*\/TYPE$/,
    section: 'interfaces',
    found: (value, facts, path) => {
      const kind = network(path, facts('interfaces'))?.kind;
      return (
        kind === value ||
        (value === 'ethernet' && kind === 'wired') ||
        (value === 'wifi' && kind === 'wireless')
      );
    },
  },
  {
    at: /^NETWORKS\/.*\/VIRTUALDEV$/,
    section: 'interfaces',
    found: (value, facts, path) =>
      (value === '1') === ['virtual', 'loopback'].includes(network(path, facts('interfaces'))?.kind ?? ''),
  },
  {
    at: /^NETWORKS\/.*\/SPEED$/,
    section: 'interfaces',
    found: (value, facts, path) =>
      value === '0' || near(Number(value), network(path, facts('interfaces'))?.speedMbit),
  },
  {
    at: /^NETWORKS\/.*\/MTU$/,
    section: 'interfaces',
    found: (value, facts, path) => network(path, facts('interfaces'))?.mtu === Number(value),
  },
  { at: /^NETWORKS\/.*\/PCI/, dropped: PLACE },
  {
    at: /^STORAGES\/NAME$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => disk.device === `/dev/${value}`) === true,
  },
  {
    at: /^STORAGES\/DISKSIZE$/,
    section: 'disks',
    found: (value, facts) =>
      facts('disks')?.some((disk) => near(Number(value) * 1e6, disk.sizeBytes)) === true,
  },
  {
    at: /^STORAGES\/(?:MANUFACTURER|MODEL)$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => says(value, disk.model)) === true,
  },
  {
    at: /^STORAGES\/SERIALNUMBER$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => disk.serial === value) === true,
  },
  {
    at: /^STORAGES\/(?:DESCRIPTION|INTERFACE)$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => says(value, disk.kind, disk.bus)) === true,
  },
  {
    at: /^STORAGES\/FIRMWARE$/,
    section: 'disks',
    found: (value, facts) => facts('disks')?.some((disk) => disk.firmware === value) === true,
  },
  { at: /^STORAGES\/TYPE$/, dropped: FILLER },
];

type Rows<T> = readonly T[] | null;
const nameIn = (path: string) => path.split('/')[1] ?? '';

function network<T extends { name: string }>(path: string, rows: Rows<T>): T | undefined {
  return rows?.find((entry) => entry.name === nameIn(path));
}

function drive<T extends { device: string }>(path: string, rows: Rows<T>): T | undefined {
  return rows?.find((entry) => path.startsWith(`DRIVES/${entry.device}/`));
}

function hasAddress(address: string, rows: Rows<{ addresses: string[] }>): boolean {
  return rows?.some((entry) => entry.addresses.some((own) => own.split('/')[0] === address)) === true;
}

/** `255.255.255.0` is 24. */
function prefixOf(mask: string): number {
  return mask
    .split('.')
    .reduce((bits, part) => bits + Number(part).toString(2).replaceAll('0', '').length, 0);
}
