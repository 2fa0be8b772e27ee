import * as si from 'systeminformation';

/** Twenty-five calls of the library and its services: what one would ask it for. Left out: what costs seconds. */
const facts = await Promise.all([
  si.system(),
  si.bios(),
  si.baseboard(),
  si.chassis(),
  si.osInfo(),
  si.uuid(),
  si.cpu(),
  si.cpuCurrentSpeed(),
  si.cpuTemperature(),
  si.currentLoad(),
  si.mem(),
  si.memLayout(),
  si.diskLayout(),
  si.blockDevices(),
  si.fsSize(),
  si.graphics(),
  si.audio(),
  si.usb(),
  si.printer(),
  si.bluetoothDevices(),
  si.battery(),
  si.users(),
  si.processes(),
  si.networkInterfaces(),
  si.networkGatewayDefault(),
  si.services('*'),
]);
process.stdout.write(JSON.stringify(facts));
