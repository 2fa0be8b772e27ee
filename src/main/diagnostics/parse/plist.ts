export type PlistValue = string | number | boolean | readonly PlistValue[] | PlistDict;
export interface PlistDict {
  readonly [key: string]: PlistValue;
}

const TOKEN = /<(\/?)(dict|array|key|string|integer|real|date|data|true|false)\s*(\/?)>([^<]*)/g;
const DEEPEST = 32;

interface Token {
  name: string;
  end: boolean;
  empty: boolean;
  text: string;
}

/** An XML property list of macOS, as far as it can be read; null for what is none (the binary form, for one). */
export function parsePlist(xml: string): PlistValue | null {
  if (!/<plist\b/.test(xml)) return null;
  const tokens = [...xml.matchAll(TOKEN)].map(([, end, name = '', empty, text = '']) => ({
    name,
    end: end === '/',
    empty: empty === '/',
    text: unescape(text),
  }));
  return readValue({ tokens, next: 0 }, 0) ?? null;
}

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
}

function readValue(reader: Reader, depth: number): PlistValue | undefined {
  const token = reader.tokens[reader.next];
  if (!token || token.end || depth > DEEPEST) return undefined;
  reader.next += 1;
  if (token.name === 'dict') return token.empty ? {} : readDict(reader, depth);
  if (token.name === 'array') return token.empty ? [] : readArray(reader, depth);
  if (!token.empty) skipEnd(reader, token.name);
  return plainValue(token);
}

function plainValue({ name, text }: Token): PlistValue {
  if (name === 'true' || name === 'false') return name === 'true';
  return name === 'integer' || name === 'real' ? Number(text) : text;
}

function readDict(reader: Reader, depth: number): PlistDict {
  const entries: [string, PlistValue][] = [];
  for (let token = reader.tokens[reader.next]; token?.name === 'key' && !token.end;) {
    reader.next += 1;
    skipEnd(reader, 'key');
    const value = readValue(reader, depth + 1);
    if (value === undefined) break;
    entries.push([token.text, value]);
    token = reader.tokens[reader.next];
  }
  skipEnd(reader, 'dict');
  return Object.fromEntries(entries);
}

function readArray(reader: Reader, depth: number): PlistValue[] {
  const items: PlistValue[] = [];
  for (let item = readValue(reader, depth + 1); item !== undefined; item = readValue(reader, depth + 1)) {
    items.push(item);
  }
  skipEnd(reader, 'array');
  return items;
}

function skipEnd(reader: Reader, name: string): void {
  const token = reader.tokens[reader.next];
  if (token?.end && token.name === name) reader.next += 1;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

export function dictOf(value: PlistValue | null | undefined): PlistDict {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlistDict) : {};
}
