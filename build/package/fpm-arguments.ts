/** What electron-builder asks of fpm: single values, values that may come several times, and files with their places. */
export interface FpmRequest {
  readonly one: (name: string) => string;
  readonly find: (name: string) => string | undefined;
  readonly many: (name: string) => readonly string[];
  readonly maps: readonly { readonly from: string; readonly to: string }[];
}

const FLAGS = new Set(['force', 'debug', 'deb-no-default-config-files']);
const SHORT: Readonly<Record<string, string>> = { d: 'depends' };

/** fpm's command line; a value follows its option or stands behind an equals sign, the rest is `FROM=TO`. */
export function parseFpm(args: readonly string[]): FpmRequest {
  const values = new Map<string, string[]>();
  const maps: { from: string; to: string }[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('-')) {
      const at = arg.lastIndexOf('=');
      if (at < 1) throw new Error(`fpm: ${arg} names no place in the package`);
      maps.push({ from: arg.slice(0, at), to: arg.slice(at + 1) });
      continue;
    }
    const [option, inline] = splitOnce(arg.replace(/^-+/, ''));
    const name = SHORT[option] ?? option;
    if (FLAGS.has(name)) continue;
    const value = inline ?? rest.shift();
    if (value === undefined) throw new Error(`fpm: ${arg} has no value`);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const find = (name: string) => values.get(name)?.at(-1);
  return {
    find,
    one: (name) => {
      const value = find(name);
      if (value === undefined) throw new Error(`fpm: --${name} is missing`);
      return value;
    },
    many: (name) => values.get(name) ?? [],
    maps,
  };
}

function splitOnce(option: string): readonly [string, string?] {
  const at = option.indexOf('=');
  return at === -1 ? [option] : [option.slice(0, at), option.slice(at + 1)];
}
