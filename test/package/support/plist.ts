import { execFileSync } from 'node:child_process';
import { inRoot } from '../../../build/setup/root';

export type Plist = string | number | boolean | Plist[] | { [key: string]: Plist };

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
const TOKEN = /<!--[\s\S]*?-->|<(\/?)(dict|array|true|false|key|string|integer|plist)[^>]*?(\/?)>|([^<]+)/g;

/** Reads an XML property list, after it was found valid. */
export function readPlist(file: string): Plist {
  execFileSync(
    'xmllint',
    ['--noout', '--nonet', '--dtdvalid', inRoot('test/package/schemas/plist.dtd'), file],
    {
      stdio: 'pipe',
    },
  );
  return parsePlist(execFileSync('xmllint', ['--nonet', '--nocdata', file], { encoding: 'utf8' }));
}

function parsePlist(text: string): Plist {
  const tokens = [...text.slice(text.indexOf('<plist')).matchAll(TOKEN)].filter(
    ([whole]) => !whole.startsWith('<!--') && whole.trim() !== '',
  );
  let at = 0;
  const next = () => tokens[at++] ?? [];
  const content = (): string => {
    const [, , , , words = ''] = tokens[at] ?? [];
    if (words !== '') at++;
    at++; // its end
    return words.replaceAll(/&(\w+);/g, (_all, name: string) => ENTITIES[name] ?? '');
  };
  const value = (): Plist => {
    const [, , name = '', empty] = next();
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'string') return empty === '/' ? '' : content();
    if (name === 'integer') return Number(content());
    if (name === 'array') return list(empty === '/');
    if (name === 'dict') return object(empty === '/');
    throw new Error(`not read: <${name}>`);
  };
  const isEnd = () => tokens[at]?.[1] === '/';
  const list = (none: boolean): Plist[] => {
    const items: Plist[] = [];
    while (!none && !isEnd()) items.push(value());
    if (!none) at++;
    return items;
  };
  const object = (none: boolean): Record<string, Plist> => {
    const entries: Record<string, Plist> = {};
    while (!none && !isEnd()) {
      at++; // <key>
      entries[content()] = value();
    }
    if (!none) at++;
    return entries;
  };
  at++; // <plist>
  return value();
}
