import { app, clipboard, ipcMain, Menu, protocol, session, type WebFrameMain } from 'electron';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { findSource } from './capture';
import { DisplayMedia } from './display-media';
import { IpcGate, type Sender } from './ipc-gate';
import { denyPermissions, lockDown } from './lock-down';
import { pageHandler, registerScheme, SCHEME } from './protocol';
import { applySwitches } from './switches';
import type { WindowKind } from './window-kind';

const OS_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
};

/** What the composition needs to know of the program it runs in. */
export interface ProgramFacts {
  version: string;
  /** Name and version of the operating system. */
  osName: string;
  packaged: boolean;
  userData: string;
  /** The folder of the bundles: `main`, `preload`, `renderer`, `icons`. */
  bundles: string;
  languages: readonly string[];
  /** The package's own folder, beside the bundles. */
  resources: string;
}

/** Everything that must be said before Chromium starts. */
export function prepareProgram(): void {
  // Files of this program are for this user only, whatever the session's own setting.
  process.umask(0o077);
  registerScheme(protocol);
  applySwitches(app.commandLine);
  // A tray program has no menu bar; on macOS it has no place in the dock either.
  Menu.setApplicationMenu(null);
  app.dock?.hide();
  if (process.platform === 'win32') app.setAppUserModelId('org.deskside.agent');
}

export async function programReady(): Promise<ProgramFacts> {
  await app.whenReady();
  return {
    version: app.getVersion(),
    osName: `${OS_NAMES[process.platform] ?? process.platform} ${process.getSystemVersion()}`,
    packaged: app.isPackaged,
    userData: userDataFolder(),
    bundles: path.join(app.getAppPath(), 'out'),
    languages: app.getPreferredSystemLanguages(),
    resources: process.resourcesPath,
  };
}

/** The person's own folder for this program. */
export function userDataFolder(): string {
  return app.getPath('userData');
}

export function isPackaged(): boolean {
  return app.isPackaged;
}

/** Pages come from `app:` alone, capture nothing unasked and get no permission. Answers who decides on captures. */
export function guardPages(pages: string, assistFrame: () => WebFrameMain | null, log: Logger): DisplayMedia {
  protocol.handle(SCHEME, pageHandler(pages, log));
  lockDown(app, log);
  const media = new DisplayMedia(assistFrame, findSource, log);
  const mayCapture = (frame: WebFrameMain) => media.isArmed && frame === assistFrame();
  denyPermissions(session.defaultSession, (contents) => mayCapture(contents.mainFrame), log);
  session.defaultSession.setDisplayMediaRequestHandler((request, grant) => void media.handle(request, grant));
  return media;
}

export function copyText(text: string): void {
  void Promise.resolve(clipboard.writeText(text));
}

export function openGate(pageOf: (kind: WindowKind) => Sender | null, log: Logger): IpcGate {
  return new IpcGate(ipcMain, pageOf, log);
}

export function quit(): void {
  app.quit();
}

export function exit(code: number): void {
  app.exit(code);
}
