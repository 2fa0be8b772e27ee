import type { Probe } from './probe';
import { batteryProbe } from './probes/battery';
import { cpuProbe } from './probes/cpu';
import { disksProbe } from './probes/disks';
import { dnsProbe } from './probes/dns';
import { filesystemsProbe } from './probes/filesystems';
import { gatewayProbe } from './probes/gateway';
import { graphicsProbe } from './probes/graphics';
import { interfacesProbe } from './probes/interfaces';
import { memoryProbe } from './probes/memory';
import { osProbe } from './probes/os';
import { processesProbe } from './probes/processes';
import { systemProbe } from './probes/system';
import { uptimeProbe } from './probes/uptime';
import { usersProbe } from './probes/users';
import type { WorkerKey } from './worker-keys';

/** What runs in the worker processes. `desk`, `clock` and `displays` need the main process and run there. */
export const WORKER_PROBES: { readonly [K in WorkerKey]: Probe<K> } = {
  system: systemProbe,
  cpu: cpuProbe,
  memory: memoryProbe,
  disks: disksProbe,
  filesystems: filesystemsProbe,
  graphics: graphicsProbe,
  os: osProbe,
  uptime: uptimeProbe,
  users: usersProbe,
  interfaces: interfacesProbe,
  processes: processesProbe,
  battery: batteryProbe,
  gateway: gatewayProbe,
  dns: dnsProbe,
};
