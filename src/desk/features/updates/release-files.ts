import type { Result } from '../../../shared/base/result';
import type { PublishedFile } from './release-store';

/** Files of a release, copied to where the desk keeps them. They count once a record names their folder. */
export interface CopiedRelease {
  folder: string;
  files: PublishedFile[];
  /** A small file of it; the fault names what is wrong. */
  text(name: string): Promise<Result<string>>;
  discard(): Promise<void>;
}

/** An open file: what is read is what was checked, even when it is withdrawn meanwhile. */
export interface OpenFile {
  /** `end` counts in. */
  read(start: number, end: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Where the bytes of releases lie. */
export interface ReleaseFiles {
  /** The names of plain files in a folder given to us. */
  namesIn(directory: string): Promise<Result<string[]>>;
  textIn(directory: string, name: string): Promise<Result<string>>;
  /** Copies and hashes in one go, durably: what is checked is the copy. */
  copy(directory: string, names: readonly string[]): Promise<Result<CopiedRelease>>;
  open(folder: string, file: PublishedFile): Promise<Result<OpenFile>>;
  pathOf(folder: string, name: string): string;
  remove(folder: string): Promise<void>;
  /** Removes what an interrupted publishing left: folders nobody names that were not touched for an hour. */
  sweep(named: readonly string[]): Promise<void>;
}
