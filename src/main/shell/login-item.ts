import { app } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { desktopEntry } from './desktop-entry';

/** Starts the agent with the person's session. Linux has no call for it in Electron: a desktop entry is its way. */
export function setLoginItem(log: Logger): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: true, args: [] });
    return;
  }
  const config = process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
  const file = path.join(config, 'autostart', 'deskside.desktop');
  const entry = desktopEntry(process.execPath, app.isPackaged ? [] : [app.getAppPath()]);
  try {
    if (currentText(file) === entry) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, entry);
    log.info('autostart.written', { file });
  } catch (error) {
    log.error('autostart.not-written', { reason: String(error) });
  }
}

function currentText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
