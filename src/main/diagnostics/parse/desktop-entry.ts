/** The main group of a `.desktop` file: its keys without their translations. */
export function parseDesktopEntry(text: string): ReadonlyMap<string, string> {
  const start = /^\[Desktop Entry\]\s*$/m.exec(text);
  if (!start) return new Map();
  const group = text.slice(start.index + start[0].length).split(/^\[/m)[0] ?? '';
  const rows = group.matchAll(/^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/gm);
  return new Map([...rows].map(([, key = '', value = '']) => [key, value]));
}

/** Whether such an entry is started at sign-in: not hidden, not switched off, and meant for this desktop. */
export function startsHere(entry: ReadonlyMap<string, string>, desktops: readonly string[]): boolean {
  if (entry.get('Hidden') === 'true' || entry.get('X-GNOME-Autostart-enabled') === 'false') return false;
  const listed = (key: string) => (entry.get(key) ?? '').split(';').filter(Boolean);
  // On a computer that does not say its desktop, all are taken as meant.
  if (desktops.length === 0) return true;
  const only = listed('OnlyShowIn');
  if (only.length > 0 && !only.some((name) => desktops.includes(name))) return false;
  return !listed('NotShowIn').some((name) => desktops.includes(name));
}

/** A group of any file of this form, `[Default Applications]` of `mimeapps.list` for one. */
export function groupOf(text: string, name: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.indexOf(`[${name}]`);
  if (start < 0) return new Map();
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const rows = (end < 0 ? rest : rest.slice(0, end)).flatMap((line) => {
    const at = line.indexOf('=');
    return at <= 0 || line.startsWith('#')
      ? []
      : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  return new Map(rows);
}
