import { accessSync, constants, renameSync } from 'node:fs';
import path from 'node:path';
import { isSameFile } from './hash-file';
import {
  endTrial,
  failedStarts,
  markStart,
  readTrial,
  rememberRolledBack,
  removeMark,
  type RolledBack,
  type Trial,
} from './trial';

export interface GuardHost {
  /** Where updates keep their state, in the person's own data folder. */
  folder: string;
  version: string;
  pid: number;
  /** The AppImage this program runs from; null where it runs from none. */
  appImage: string | null;
  isAlive(pid: number): boolean;
  /** Runs a kept installer without a question; it starts the program again by itself. */
  runInstaller(file: string): void;
  say(line: string): void;
  /** Ends this process as a failed start. */
  giveUp(): void;
}

/** What is to be done with this start: go on, start again, or end because an installer takes over. */
export type Next = 'go-on' | 'start-again' | 'end';

const MOST_FAILED_STARTS = 3;
/** Longer than any computer needs from the start to the proof. */
const PATIENCE_MS = 3 * 60_000;

/**
 * Watches over one start of a version that came by update, from before the agent is loaded until the process ends. A
 * start has failed unless the agent proved itself (`endTrial` by what runs in the agent) or ended as it was asked to.
 * After the third failed start the version before is put back.
 */
export class StartGuard {
  readonly #host: GuardHost;
  #mark: string | null = null;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  begin(): Next {
    const trial = this.#trial();
    if (trial === null) return 'go-on';
    if (this.#failed() >= MOST_FAILED_STARTS) return this.#rollBack(trial);
    this.#mark = markStart(this.#host.folder, this.#host.pid);
    // A version that waits for what never comes would keep its person without help until the next log-in.
    setTimeout(() => {
      if (this.#mark !== null && this.#trial() !== null) this.#host.giveUp();
    }, PATIENCE_MS).unref();
    return 'go-on';
  }

  /** As it was asked to, or because another agent of this person runs already. */
  endedWell(): void {
    if (this.#mark !== null) removeMark(this.#mark);
    this.#mark = null;
  }

  /** Starting again at once finds out in seconds what would otherwise take three days of log-ins. */
  failed(): Next {
    const trial = this.#trial();
    if (this.#mark === null || trial === null) return 'end';
    this.#mark = null;
    // This process still lives, and its own mark does not count yet.
    return this.#failed() + 1 >= MOST_FAILED_STARTS ? this.#rollBack(trial) : 'start-again';
  }

  #trial(): Trial | null {
    const { folder, version, appImage } = this.#host;
    const trial = readTrial(folder);
    // A trial of another version is what a power failure in the middle of an update leaves; of another file, a move.
    if (trial === null || trial.version !== version) return null;
    return trial.kind === 'nsis' || trial.target === appImage ? trial : null;
  }

  #failed(): number {
    const { folder, pid, isAlive } = this.#host;
    return failedStarts(folder, (other) => other === pid || isAlive(other), PATIENCE_MS);
  }

  #rollBack(trial: Trial): Next {
    const { folder, say, runInstaller } = this.#host;
    const outcome = putBack(trial);
    rememberRolledBack(folder, { version: trial.version, at: new Date().toISOString(), outcome });
    endTrial(folder);
    if (outcome !== 'rolled-back' || trial.previous === null) {
      say(`Deskside ${trial.version} failed to start three times and cannot be taken back: ${outcome}.`);
      return 'go-on';
    }
    say(`Deskside ${trial.version} failed to start three times; ${trial.previous.version} is put back.`);
    if (trial.kind === 'appimage') return 'start-again';
    runInstaller(trial.previous.file);
    return 'end';
  }
}

/** What is put back must be what was kept. The rename replaces the file in one step or not at all. */
function putBack({ kind, target, previous }: Trial): RolledBack['outcome'] {
  if (previous === null) return 'previous-missing';
  try {
    if (!isSameFile(previous.file, previous)) return 'previous-changed';
  } catch {
    return 'previous-missing';
  }
  if (kind === 'nsis') return 'rolled-back';
  try {
    accessSync(path.dirname(target), constants.W_OK);
    renameSync(previous.file, target);
    return 'rolled-back';
  } catch {
    return 'not-writable';
  }
}
