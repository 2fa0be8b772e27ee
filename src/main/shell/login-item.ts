import { app } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';

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

export function desktopEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Deskside',
    'Comment=Get help from your IT team',
    'Comment[de]=Hilfe vom IT-Team',
    `Exec=${[program, ...args].map(quote).join(' ')}`,
    'Icon=deskside',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoting of the desktop entry specification: first for Exec, then for the value itself; `%` is doubled. */
function quote(argument: string): string {
  const escaped = argument
    .replace(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `"${escaped}"`;
}

function currentText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
