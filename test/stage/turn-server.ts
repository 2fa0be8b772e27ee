import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from '../../build/run/children.ts';
import { keepLog } from '../../build/run/log-file.ts';
import { until } from '../../build/run/until.ts';

const TURNSERVER = '/usr/bin/turnserver';

/** A real coturn for one test, with files of its own, on an address that browsers offer candidates for. */
export interface TurnServer {
  /** As the desk is told about it. */
  readonly url: string;
  /** Starts it again at the same address, now believing credentials of this secret. */
  changeSecret(secret: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startTurnServer(folder: string, secret: string): Promise<TurnServer> {
  const address = outsideAddress();
  const port = await anyPort(address);
  let starts = 0;
  let child = await start(secret);

  async function start(believed: string): Promise<Child> {
    const file = (name: string) => join(folder, `turn-${starts}.${name}`);
    starts += 1;
    const started = startChild({
      name: 'coturn',
      command: [
        TURNSERVER,
        '-n',
        '--use-auth-secret',
        `--static-auth-secret=${believed}`,
        '--realm=example.org',
        `--listening-ip=${address}`,
        `--listening-port=${port}`,
        `--relay-ip=${address}`,
        '--no-tls',
        '--no-dtls',
        '--no-cli',
        '--no-multicast-peers',
        '--log-file=stdout',
        `--pidfile=${file('pid')}`,
        `--userdb=${file('db')}`,
      ],
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    keepLog(started.process, file('log'));
    await until('coturn', () => answers(port, address));
    return started;
  }

  return {
    url: `turn:${address}:${port}`,
    async changeSecret(next) {
      await child.stop();
      child = await start(next);
    },
    stop: () => child.stop(),
  };
}

/** Browsers offer no loopback candidates, and coturn relays to none. */
function outsideAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  if (!outside) throw new Error('this machine has only loopback; `npm run e2e` brings an interface');
  return outside.address;
}

function answers(port: number, host: string): Promise<true | undefined> {
  return new Promise((resolve) => {
    const probe = connect(port, host);
    probe.once('error', () => resolve(undefined));
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
  });
}

function anyPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
