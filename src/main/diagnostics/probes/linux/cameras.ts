import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import type { Found, ProbeContext } from '../../probe';
import { sysText } from './sys';

const FOLDER = '/sys/class/video4linux';

/** A camera has several nodes; the one with index 0 gives the picture, the others tell about it. */
export async function readCameras(context: ProbeContext): Promise<Found<SectionData<'cameras'>>> {
  const names = (await context.list(FOLDER)).filter((name) => /^video\d+$/.test(name)).toSorted();
  const found = await Promise.all(
    names.slice(0, 64).map(async (name) => {
      const [label, index] = await Promise.all([
        sysText(context, `${FOLDER}/${name}/name`),
        sysText(context, `${FOLDER}/${name}/index`),
      ]);
      return index === '0' || index === '' ? { name: label, device: `/dev/${name}` } : null;
    }),
  );
  return foundSome(
    found.filter((camera) => camera !== null),
    'no camera',
  );
}
