import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { numberOf, type Row } from '../../json-value';
import { failed, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler, withItems } from './system-profiler';

type AudioDevice = SectionData<'audio'>[number];

export async function readAudio(context: ProbeContext): Promise<Found<AudioDevice[]>> {
  const outcome = await systemProfiler(context, 'SPAudioDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const found = withItems(outcome.rows).flatMap((row) => deviceOf(row) ?? []);
  return foundSome(found, 'no sound device');
}

/** The number of channels in each direction; the outermost row is a heading and has none. */
function deviceOf(row: Row): AudioDevice | null {
  const plays = (numberOf(row['coreaudio_device_output']) ?? 0) > 0;
  const records = (numberOf(row['coreaudio_device_input']) ?? 0) > 0;
  const transport = said(row['coreaudio_device_transport'], 80);
  const name = said(row['_name']);
  if (name === '' || (!plays && !records && transport === '')) return null;
  return {
    name,
    manufacturer: said(row['coreaudio_device_manufacturer']),
    direction: directionOf(plays, records),
    default: ['output', 'input'].some(
      (way) => row[`coreaudio_default_audio_${way}_device`] === 'spaudio_yes',
    ),
    driver: transport.replace(/^coreaudio_device_type_/, '') || null,
  };
}

function directionOf(plays: boolean, records: boolean): AudioDevice['direction'] {
  if (plays && records) return 'both';
  if (plays) return 'output';
  return records ? 'input' : 'unknown';
}
