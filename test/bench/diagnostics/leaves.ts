import type { Leaf } from './coverage.ts';

/** `inxi -y1`: one key a line, its place told by the indentation, its block by the line at the margin. */
export function inxiLeaves(output: string): Leaf[] {
  const leaves: Leaf[] = [];
  const above: string[] = [];
  for (const line of output.split('\n')) {
    const found = /^( *)([^:]+):\s*(.*)$/.exec(line);
    if (!found) continue;
    const depth = (found[1] ?? '').length / 2;
    above.length = depth;
    above[depth] = (found[2] ?? '').trim();
    if (found[3] !== '' || depth > 0) leaves.push({ path: above.join('/'), value: found[3] ?? '' });
  }
  return leaves;
}

interface Hardware {
  id: string;
  children?: Hardware[];
  [field: string]: unknown;
}

/** `lshw -json`: a tree of devices. */
export function lshwLeaves(output: string): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (node: Hardware, above: string) => {
    const path = `${above}/${node.id}`;
    for (const [field, value] of Object.entries(node)) {
      if (field === 'children' || field === 'id') continue;
      for (const [name, text] of flat(field, value)) leaves.push({ path: `${path}/${name}`, value: text });
    }
    for (const child of node.children ?? []) visit(child, path);
  };
  const roots = JSON.parse(output) as Hardware | Hardware[];
  for (const root of [roots].flat()) visit(root, '');
  return leaves;
}

function flat(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => flat(name, entry));
  if (value === null || typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => flat(`${name}.${key}`, entry));
}

/** `hwinfo --short`: a heading, then a device file and what it is. */
export function hwinfoLeaves(output: string): Leaf[] {
  const leaves: Leaf[] = [];
  let heading = '';
  for (const line of output.split('\n')) {
    if (/^\S.*:$/.test(line)) {
      heading = line.slice(0, -1);
      continue;
    }
    const found = /^ {2}(\S*)\s+(\S.*)$/.exec(line);
    if (!found) continue;
    if (found[1]) leaves.push({ path: `${heading}/device`, value: found[1] });
    leaves.push({ path: `${heading}/name`, value: found[2] ?? '' });
  }
  return leaves;
}

/** FusionInventory's XML: items of one kind one after the other, each of plain elements. */
export function fusionInventoryLeaves(output: string): Leaf[] {
  const leaves: Leaf[] = [];
  for (const [, kind = '', body = ''] of output.matchAll(/^ {4}<([A-Z_0-9]+)>$([\s\S]*?)^ {4}<\/\1>$/gm)) {
    const fields = [...body.matchAll(/<([A-Z_0-9]+)>([^<]*)<\/\1>/g)].map(
      ([, name = '', value = '']): [string, string] => [name, decoded(value)],
    );
    const of = Object.fromEntries(fields);
    if (kind === 'SOFTWARES') {
      leaves.push({ path: 'SOFTWARES/ITEM', value: `${of['NAME']}\t${of['VERSION']}` });
      leaves.push({ path: 'SOFTWARES/PUBLISHER', value: of['PUBLISHER'] ?? '' });
      continue;
    }
    const name = kind === 'NETWORKS' ? `/${of['DESCRIPTION']}` : kind === 'DRIVES' ? `/${of['VOLUMN']}` : '';
    leaves.push(...fields.map(([field, value]) => ({ path: `${kind}${name}/${field}`, value })));
  }
  return leaves;
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
