import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { failed, type Found, type ProbeContext } from '../../probe';
import { pnpDevices } from './pnp';

/** Older drivers count cameras among scanners; what drives them tells the difference. */
const SCRIPT = `
$devices = @(Get-PnpDevice -PresentOnly | Where-Object { $_.Class -eq 'Camera' -or ($_.Class -eq 'Image' -and $_.Service -eq 'usbvideo') })
ConvertTo-Json -Compress -InputObject @($devices | Select-Object FriendlyName,Manufacturer,Class,Service,InstanceId,Status)`;

export async function readCameras(context: ProbeContext): Promise<Found<SectionData<'cameras'>>> {
  const outcome = await pnpDevices(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const cameras = outcome.devices.map(({ name, id }) => ({ name, device: id.slice(0, 200) }));
  return foundSome(cameras, 'no camera');
}
