import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/step.ts';
import type { Component } from './inside.ts';

/** Licences that let a product of another licence hold the code, and ask for no more than their text beside it. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** Of several on offer one must be allowed; of several that all apply, each. Anything cleverer is for a person. */
export function isAllowed(license: string): boolean {
  const plain = license.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(plain) || (plain.includes(' OR ') && plain.includes(' AND '))) return false;
  if (plain.includes(' AND ')) return plain.split(' AND ').every((one) => ALLOWED.has(one));
  return plain.split(' OR ').some((one) => ALLOWED.has(one));
}

const TEXT_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

function textsOf({ folder }: Component): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT_FILE.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').replaceAll('\r\n', '\n').trim())
    .toSorted();
}

/** A few packages name their licence and forget its text; their readme says whose it is. */
function fromReadme({ folder }: Component): readonly string[] {
  const readme = readdirSync(folder).find((name) => /^readme(?:\.md)?$/i.test(name));
  if (readme === undefined) return [];
  const text = readFileSync(path.join(folder, readme), 'utf8').replaceAll('\r\n', '\n');
  const section = /^#+ *licen[cs]e\b[^\n]*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(text)?.[1]?.trim();
  return section ? [section] : [];
}

const LINE = '-'.repeat(78);

const BESIDE_ELECTRON = [
  'Electron and what it is made of (Chromium, Node.js and others) have theirs in LICENSE.electron.txt and',
  'LICENSES.chromium.html beside this file.',
];

/** THIRD-PARTY-NOTICES.txt; refuses what no notice can make right. */
export function thirdPartyNotices(components: readonly Component[], beside = BESIDE_ELECTRON): string {
  const refused = components.filter(({ license }) => !isAllowed(license));
  if (refused.length > 0) {
    const names = refused.map(({ name, version, license }) => `${name} ${version} (${license})`).join(', ');
    throw new SetupError(
      `these would be inside the package under licences nobody has agreed to: ${names}.`,
      'do without them, or read the licence and add it to ALLOWED in build/package/notices.ts.',
    );
  }
  const head = ['Deskside holds code of others, with thanks. Their licences follow.', '', ...beside];
  const parts = components.map((component) => {
    const texts = textsOf(component);
    const { name, version, license } = component;
    const said = texts.length > 0 ? texts : fromReadme(component);
    return [LINE, `${name} ${version}`, `Licence: ${license}`, '', ...said.flatMap((text) => [text, ''])];
  });
  return [...head, '', ...parts.flat()].join('\n');
}
