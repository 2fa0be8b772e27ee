import { parseManagedObjects, type ManagedObject } from '../../parse/managed-objects';
import { parseJson } from '../../powershell';
import { collected, failed, type Found, type ProbeContext } from '../../probe';

/** What a service on the system bus manages, in one call that every user may make. */
export async function managedObjects(
  context: ProbeContext,
  service: string,
  path: string,
): Promise<Found<ManagedObject[]>> {
  const call = [service, path, 'org.freedesktop.DBus.ObjectManager', 'GetManagedObjects'];
  const outcome = await context.run('busctl', ['--system', '--json=short', '--timeout=3', 'call', ...call]);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  if (outcome.exitCode !== 0) return failed('program-failed', `busctl: ${service} does not answer`);
  const json = parseJson(outcome.output, 'busctl');
  if (!json.ok) return failed(json.reason, json.detail);
  const objects = parseManagedObjects(json.value);
  return objects === null ? failed('unreadable', `busctl: no objects of ${service}`) : collected(objects);
}
