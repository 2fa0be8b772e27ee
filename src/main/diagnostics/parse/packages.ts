import { said } from '../probe';

export interface Installed {
  name: string;
  version: string;
  publisher: string | null;
  /** The name it has in its own store: `org.mozilla.firefox`, `com.apple.Safari`. */
  id?: string;
}

/** `dpkg-query -W -f '${binary:Package}\t${Version}\t${db:Status-Abbrev}\n'`: what is really installed. */
export function parseDpkg(output: string): Installed[] {
  return rows(output).flatMap(([name = '', version = '', status = '']) =>
    status[1] === 'i' && name !== '' ? [entry(name.replace(/:\w+$/, ''), version)] : [],
  );
}

/** `rpm -qa --qf '%{NAME}\t%{VERSION}-%{RELEASE}\t%{VENDOR}\n'` */
export function parseRpm(output: string): Installed[] {
  return rows(output).flatMap(([name = '', version = '', vendor = '']) =>
    // Keys that packages are signed with are in the list, too.
    name === '' || version === '' || name === 'gpg-pubkey'
      ? []
      : [entry(name, version, vendor === '(none)' ? '' : vendor)],
  );
}

/** `pacman -Q`: name and version. */
export function parsePacman(output: string): Installed[] {
  return [...output.matchAll(/^(\S+) (\S+)$/gm)].map(([, name = '', version = '']) => entry(name, version));
}

/** `flatpak list --app --columns=application,name,version,origin` */
export function parseFlatpak(output: string): Installed[] {
  return rows(output).flatMap(([id = '', name = '', version = '', origin = '']) =>
    /^[\w-]+(\.[\w-]+)+$/.test(id) ? [{ ...entry(name || id, version, origin), id }] : [],
  );
}

/** `snap list`: Name Version Rev Tracking Publisher Notes, in columns under a header. */
export function parseSnap(output: string): Installed[] {
  return output
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [name, version, revision, , publisher = ''] = line.trim().split(/\s+/);
      if (!name || !version || !/^(\d+|x\d+)$/.test(revision ?? '')) return [];
      return [{ ...entry(name, version, publisher.replace(/[*✓]+$/, '')), id: name }];
    });
}

/** `mdls -name kMDItemDisplayName …` for several programs: blocks of `key = "value"`, one after the other. */
export function parseMdls(output: string): Installed[] {
  const programs: Map<string, string>[] = [];
  for (const [, key = '', quoted] of output.matchAll(
    /^(kMDItem\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|\(null\))/gm,
  )) {
    const current = programs.at(-1);
    const block = !current || current.has(key) ? new Map<string, string>() : current;
    if (block !== current) programs.push(block);
    block.set(key, (quoted ?? '').replace(/\\(.)/g, '$1'));
  }
  return programs.flatMap((block) => {
    const name = (block.get('kMDItemFSName') ?? '').replace(/\.app$/, '');
    const id = block.get('kMDItemCFBundleIdentifier') ?? '';
    return name === '' ? [] : [{ ...entry(name, block.get('kMDItemVersion') ?? ''), ...(id && { id }) }];
  });
}

function rows(output: string): string[][] {
  return output.split('\n').map((line) => line.split('\t'));
}

function entry(name: string, version: string, publisher = ''): Installed {
  return { name: said(name, 160), version: said(version, 120), publisher: said(publisher, 120) || null };
}

const MOST = 3000;

/** Alphabetical, and where there are too many, libraries and the like give way first. */
export function shortened(list: readonly Installed[]): Omit<Installed, 'id'>[] {
  const kept = list.length <= MOST ? list : list.toSorted((a, b) => weight(a) - weight(b)).slice(0, MOST);
  return kept
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, version, publisher }) => ({ name, version, publisher }));
}

function weight({ name }: Installed): number {
  return /^(lib|fonts-|perl-|python3-|golang-|node-|ruby-|texlive-)|-(dev|devel|doc|data|dbg|common|l10n)(-|$)/.test(
    name,
  )
    ? 1
    : 0;
}
