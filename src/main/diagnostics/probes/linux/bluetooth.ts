import type { SectionData } from '../../../../shared/model/diagnostics';
import { parseBluez } from '../../parse/bluez';
import { collected, notApplicable, type Found, type ProbeContext } from '../../probe';
import { managedObjects } from './dbus';
import { sysText } from './sys';

const FOLDER = '/sys/class/bluetooth';

export async function readBluetooth(context: ProbeContext): Promise<Found<SectionData<'bluetooth'>>> {
  const adapters = (await context.list(FOLDER)).filter((name) => /^hci\d+$/.test(name));
  const [first] = adapters;
  if (first === undefined) return notApplicable('no Bluetooth adapter');
  const blocked = await isBlocked(context, first);
  const objects = await managedObjects(context, 'org.bluez', '/');
  if (objects.status === 'collected') {
    const known = parseBluez(objects.data);
    return collected({ ...known, powered: blocked ? false : known.powered });
  }
  // Switched off is all there is to know; and BlueZ often does not run then.
  return blocked ? collected({ powered: false, devices: [] }) : objects;
}

/** A switch on the computer or in its settings keeps the radio silent. */
async function isBlocked(context: ProbeContext, adapter: string): Promise<boolean> {
  const switches = (await context.list(`${FOLDER}/${adapter}`)).filter((name) => /^rfkill\d+$/.test(name));
  const states = await Promise.all(
    switches.flatMap((name) =>
      ['soft', 'hard'].map((file) => sysText(context, `${FOLDER}/${adapter}/${name}/${file}`)),
    ),
  );
  return states.includes('1');
}
