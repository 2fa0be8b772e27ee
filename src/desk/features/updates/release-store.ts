import type { Id } from '../../../shared/model/ids';
import type { Channel, Release, Rollout, SignedRelease } from '../../../shared/model/update';
import type { UpdateFacts } from '../../../shared/rules/rollout';

/** A file as it lies on the desk, whether the release names it or an updater asks for it besides. */
export interface PublishedFile {
  name: string;
  size: number;
  /** base64 of the raw bytes. */
  sha512: string;
  /** Hexadecimal, as package indices have it. */
  sha256: string;
}

export interface PublishedRelease {
  channel: Channel;
  version: string;
  /** Where its files lie; no address leads there but through this record. */
  folder: string;
  signed: SignedRelease;
  release: Release;
  files: PublishedFile[];
  publishedAt: string;
  rollout: Rollout;
}

export interface ReleaseStore {
  insert(published: PublishedRelease): Promise<void>;
  /** Published and not withdrawn. */
  find(channel: Channel, version: string): Promise<PublishedRelease | null>;
  /** Published and not withdrawn, highest version first. */
  list(channel?: Channel): Promise<PublishedRelease[]>;
  isWithdrawn(channel: Channel, version: string): Promise<boolean>;
  withdraw(channel: Channel, version: string, at: string): Promise<void>;
  setRollout(rollout: Rollout): Promise<void>;
  /** The folders in use. */
  folders(): Promise<string[]>;
  /** Active devices, with what an update of theirs depends on. */
  fleet(): Promise<FleetMember[]>;
}

export interface FleetMember {
  id: Id;
  agentVersion: string;
  /** Null of a device that never told any. */
  facts: UpdateFacts | null;
}
