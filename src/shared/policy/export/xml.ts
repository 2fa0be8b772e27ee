const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (found) => ENTITIES[found] ?? found);
}

/** What an element holds: text, elements in order (null ones are left out), or nothing. */
export type Content = string | readonly (Xml | null)[];

export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: Content;
}

export function xml(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: Content = [],
): Xml {
  return { name, attributes, content };
}

const INDENT = '  ';

export function renderXml(element: Xml, indent = ''): string {
  const attributes = Object.entries(element.attributes).map(
    ([key, value]) => ` ${key}="${escapeXml(value)}"`,
  );
  const start = `${indent}<${element.name}${attributes.join('')}`;
  const { content } = element;
  if (typeof content === 'string') return `${start}>${escapeXml(content)}</${element.name}>\n`;
  const children = content.filter((child) => child !== null);
  if (children.length === 0) return `${start}/>\n`;
  const inner = children.map((child) => renderXml(child, indent + INDENT)).join('');
  return `${start}>\n${inner}${indent}</${element.name}>\n`;
}

/** A comment may not hold two hyphens in a row. */
export function xmlComment(lines: readonly string[], indent = ''): string {
  const safe = lines.map((text) => `${indent}  ${text.replaceAll('--', '- -')}`.trimEnd());
  return `${indent}<!--\n${safe.join('\n')}\n${indent}-->\n`;
}
