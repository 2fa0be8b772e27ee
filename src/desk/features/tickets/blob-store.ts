import type { Readable } from 'node:stream';
import type { Result } from '../../../shared/base/result';

export interface StagedBlob {
  size: number;
  /** The first bytes, by which its kind is recognized. */
  head: Uint8Array;
  /** Puts the bytes in their place for good; durable when it answers. */
  keep(): Promise<Result<void>>;
  discard(): Promise<void>;
}

/** Attached bytes by their SHA-256. */
export interface BlobStore {
  /** Takes the bytes in, refusing more than `limit` and anything that does not hash to `sha256`. */
  stage(bytes: Readable, sha256: string, limit: number): Promise<Result<StagedBlob>>;
  open(sha256: string): Promise<Result<Readable>>;
}
