import { net, session } from 'electron';
import type { UpdateInfo } from 'electron-updater/out/types';
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

const TOO_MUCH = 'TOO_MUCH';
/** A feed is a few lines. */
const FEED_BYTES = 64 * 1024;
/** Nothing came for so long: whoever is there holds the line without using it. */
const STALLED_MS = 60_000;

/**
 * Chromium's stack as the rest of the agent uses it: the same proxies, the same trust. A redirect is no answer, neither
 * is more than there should be, and neither is silence: electron-updater itself would wait for ever and write until the
 * disk is full.
 */
class AgentHttp extends ElectronHttpExecutor {
  /** Bytes that an answer may have. */
  most = FEED_BYTES;

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
    const most = this.most;
    const giveUp = (code: string) => {
      clearTimeout(stalled);
      request.abort();
      request.emit('error', Object.assign(new Error(code), { code }));
    };
    const stalled = setTimeout(giveUp, STALLED_MS, 'STALLED');
    request.once('close', () => clearTimeout(stalled));
    request.on('response', (response) => {
      // Electron follows none, but electron-updater does whatever the status.
      if (response.headers['location'] !== undefined) return giveUp('REDIRECTED');
      let received = 0;
      response.on('data', (chunk: Buffer | string) => {
        stalled.refresh();
        received += Buffer.byteLength(chunk);
        if (received > most) giveUp(TOO_MUCH);
      });
      callback(response);
    });
    return request;
  }
}

/** Downloads by electron-updater, out of its generic feed on the desk. Nothing of the feed is trusted. */
export function electronUpdater({ platform, cache, deskUrl, log }: UpdaterOptions): ShellUpdater {
  let updater: Updater | null = null;
  const http = new AgentHttp();

  /** One for all: it knows what it has downloaded. */
  function ready(url: string): Updater {
    updater ??= prepare(make(platform), http, cache, log);
    updater.setFeedURL({ provider: 'generic', url, channel: 'latest' });
    return updater;
  }

  return {
    async download({ channel, version, file }) {
      const desk = deskUrl();
      if (desk === null) return fail('not-enrolled');
      try {
        http.most = FEED_BYTES;
        const from = ready(new URL(`/updates/${channel}/${version}`, desk).href);
        const found = await from.checkForUpdates();
        if (!found?.isUpdateAvailable) return fail('update-refused', 'feed-mismatch');
        if (!isSigned(found.updateInfo, version, file)) return fail('update-refused', 'feed-mismatch');
        http.most = file.size;
        const [downloaded] = await from.downloadUpdate();
        return downloaded === undefined ? fail('desk-unreachable', 'nothing-came') : ok(downloaded);
      } catch (error) {
        return faultOf(error);
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

function prepare(updater: Updater, http: AgentHttp, cache: string, log: Logger): Updater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  // Differences need the old package's block map beside it, which nobody publishes; whole files can be checked whole.
  updater.disableDifferentialDownload = true;
  const line = (text: unknown) => log.debug('updater.says', { text: String(text).slice(0, 500) });
  updater.logger = { debug: line, info: line, warn: line, error: line };
  // Neither has a public way in: its own session would know no proxy of ours, and its own folder is not ours to clean.
  Object.assign(updater, {
    httpExecutor: http,
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
  if (code === 'ERR_CHECKSUM_MISMATCH' || code === TOO_MUCH) return fail('update-refused', 'wrong-hash');
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full', 'disk-full');
  // For the feed, and for the file.
  if (code === 'HTTP_ERROR_503' || text.includes(', status 503:')) return fail('unavailable', 'desk-busy');
  return fail('desk-unreachable', wordOf(code, text));
}

/** Chromium says net::ERR_…; electron-updater has codes of its own. */
function wordOf(code: string, text: string): string {
  const word = /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ?? (code || 'download-failed');
  return word.toLowerCase().replaceAll('_', '-');
}
