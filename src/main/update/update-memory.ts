import type { Channel, HandedOver, VerifiedVersions } from '../../shared/model/update';
import { compareVersions } from '../../shared/rules/compare-versions';
import { ok, type Result } from '../../shared/base/result';
import type { JsonFile } from '../storage/json-file';
import { readRolledBack, type RolledBack } from './trial';

interface MemoryFiles {
  verified: JsonFile<VerifiedVersions>;
  handedOver: JsonFile<HandedOver>;
}

/** What this computer remembers of releases, so that nobody can send it back to an older one. */
export class UpdateMemory {
  readonly #files: MemoryFiles;
  readonly #folder: string;
  #verified: VerifiedVersions = { stable: null, preview: null };
  #handedOver: HandedOver | null = null;

  constructor(files: MemoryFiles, folder: string) {
    this.#files = files;
    this.#folder = folder;
  }

  async open(): Promise<void> {
    this.#verified = (await this.#files.verified.load()) ?? this.#verified;
    this.#handedOver = await this.#files.handedOver.load();
  }

  highest(channel: Channel): string | null {
    return this.#verified[channel];
  }

  async verified(channel: Channel, found: string): Promise<Result<void>> {
    const highest = this.#verified[channel];
    if (highest !== null && compareVersions(found, highest) <= 0) return ok();
    this.#verified = { ...this.#verified, [channel]: found };
    return this.#files.verified.save(this.#verified);
  }

  timesHandedOver(version: string): number {
    return this.#handedOver?.version === version ? this.#handedOver.times : 0;
  }

  /** The installer is about to get the program: said before, since nothing can be said after. */
  handsOver(version: string): Promise<Result<void>> {
    return this.#counts(version, 1);
  }

  /** It did not come to that. */
  keptBack(version: string): Promise<Result<void>> {
    return this.#counts(version, -1);
  }

  #counts(version: string, more: 1 | -1): Promise<Result<void>> {
    this.#handedOver = { version, times: Math.max(0, this.timesHandedOver(version) + more) };
    return this.#files.handedOver.save(this.#handedOver);
  }

  /** Written by the start guard, before the agent runs. */
  get rolledBack(): readonly RolledBack[] {
    return readRolledBack(this.#folder);
  }
}
