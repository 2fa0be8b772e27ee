import type { ProbeContext } from '../diagnostics/probe';
import type { Signals } from './signals';

const PROGRAM = '/usr/sbin/ioreg';
const UUID = /"IOPlatformUUID" = "([0-9A-Fa-f-]{36})"/;
const SERIAL = /"IOPlatformSerialNumber" = "([^"]{1,64})"/;

/** Null where the system does not tell its own id. It belongs to the board, so that a copied disk changes both. */
export async function macosSignals(context: Pick<ProbeContext, 'run'>): Promise<Signals | null> {
  const asked = await context.run(PROGRAM, ['-rd1', '-c', 'IOPlatformExpertDevice']);
  const machineId = asked.ok ? UUID.exec(asked.output)?.[1] : undefined;
  if (!asked.ok || machineId === undefined) return null;
  const serial = SERIAL.exec(asked.output)?.[1];
  return { machineId, hardware: serial === undefined ? [] : [{ kind: 'board', value: serial }] };
}
