import type { SectionData } from '../../../../shared/model/diagnostics';
import { countOf, isRow, type Row } from '../../json-value';
import { collected, failed, notApplicable, said, type Found, type ProbeContext } from '../../probe';
import { systemProfiler, withItems } from './system-profiler';

type Filesystem = SectionData<'filesystems'>[number];

/** Where the person's own files are since the system has a sealed volume of its own. */
const DATA_VOLUME = '/System/Volumes/Data';

export async function readFilesystems(context: ProbeContext): Promise<Found<Filesystem[]>> {
  const outcome = await systemProfiler(context, 'SPStorageDataType');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const rows = withItems(outcome.rows);
  const sealed = rows.some((row) => row['mount_point'] === DATA_VOLUME);
  const found = rows.flatMap((row) => filesystemOf(row, sealed) ?? []);
  if (found.length > 0) return collected(found.slice(0, 64));
  return rows.length > 0
    ? failed('unreadable', 'SPStorageDataType: volumes without a size')
    : notApplicable('no volume is mounted');
}

function filesystemOf(row: Row, sealed: boolean): Filesystem | null {
  const mount = said(row['mount_point'], 500);
  const sizeBytes = countOf(row['size_in_bytes']);
  if (mount === '' || sizeBytes === null || sizeBytes === 0) return null;
  const free = Math.min(sizeBytes, countOf(row['free_space_in_bytes']) ?? 0);
  return {
    mount,
    device: said(row['bsd_name'], 500),
    type: said(row['file_system'], 40),
    sizeBytes,
    usedBytes: sizeBytes - free,
    availableBytes: free,
    inodesUsedPercent: null,
    readOnly: readOnlyOf(row, sealed && mount === '/'),
    role: roleOf(mount, row),
  };
}

/** The sealed system volume cannot be written by anybody, and that is how it should be. */
function readOnlyOf(row: Row, sealed: boolean): boolean | null {
  if (sealed) return null;
  if (row['writable'] === 'yes') return false;
  return row['writable'] === 'no' ? true : null;
}

function roleOf(mount: string, row: Row): Filesystem['role'] {
  if (mount === '/') return 'system';
  if (mount === DATA_VOLUME || mount.startsWith('/Users')) return 'home';
  const drive = row['physical_drive'];
  return isRow(drive) && drive['is_internal_disk'] === 'no' ? 'removable' : 'data';
}
