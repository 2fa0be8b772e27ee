import { createServer } from 'node:net';
import { SetupError } from '../setup/step.ts';

const TRIES = 20;

export function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wanted port or the next free one after it. */
export async function freePort(wanted: number, host: string): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1) if (await portIsFree(port, host)) return port;
  throw new SetupError(
    `the ports ${wanted} to ${wanted + TRIES - 1} are all taken on ${host}.`,
    'name a free one: DESKSIDE_PORT=8000 npm start.',
  );
}
