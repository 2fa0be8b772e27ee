import type { Result } from '../../shared/base/result';
import type { ReleaseFile } from '../../shared/model/update';

/** The bytes of a release's file, on this disk. Faults: `update-refused` with the reason for bytes that are others. */
export interface Downloader {
  /** Answers where the file lies. */
  download(wanted: { channel: string; version: string; file: ReleaseFile }): Promise<Result<string>>;
  /** Throws away what was downloaded, whole or half. */
  discard(): Promise<void>;
}

/** Puts a downloaded file in the place of what runs. */
export interface Installer {
  /** Why it could not be installed anyhow; asked before anything is downloaded. */
  obstacle(): string | null;
  /**
   * Checks the very file it installs. `replaced`: the program has to end now, and comes back as the new version.
   * `postponed`: `inTheWay` said so at the last moment, and nothing was changed.
   */
  install(
    downloaded: string,
    version: string,
    file: ReleaseFile,
    inTheWay: () => boolean,
  ): Promise<Result<'replaced' | 'postponed'>>;
  /** The version that runs has proven itself: what was kept to go back is not needed any more. */
  proven(): void;
}
