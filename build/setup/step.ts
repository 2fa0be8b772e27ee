/** Something a person has to know and can act on; everything else that is thrown is a bug. */
export class SetupError extends Error {
  readonly remedy: string;

  constructor(what: string, remedy: string) {
    super(what);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const REMINDER_MS = 10_000;

/** Runs a long step and keeps telling that it runs: a silent terminal looks like a broken one. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const elapsed = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  say(`${title} ...`);
  const ticker = setInterval(() => say(`  still at it: ${title}, ${elapsed()}`), REMINDER_MS);
  try {
    const result = await work();
    say(`  done, ${elapsed()}`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}

/** The one way out of a command that failed: what failed, what to do, exit 1. */
export function explain(error: unknown): void {
  if (error instanceof SetupError) {
    process.stderr.write(`\nDeskside cannot go on: ${error.message}\nWhat to do: ${error.remedy}\n`);
  } else {
    process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}
