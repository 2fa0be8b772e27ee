import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatted } from '../../../build/policy/write';
import { inRoot } from '../../../build/setup/root';
import { policyFiles } from '../../../src/shared/policy/export/files';
import { policySchema } from '../../../src/shared/policy/export/json-schema';
import { TEMPLATE_KEYS } from '../../../src/shared/policy/export/managed';
import { plist } from '../../../src/shared/policy/export/plist';
import { escapeXml, renderXml, xml, xmlComment } from '../../../src/shared/policy/export/xml';
import { resolve } from '../../../src/shared/policy/resolve';
import { SETTING_KEYS, SETTINGS } from '../../../src/shared/policy/settings';
import { SAMPLES } from './samples';

const FILES = policyFiles();
const secretAndFloor = ['enrollToken', 'attendedOnly', 'requireConsent', 'showIndicator'];

describe('what is made from the table of settings', () => {
  it.each(Object.keys(FILES))(
    '%s lies in the repository as it is made (npm run policy-files)',
    async (file) => {
      const committed = existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : '';
      expect(committed).toBe(await formatted(file, FILES[file] ?? ''));
    },
  );

  it('offers every setting in templates, save the secret and the floor', () => {
    expect([...TEMPLATE_KEYS, ...secretAndFloor].toSorted()).toEqual(SETTING_KEYS.toSorted());
    for (const [file, content] of Object.entries(FILES)) {
      if (file.endsWith('.md') || file.endsWith('.json')) continue;
      for (const key of SETTING_KEYS) {
        expect(content.includes(SETTINGS[key].name), `${SETTINGS[key].name} in ${file}`).toBe(
          !secretAndFloor.includes(key),
        );
      }
    }
  });

  it('names every setting in the documentation', () => {
    for (const key of SETTING_KEYS) expect(FILES['docs/policy.md']).toContain(`\`${SETTINGS[key].name}\``);
  });
});

describe('the JSON schema', () => {
  const check = new Ajv2020({ strict: true }).compile(policySchema());

  it.each(SETTING_KEYS)('%s: takes what the agent takes and refuses what it refuses', (key) => {
    const { name } = SETTINGS[key];
    for (const value of [...SAMPLES[key].values, null]) {
      expect(check({ [name]: value }), JSON.stringify(value)).toBe(true);
      expect(resolve({ machine: { [name]: value } }).problems).toEqual([]);
    }
    // What only looks like text (a proxy, a key combination, a host, a tag with a comma) is the agent's to refuse.
    const shapeOnly = ['proxy', 'hotkey', 'checkHosts', 'tags'].includes(key);
    expect(check({ [name]: SAMPLES[key].wrong })).toBe(shapeOnly);
    expect(resolve({ machine: { [name]: SAMPLES[key].wrong } }).problems).toHaveLength(1);
  });

  it('refuses a name nobody knows', () => {
    expect(check({ SERVER: 'https://desk.example.org' })).toBe(false);
  });
});

describe('XML', () => {
  it('escapes texts and attributes', () => {
    expect(escapeXml(`a<b>&"c"'`)).toBe(`a&lt;b&gt;&amp;&quot;c&quot;'`);
    expect(renderXml(xml('a', { b: '"' }, [xml('c', {}, '<'), null, xml('d')]))).toBe(
      '<a b="&quot;">\n  <c>&lt;</c>\n  <d/>\n</a>\n',
    );
  });

  it('keeps a comment a comment', () => {
    expect(xmlComment(['--> <evil/>'])).toBe('<!--\n  - -> <evil/>\n-->\n');
  });

  it('writes property lists of every kind used', () => {
    expect(plist({ text: '<', list: [1, true], none: [] })).toContain(
      '<key>text</key>\n  <string>&lt;</string>\n  <key>list</key>\n  <array>\n    <integer>1</integer>\n    <true/>\n  </array>',
    );
  });
});
