import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type WebFrameMain } from 'electron';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { webPreferences } from './lock-down';
import type { Sender } from './ipc-gate';
import { pageUrl, type WindowKind } from './window-kind';

export interface WindowOptions {
  kind: WindowKind;
  title: string;
  preloadFolder: string;
  icon: string;
  packaged: boolean;
  shape: BrowserWindowConstructorOptions;
  log: Logger;
  /** The window is gone without our doing: closed by hand, or its page died. */
  lost(): void;
}

/** Nothing tells when the desktop has painted what lay under a hidden window; a few frames do. */
const REPAINT_MS = 200;

/** One kind of window: made when it is needed, destroyed when it is closed, never hidden to be kept. */
export class PageWindow {
  readonly #options: WindowOptions;
  #window: BrowserWindow | null = null;
  #shown: Promise<void> = Promise.resolve();

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#window !== null;
  }

  /** The window that was asked for is on the screen; at once where none is on its way. */
  get shown(): Promise<void> {
    return this.#shown;
  }

  get page(): Sender | null {
    return this.#window?.webContents ?? null;
  }

  get frame(): WebFrameMain | null {
    return this.#window?.webContents.mainFrame ?? null;
  }

  /** For the few things only one kind does. */
  get raw(): BrowserWindow | null {
    return this.#window;
  }

  get isFocused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** As the capturer names this window. */
  get sourceId(): string | null {
    return this.#window?.getMediaSourceId() ?? null;
  }

  /** Takes the window off the screen while `run` looks at it. */
  async whileHidden<T>(run: () => Promise<T>): Promise<T> {
    const window = this.#window;
    if (!window) return run();
    window.hide();
    await new Promise((resolve) => setTimeout(resolve, REPAINT_MS));
    try {
      return await run();
    } finally {
      if (!window.isDestroyed()) window.show();
    }
  }

  /** Shows the window. False where it was there already. */
  open(): boolean {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      return false;
    }
    const { kind, title, preloadFolder, icon, packaged, shape, log } = this.#options;
    const window = new BrowserWindow({
      show: false,
      title,
      icon,
      autoHideMenuBar: true,
      fullscreenable: false,
      ...shape,
      webPreferences: webPreferences(path.join(preloadFolder, `${kind}.js`), packaged),
    });
    this.#window = window;
    window.removeMenu();
    this.#shown = new Promise((shown) => {
      window.once('closed', shown);
      window.once('ready-to-show', () => {
        shown();
        if (this.#window !== window) return;
        window.show();
        window.focus();
        log.info('window.shown', { kind });
      });
    });
    // The page's own title would be in its language before it knows the person's.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('closed', () => this.#gone(window, 'closed'));
    window.webContents.on('render-process-gone', (_event, details) => {
      log.error('window.page-gone', { kind, reason: details.reason });
      this.#gone(window, details.reason);
    });
    window.loadURL(pageUrl(kind)).catch((error: unknown) => {
      log.error('window.not-loaded', { kind, reason: String(error) });
    });
    return true;
  }

  send(name: string, value: unknown): void {
    const contents = this.#window?.webContents;
    if (contents && !contents.isDestroyed()) contents.send(name, value);
  }

  /** Ours to close: nobody is told that it was lost. */
  close(): void {
    const window = this.#window;
    this.#window = null;
    window?.destroy();
  }

  #gone(window: BrowserWindow, why: string): void {
    if (this.#window !== window) return;
    this.#window = null;
    if (why !== 'closed') window.destroy();
    this.#options.lost();
  }
}

export const HELP_SHAPE: BrowserWindowConstructorOptions = {
  width: 480,
  height: 640,
  minWidth: 400,
  minHeight: 480,
  useContentSize: true,
  maximizable: false,
};

export const CONSENT_SHAPE: BrowserWindowConstructorOptions = {
  width: 520,
  height: 640,
  useContentSize: true,
  resizable: false,
  minimizable: false,
  maximizable: false,
  alwaysOnTop: true,
  skipTaskbar: false,
  frame: false,
};

const BAR = { width: 560, height: 44, margin: 8 };

/** The consent window shrinks to the bar at the top center of its display, outside what is captured where that works. */
export function becomeBar(window: PageWindow): void {
  const raw = window.raw;
  if (!raw) return;
  const content = process.platform === 'win32' || process.platform === 'darwin';
  if (content) raw.setContentProtection(true);
  raw.setAlwaysOnTop(true, 'screen-saver');
  raw.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  const area = screen.getDisplayMatching(raw.getBounds()).workArea;
  setSize(window, {
    x: Math.round(area.x + (area.width - BAR.width) / 2),
    y: area.y + BAR.margin,
    width: BAR.width,
    height: BAR.height,
  });
}

/** The bar asks for the size of its words; it grows around its middle and stays on the screen. */
export function fitBar(window: PageWindow, size: { width: number; height: number }): void {
  const raw = window.raw;
  if (!raw) return;
  const bounds = raw.getBounds();
  const area = screen.getDisplayMatching(bounds).workArea;
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const wanted = Math.round(bounds.x + (bounds.width - width) / 2);
  setSize(window, {
    x: Math.min(Math.max(wanted, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  });
}

function setSize(window: PageWindow, bounds: Electron.Rectangle): void {
  const raw = window.raw;
  if (!raw) return;
  // Some window managers refuse to change the size of a window that people may not resize.
  raw.setResizable(true);
  raw.setMinimumSize(100, 30);
  raw.setBounds(bounds);
  raw.setResizable(false);
}
