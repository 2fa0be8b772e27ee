import { z } from 'zod';
import { toDevice, type ToDevice } from '../../shared/contract/wire';
import type { JsonFile } from '../storage/json-file';

const { iceUrls, address } = toDevice.hello.shape;

/** What only the desk knows of the ways between here and there. */
export const knownNetwork = z.strictObject({ iceUrls, address: address.nullable() });
export type KnownNetwork = z.infer<typeof knownNetwork>;

/** The desk's last word on the network, kept on disk: diagnostics matter most when the desk cannot be asked. */
export class DeskNetwork {
  readonly #file: JsonFile<KnownNetwork>;
  #known: KnownNetwork | null = null;

  constructor(file: JsonFile<KnownNetwork>) {
    this.#file = file;
  }

  get known(): KnownNetwork {
    return this.#known ?? { iceUrls: [], address: null };
  }

  /** Reads what was kept, unless the desk has spoken since. */
  async load(): Promise<void> {
    const kept = await this.#file.load();
    this.#known ??= kept;
  }

  heard(hello: ToDevice['hello']): void {
    const known = { iceUrls: hello.iceUrls, address: hello.address };
    if (JSON.stringify(known) === JSON.stringify(this.#known)) return;
    this.#known = known;
    // A failed write is in the log already, and costs no more than an older word next time.
    void this.#file.save(known);
  }
}
