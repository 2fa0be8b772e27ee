import { net, session } from 'electron';
import { CancellationToken, type UpdateInfo } from 'electron-updater/out/types';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor';
import { MacUpdater } from 'electron-updater/out/MacUpdater';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Logger } from '../../shared/base/logger';
import type { ReleaseFile } from '../../shared/model/update';

type Updater = AppImageUpdater | NsisUpdater | MacUpdater;

export interface UpdaterOptions {
  platform: 'windows' | 'macos' | 'linux';
  /** Where downloads lie, half and whole. */
  cache: string;
  /** The desk's address; null before the enrolment. */
  deskUrl(): string | null;
  log: Logger;
}

export interface ShellUpdater {
  download(wanted: { channel: string; version: string; file: ReleaseFile }): Promise<Result<string>>;
  /** Windows and macOS: ends this program and lets the installer start the new one. */
  handOver(): void;
}

/** Chromium's stack as the rest of the agent uses it: the same proxies, the same trust; a redirect is no answer. */
class AgentHttp extends ElectronHttpExecutor {
  override createRequest(
    options: Electron.ClientRequestConstructorOptions,
    callback: (response: Electron.IncomingMessage) => void,
  ): Electron.ClientRequest {
    const request = net.request({
      ...options,
      session: session.defaultSession,
      // A hundred megabytes have no place in a cache.
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    request.on('response', callback);
    return request;
  }
}

/** Downloads by electron-updater, out of its generic feed on the desk. Nothing of the feed is trusted. */
export function electronUpdater({ platform, cache, deskUrl, log }: UpdaterOptions): ShellUpdater {
  let updater: Updater | null = null;

  /** One for all: it knows what it has downloaded. */
  function ready(url: string): Updater {
    updater ??= prepare(make(platform), cache, log);
    updater.setFeedURL({ provider: 'generic', url, channel: 'latest' });
    return updater;
  }

  return {
    async download({ channel, version, file }) {
      const desk = deskUrl();
      if (desk === null) return fail('not-enrolled');
      const token = new CancellationToken();
      try {
        const from = ready(new URL(`/updates/${channel}/${version}`, desk).href);
        const found = await from.checkForUpdates();
        if (!found?.isUpdateAvailable) return fail('update-refused', 'feed-mismatch');
        if (!isSigned(found.updateInfo, version, file)) return fail('update-refused', 'feed-mismatch');
        const tooMuch = ({ transferred }: { transferred: number }) => {
          if (transferred > file.size) token.cancel();
        };
        from.on('download-progress', tooMuch);
        const files = await from.downloadUpdate(token).finally(() => from.off('download-progress', tooMuch));
        const downloaded = files[0];
        return downloaded === undefined ? fail('desk-unreachable', 'nothing-came') : ok(downloaded);
      } catch (error) {
        return token.cancelled ? fail('update-refused', 'wrong-hash') : faultOf(error);
      }
    },
    handOver: () => updater?.quitAndInstall(true, true),
  };
}

function make(platform: UpdaterOptions['platform']): Updater {
  switch (platform) {
    case 'linux':
      return new AppImageUpdater();
    case 'windows':
      return new NsisUpdater();
    case 'macos':
      return new MacUpdater();
  }
}

function prepare(updater: Updater, cache: string, log: Logger): Updater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  // Differences need the old package's block map beside it, which nobody publishes; whole files can be checked whole.
  updater.disableDifferentialDownload = true;
  const line = (text: unknown) => log.debug('updater.says', { text: String(text).slice(0, 500) });
  updater.logger = { debug: line, info: line, warn: line, error: line };
  // Neither has a public way in: its own session would know no proxy of ours, and its own folder is not ours to clean.
  Object.assign(updater, {
    httpExecutor: new AgentHttp(),
    downloadedUpdateHelper: new DownloadedUpdateHelper(cache),
  });
  return updater;
}

/** The feed may name nothing but what was signed, by its plain name: no other host, no other file. */
function isSigned({ version, files }: UpdateInfo, wanted: string, file: ReleaseFile): boolean {
  const named = files.find(({ url }) => url === file.name);
  const plain = files.every(({ url }) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(url));
  return version === wanted && plain && named?.sha512 === file.sha512;
}

function faultOf(error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : String(error);
  if (code === 'ERR_CHECKSUM_MISMATCH') return fail('update-refused', 'wrong-hash');
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full', 'disk-full');
  // Chromium says net::ERR_…; electron-updater has codes of its own.
  const word = /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ?? (code || 'download-failed');
  return fail('desk-unreachable', word.toLowerCase().replaceAll('_', '-'));
}
