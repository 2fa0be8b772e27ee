import type { Result } from '../../../../shared/base/result';

/** The index as it is served, all of it at once: a client never sees a half of one. */
export interface AptIndex {
  /** What it was made of: the same releases make the same mark. */
  of: string;
  madeAt: string;
  validUntil: string;
  /** base64 by path below `/apt/`. */
  files: Record<string, string>;
  /** By-hash files of indices before this one, oldest first: for clients that hold an older Release. */
  earlier: Record<string, string>[];
}

export interface AptIndexStore {
  /** Null: there is no repository yet. */
  load(): Promise<AptIndex | null>;
  /** Takes the place of the one before in one step. */
  save(index: AptIndex): Promise<void>;
}

export interface Signed {
  /** Public, in binary as `signed-by` takes it. */
  publicKey: Buffer;
  signatures: Signatures[];
}

interface Signatures {
  /** The text itself inside a signature: InRelease. */
  clear: string;
  /** Release.gpg. */
  detached: string;
}

/** The repository's OpenPGP key, made when it is first needed. A program that is not there is a fault that names it. */
export interface RepositoryKey {
  sign(texts: readonly string[]): Promise<Result<Signed>>;
}

/** Reads the control data of a package. */
export type ReadControl = (path: string) => Promise<Result<string>>;
