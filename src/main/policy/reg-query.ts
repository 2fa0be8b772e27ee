/** A value of the registry as settings know values: text, number, or list. */
export type RegistryValue = string | number | readonly string[];

export interface RegistryKey {
  values: ReadonlyMap<string, RegistryValue>;
  /** By the name under the asked key: a list of ADMX is a key with a value for each entry. */
  keys: ReadonlyMap<string, ReadonlyMap<string, RegistryValue>>;
}

const KEY = /^HKEY_[A-Z_]+\\/;
/** Four blanks between name, type and data; a name may hold blanks itself. */
const VALUE = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/;

/** What `reg query KEY /s` prints. Values of other types than these are kept as text, to be told as wrong. */
export function parseRegQuery(output: string, asked: string): RegistryKey {
  const values = new Map<string, RegistryValue>();
  const keys = new Map<string, Map<string, RegistryValue>>();
  let current: Map<string, RegistryValue> | null = null;
  for (const row of output.split(/\r?\n/)) {
    if (KEY.test(row)) {
      const under = nameUnder(row.trimEnd(), asked);
      current = under === '' ? values : under === null ? null : new Map<string, RegistryValue>();
      if (under && current) keys.set(under, current);
      continue;
    }
    const [, name, type, data = ''] = VALUE.exec(row) ?? [];
    if (current !== null && name !== undefined && type !== undefined) current.set(name, valueOf(type, data));
  }
  return { values, keys };
}

/** Empty for the asked key itself, null for what does not lie directly in it. */
function nameUnder(key: string, asked: string): string | null {
  // The long name of the hive is printed whatever was asked for.
  const tail = asked.slice(asked.indexOf('\\')).toLowerCase();
  const at = key.toLowerCase().indexOf(tail);
  if (at === -1) return null;
  const rest = key.slice(at + tail.length);
  if (rest === '') return '';
  const name = rest.slice(1);
  return rest.startsWith('\\') && !name.includes('\\') ? name : null;
}

function valueOf(type: string, data: string): RegistryValue {
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return Number(data);
  return type === 'REG_MULTI_SZ' ? data.split(String.raw`\0`).filter((entry) => entry !== '') : data;
}
