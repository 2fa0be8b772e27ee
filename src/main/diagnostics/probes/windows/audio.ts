import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { failed, type Found, type ProbeContext } from '../../probe';
import { pnpDevices, type PnpDevice } from './pnp';

type AudioDevice = SectionData<'audio'>[number];

/** What is plugged in and may be chosen (end points), and the cards behind it, of which the makers are known. */
const SCRIPT = `
$devices = @(Get-PnpDevice -PresentOnly | Where-Object { $_.Class -eq 'AudioEndpoint' -or $_.Class -eq 'MEDIA' })
ConvertTo-Json -Compress -InputObject @($devices | Select-Object FriendlyName,Manufacturer,Class,Service,InstanceId,Status)`;

export async function readAudio(context: ProbeContext): Promise<Found<AudioDevice[]>> {
  const outcome = await pnpDevices(context, SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const endpoints = outcome.devices.filter((device) => device.kind === 'AudioEndpoint');
  const cards = outcome.devices.filter((device) => device.kind === 'MEDIA');
  const found =
    endpoints.length > 0
      ? endpoints.map((device) => endpointOf(device, cards))
      : cards.map((card) => ({ ...rowOf(card, card), direction: 'unknown' as const }));
  return foundSome(found, 'no sound device');
}

/** `{0.0.0.…}` plays, `{0.0.1.…}` records. Windows names the card in brackets behind the name of the end point. */
function endpointOf(device: PnpDevice, cards: readonly PnpDevice[]): AudioDevice {
  const card = cards.find(({ name }) => device.name.includes(`(${name})`));
  const flow = /\{0\.0\.([01])\.\d+\}/.exec(device.id)?.[1];
  return {
    ...rowOf(device, card),
    direction: flow === undefined ? 'unknown' : flow === '0' ? 'output' : 'input',
  };
}

function rowOf(device: PnpDevice, card: PnpDevice | undefined): Omit<AudioDevice, 'direction'> {
  return {
    name: device.name,
    manufacturer: card?.manufacturer ?? '',
    default: null,
    driver: card?.service || null,
  };
}
