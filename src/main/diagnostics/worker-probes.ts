import type { Probe } from './probe';
import { applicationsProbe } from './probes/applications';
import { audioProbe } from './probes/audio';
import { batteryProbe } from './probes/battery';
import { bluetoothProbe } from './probes/bluetooth';
import { camerasProbe } from './probes/cameras';
import { cpuProbe } from './probes/cpu';
import { disksProbe } from './probes/disks';
import { dnsProbe } from './probes/dns';
import { eventsProbe } from './probes/events';
import { filesystemsProbe } from './probes/filesystems';
import { gatewayProbe } from './probes/gateway';
import { graphicsProbe } from './probes/graphics';
import { interfacesProbe } from './probes/interfaces';
import { internetProbe } from './probes/internet';
import { liveViewProbe } from './probes/live-view';
import { memoryProbe } from './probes/memory';
import { osProbe } from './probes/os';
import { pathProbe } from './probes/path';
import { printersProbe } from './probes/printers';
import { processesProbe } from './probes/processes';
import { proxyProbe } from './probes/proxy';
import { routesProbe } from './probes/routes';
import { securityProbe } from './probes/security';
import { servicesProbe } from './probes/services';
import { softwareProbe } from './probes/software';
import { startupProbe } from './probes/startup';
import { systemProbe } from './probes/system';
import { tlsProbe } from './probes/tls';
import { updatesProbe } from './probes/updates';
import { uptimeProbe } from './probes/uptime';
import { usbProbe } from './probes/usb';
import { usersProbe } from './probes/users';
import { vpnProbe } from './probes/vpn';
import { wifiProbe } from './probes/wifi';
import type { WorkerKey } from './worker-keys';

/** What runs in the worker processes. `desk`, `clock`, `displays` and what is made over time run in the main process. */
export const WORKER_PROBES: { readonly [K in WorkerKey]: Probe<K> } = {
  system: systemProbe,
  cpu: cpuProbe,
  memory: memoryProbe,
  disks: disksProbe,
  filesystems: filesystemsProbe,
  graphics: graphicsProbe,
  audio: audioProbe,
  usb: usbProbe,
  bluetooth: bluetoothProbe,
  battery: batteryProbe,
  processes: processesProbe,
  users: usersProbe,
  interfaces: interfacesProbe,
  cameras: camerasProbe,
  printers: printersProbe,
  os: osProbe,
  uptime: uptimeProbe,
  startup: startupProbe,
  services: servicesProbe,
  software: softwareProbe,
  updates: updatesProbe,
  security: securityProbe,
  events: eventsProbe,
  applications: applicationsProbe,
  wifi: wifiProbe,
  routes: routesProbe,
  gateway: gatewayProbe,
  dns: dnsProbe,
  proxy: proxyProbe,
  vpn: vpnProbe,
  path: pathProbe,
  internet: internetProbe,
  tls: tlsProbe,
  liveView: liveViewProbe,
};
