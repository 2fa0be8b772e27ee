import type { Channel, VerifiedVersions } from '../../shared/model/update';
import { compareVersions } from '../../shared/rules/compare-versions';
import { ok, type Result } from '../../shared/base/result';
import type { JsonFile } from '../storage/json-file';
import { readRolledBack, type RolledBack } from './trial';

/** What this computer remembers of releases, so that nobody can send it back to an older one. */
export class UpdateMemory {
  readonly #file: JsonFile<VerifiedVersions>;
  readonly #folder: string;
  #verified: VerifiedVersions = { stable: null, preview: null };

  constructor(file: JsonFile<VerifiedVersions>, folder: string) {
    this.#file = file;
    this.#folder = folder;
  }

  async open(): Promise<void> {
    this.#verified = (await this.#file.load()) ?? this.#verified;
  }

  highest(channel: Channel): string | null {
    return this.#verified[channel];
  }

  async verified(channel: Channel, found: string): Promise<Result<void>> {
    const highest = this.#verified[channel];
    if (highest !== null && compareVersions(found, highest) <= 0) return ok();
    this.#verified = { ...this.#verified, [channel]: found };
    return this.#file.save(this.#verified);
  }

  /** Written by the start guard, before the agent runs. */
  get rolledBack(): readonly RolledBack[] {
    return readRolledBack(this.#folder);
  }
}
