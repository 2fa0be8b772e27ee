import { globalShortcut } from 'electron';
import type { Logger } from '../../shared/base/logger';

/** The keys that open Get help from anywhere; one combination at a time. Ends with the program. */
export class Hotkey {
  readonly #run: () => void;
  readonly #log: Logger;
  #keys: string | null = null;
  #works = false;

  constructor(run: () => void, log: Logger) {
    this.#run = run;
    this.#log = log;
  }

  /** Null where there is none, or another program has it. */
  get working(): string | null {
    return this.#works ? this.#keys : null;
  }

  get shown(): { keys: string; works: boolean } | null {
    return this.#keys === null ? null : { keys: this.#keys, works: this.#works };
  }

  /** An Electron accelerator, or `none`. */
  set(accelerator: string): void {
    if (this.#works && this.#keys !== null) globalShortcut.unregister(this.#keys);
    this.#keys = accelerator === 'none' ? null : accelerator;
    this.#works = this.#keys !== null && this.#register(this.#keys);
  }

  #register(accelerator: string): boolean {
    try {
      if (globalShortcut.register(accelerator, this.#run)) return true;
    } catch (error) {
      this.#log.error('hotkey.invalid', { accelerator, reason: String(error) });
      return false;
    }
    this.#log.warn('hotkey.taken', { accelerator });
    return false;
  }
}
