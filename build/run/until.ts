import { setTimeout as pause } from 'node:timers/promises';
import { SetupError } from '../setup/step.ts';

const EVERY_MS = 50;

/** Asks again until there is an answer: for programs that tell nobody when they are ready. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) {
      throw new SetupError(
        `${what} did not come up within ${withinMs / 1000} s.`,
        'run the same command again.',
      );
    }
    await pause(EVERY_MS);
  }
}
