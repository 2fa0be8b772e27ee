import type { Probe, ProbeContext } from '../../../src/main/diagnostics/probe';
import { SECTION_DATA, type SectionData, type SectionKey } from '../../../src/shared/model/diagnostics';

/** The facts a probe found, if they fit the report. */
export async function factsIn<K extends SectionKey>(
  probe: Probe<K>,
  context: ProbeContext,
): Promise<SectionData<K>> {
  const found = await probe.run(context);
  if (found.status !== 'collected') throw new Error(`${probe.key}: ${found.status} ${found.detail}`);
  return SECTION_DATA[probe.key].parse(found.data) as SectionData<K>;
}
