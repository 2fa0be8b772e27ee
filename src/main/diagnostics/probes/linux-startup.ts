import path from 'node:path';
import type { SectionData } from '../../../shared/model/diagnostics';
import { parseDesktopEntry, startsHere } from '../parse/desktop-entry';
import { said, type ProbeContext } from '../probe';

type StartupItem = SectionData<'startup'>[number];

const MOST_FILES = 150;

/** What a desktop starts at sign-in (XDG autostart), and what systemd starts for each person. */
export async function linuxStartup(context: ProbeContext): Promise<StartupItem[]> {
  const home = context.env('HOME');
  const config = context.env('XDG_CONFIG_HOME') || (home ? `${home}/.config` : null);
  const system = (context.env('XDG_CONFIG_DIRS') || '/etc/xdg').split(':').filter(path.isAbsolute);
  const [autostart, machineUnits, userUnits] = await Promise.all([
    autostartItems(context, config, system),
    wantedUnits(context, '/etc/systemd/user', 'machine'),
    config === null ? [] : wantedUnits(context, `${config}/systemd/user`, 'user'),
  ]);
  return [...autostart, ...userUnits, ...machineUnits].slice(0, 200);
}

async function autostartItems(
  context: ProbeContext,
  config: string | null,
  system: readonly string[],
): Promise<StartupItem[]> {
  const desktops = (context.env('XDG_CURRENT_DESKTOP') ?? '').split(':').filter(Boolean);
  const folders: { base: string; scope: StartupItem['scope'] }[] = [
    ...(config === null ? [] : [{ base: config, scope: 'user' as const }]),
    ...system.map((base) => ({ base, scope: 'machine' as const })),
  ];
  const seen = new Set<string>();
  const items: StartupItem[] = [];
  for (const { base, scope } of folders) {
    const names = (await context.list(`${base}/autostart`)).filter((name) => name.endsWith('.desktop'));
    for (const name of names.slice(0, MOST_FILES)) {
      // A person's file of the same name stands in for the system's.
      if (seen.has(name)) continue;
      seen.add(name);
      const entry = parseDesktopEntry((await context.readText(`${base}/autostart/${name}`)) ?? '');
      items.push({
        name: said(entry.get('Name') ?? name.replace(/\.desktop$/, '')),
        kind: 'autostart',
        command: said(entry.get('Exec'), 500),
        scope,
        enabled: startsHere(entry, desktops),
      });
    }
  }
  return items;
}

/** Units that a target of systemd's user manager wants: links in `<target>.wants`. */
async function wantedUnits(
  context: ProbeContext,
  folder: string,
  scope: StartupItem['scope'],
): Promise<StartupItem[]> {
  const wants = (await context.list(folder)).filter((name) => name.endsWith('.wants'));
  const links = await Promise.all(
    wants.map(async (name) => (await context.list(`${folder}/${name}`)).map((unit) => `${name}/${unit}`)),
  );
  const units = links
    .flat()
    .filter((link) => link.endsWith('.service'))
    .slice(0, MOST_FILES);
  return Promise.all(
    units.map(async (link) => {
      const text = (await context.readText(`${folder}/${link}`)) ?? '';
      return {
        name: said(path.basename(link)),
        kind: 'autostart' as const,
        command: said(/^ExecStart=[-@:+!]*(.*)$/m.exec(text)?.[1], 500),
        scope,
        enabled: true,
      };
    }),
  );
}
