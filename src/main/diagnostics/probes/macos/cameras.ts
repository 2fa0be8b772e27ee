import type { SectionData } from '../../../../shared/model/diagnostics';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler } from './system-profiler';

export async function readCameras(context: ProbeContext): Promise<Found<SectionData<'cameras'>>> {
  const outcome = await systemProfiler(context, 'SPCameraDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const cameras = outcome.rows
    .map((row) => ({ name: said(row['_name']), device: said(row['spcamera_model-id']) }))
    .filter((camera) => camera.name !== '');
  if (cameras.length > 0) return collected(cameras.slice(0, 64));
  return outcome.rows.length > 0
    ? failed('unreadable', 'SPCameraDataType: cameras without a name')
    : notApplicable('no camera');
}
