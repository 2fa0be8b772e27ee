import path from 'node:path';
import { numberOf } from '../../json-value';
import { said, type ProbeContext } from '../../probe';

/** A line of /sys; empty where it is not there or not readable for this user. */
export async function sysText(context: ProbeContext, file: string, max = 200): Promise<string> {
  return said((await context.readText(file)) ?? '', max);
}

export async function sysNumber(context: ProbeContext, file: string): Promise<number | null> {
  return numberOf(await sysText(context, file));
}

/** The last part of where a link in /sys leads: the name of a driver or a bus. */
export async function linkName(context: ProbeContext, link: string): Promise<string> {
  const target = await context.resolvePath(link);
  return target === null ? '' : path.posix.basename(target);
}

/** Programs that need the administrator are not even started without. */
export async function isRoot(context: ProbeContext): Promise<boolean> {
  const status = await context.readText('/proc/self/status');
  return /^Uid:\s+\d+\s+0\b/m.test(status ?? '');
}
