/** The text of an autostart entry as freedesktop.org specifies it. */
export function desktopEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.4',
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
