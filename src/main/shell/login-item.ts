import { app } from 'electron';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import { desktopEntry } from './desktop-entry';

/** Tells an agent that the session started it, not the person. */
const AT_LOGIN = '--at-login';

/**
 * Starts the agent with the person's session, or no longer. Linux has no call for it in Electron: a desktop entry is
 * its way. `program` is what can be started again: an AppImage, not the place it is mounted at.
 */
export function setLoginItem(wanted: boolean, program: string, log: Logger): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, path: program, args: [AT_LOGIN] });
    return;
  }
  const config = process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
  const file = path.join(config, 'autostart', 'deskside.desktop');
  const entry = desktopEntry(program, [...(app.isPackaged ? [] : [app.getAppPath()]), AT_LOGIN]);
  const current = currentText(file);
  try {
    if (current === (wanted ? entry : null)) return;
    if (wanted) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, entry);
      log.info('autostart.written', { file });
    } else {
      rmSync(file);
      log.info('autostart.removed', { file });
    }
  } catch (error) {
    log.error(wanted ? 'autostart.not-written' : 'autostart.not-removed', { reason: String(error) });
  }
}

function currentText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
