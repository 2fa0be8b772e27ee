import type { AnyProbe } from './probe';
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

/** What runs in the worker process. `desk`, `clock` and `displays` need the main process and run there. */
export const WORKER_PROBES: readonly AnyProbe[] = [
  systemProbe,
  cpuProbe,
  memoryProbe,
  disksProbe,
  filesystemsProbe,
  graphicsProbe,
  osProbe,
  uptimeProbe,
  usersProbe,
  interfacesProbe,
  gatewayProbe,
  dnsProbe,
  processesProbe,
  batteryProbe,
];
