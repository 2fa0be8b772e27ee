import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';

export type TrayState = 'online' | 'offline' | 'live';

export interface TrayView {
  state: TrayState;
  /** The line under the entries: connected to whom, or who sees the screen. */
  status: string;
  tooltip: string;
  items: TrayItem[];
  /** Under the status line. */
  more: TrayItem[];
}

interface TrayItem {
  label: string;
  click?: () => void;
}

/** The icon people click for help. Its menu is rebuilt on every change, because Linux trays never ask again. */
export class TrayIcon {
  readonly #icons: Record<TrayState, NativeImage>;
  readonly #onClick: () => void;
  #tray: Tray | null = null;

  constructor(iconFolder: string, onClick: () => void, log: Logger) {
    this.#onClick = onClick;
    this.#icons = {
      online: loadIcon(iconFolder, 'online', log),
      offline: loadIcon(iconFolder, 'offline', log),
      live: loadIcon(iconFolder, 'live', log),
    };
  }

  show(view: TrayView): void {
    if (this.#tray) {
      this.#tray.setImage(this.#icons[view.state]);
    } else {
      this.#tray = new Tray(this.#icons[view.state]);
      this.#tray.on('click', this.#onClick);
    }
    this.#tray.setToolTip(view.tooltip);
    this.#tray.setContextMenu(Menu.buildFromTemplate(menuOf(view)));
  }

  /** Takes the icon away until it is shown again. */
  hide(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }
}

function menuOf({ status, items, more }: TrayView): MenuItemConstructorOptions[] {
  return [
    ...items.map(menuItem),
    { type: 'separator' },
    { label: status, enabled: false },
    ...more.map(menuItem),
  ];
}

function menuItem({ label, click }: TrayItem): MenuItemConstructorOptions {
  return click ? { label, click: () => click() } : { label, enabled: false };
}

function loadIcon(folder: string, state: TrayState, log: Logger): NativeImage {
  const file = path.join(folder, `tray-${state}.png`);
  if (existsSync(file)) {
    // `@2x` beside it is found by its name.
    const image = nativeImage.createFromPath(file);
    if (!image.isEmpty()) return image;
  }
  log.error('tray.icon-missing', { file });
  return nativeImage.createEmpty();
}
