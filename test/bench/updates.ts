import { fork, type ChildProcess } from 'node:child_process';
import { importSource } from '../../build/run-source.ts';
import { inRoot } from '../../build/setup/root.ts';
import { bundleDesk } from '../support/desk-process.ts';
import { median } from './live.ts';

const DOWNLOADS = 200;
const FILE_BYTES = 16 * 1024 * 1024;
const TICKETS = 30;

interface Fleet {
  makeRelease(bytes: number): Promise<{ folder: string; path: string; remove(): Promise<void> }>;
  openTickets(url: string, token: string): Promise<(times: number) => Promise<number[]>>;
}

/** What a ticket waits while so many computers download a release; who downloads shares the desk's processors here. */
export async function measureUpdates(): Promise<unknown> {
  const fleet = (await importSource('test/bench/updates/fleet.entry.ts')) as unknown as Fleet;
  const bundle = await bundleDesk();
  const release = await fleet.makeRelease(FILE_BYTES);
  try {
    const published = await bundle.run(['publish', release.folder]);
    if (published.code !== 0) throw new Error(published.stderr);
    const { stdout: token } = await bundle.run(['enroll-token']);
    const desk = await bundle.serve();
    try {
      const tickets = await fleet.openTickets(desk.url, token.trim());
      const alone = await tickets(TICKETS);
      const crowd = await Crowd.start(`${desk.url}${release.path}`);
      const beside = await tickets(TICKETS);
      const { bytes, ms } = await crowd.stop();
      return {
        alone: times(alone),
        beside: times(beside),
        downloads: DOWNLOADS,
        megabytesPerSecond: Math.round(bytes / 1e6 / (ms / 1000)),
      };
    } finally {
      await desk.kill('SIGTERM');
    }
  } finally {
    await release.remove();
    await bundle.remove();
  }
}

/** So many downloads at all times, by a process of its own. */
class Crowd {
  readonly #process: ChildProcess;

  constructor(child: ChildProcess) {
    this.#process = child;
  }

  /** Answers when all of them receive. */
  static async start(url: string): Promise<Crowd> {
    const crowd = new Crowd(fork(inRoot('test/bench/updates/crowd.cjs'), [url, String(DOWNLOADS)]));
    await crowd.#says();
    return crowd;
  }

  async stop(): Promise<{ bytes: number; ms: number }> {
    this.#process.send('stop');
    return (await this.#says()) as { bytes: number; ms: number };
  }

  #says(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#process.once('message', resolve);
      this.#process.once('exit', (code) => reject(new Error(`the downloads ended with ${code}`)));
    });
  }
}

function times(took: readonly number[]): { medianMs: number; maxMs: number } {
  return { medianMs: median([...took]), maxMs: Math.round(Math.max(...took)) };
}
