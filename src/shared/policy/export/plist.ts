import { escapeXml } from './xml';

export type PlistValue =
  string | number | boolean | readonly PlistValue[] | { readonly [key: string]: PlistValue };

const HEAD = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
].join('\n');

/** An XML property list; `comment` is written before it, for the person who edits the file. */
export function plist(value: PlistValue, comment = ''): string {
  return `${HEAD}\n${comment}<plist version="1.0">\n${render(value, '')}</plist>\n`;
}

function render(value: PlistValue, indent: string): string {
  if (typeof value === 'string') return `${indent}<string>${escapeXml(value)}</string>\n`;
  if (typeof value === 'boolean') return `${indent}<${value ? 'true' : 'false'}/>\n`;
  if (typeof value === 'number') return `${indent}<integer>${Math.trunc(value)}</integer>\n`;
  const deeper = `${indent}  `;
  if (isList(value)) {
    return `${indent}<array>\n${value.map((item) => render(item, deeper)).join('')}${indent}</array>\n`;
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${deeper}<key>${escapeXml(key)}</key>\n${render(item, deeper)}`,
  );
  return `${indent}<dict>\n${entries.join('')}${indent}</dict>\n`;
}

function isList(value: PlistValue): value is readonly PlistValue[] {
  return Array.isArray(value);
}
