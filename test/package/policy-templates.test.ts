import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../build/setup/root';
import { profile, TEAM_PLACEHOLDER } from '../../src/shared/policy/export/profile';
import { TEMPLATE_KEYS } from '../../src/shared/policy/export/managed';
import { SETTINGS } from '../../src/shared/policy/settings';
import { resolve } from '../../src/shared/policy/resolve';
import { appleProfile } from './schemas/apple-profile';
import { readPlist, type Plist } from './support/plist';

const out = (file: string) => inRoot('build/policy/out', file);
const ADMX = out('Deskside.admx');
const ADMLS = ['en-US', 'de-DE'].map((culture) => out(`${culture}/Deskside.adml`));
const folder = mkdtempSync(path.join(tmpdir(), 'deskside-templates-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function validate(file: string): void {
  const schema = inRoot('test/package/schemas/admx.xsd');
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { stdio: 'pipe' });
}

/** The file with one thing changed. */
function changed(file: string, from: string | RegExp, to: string): string {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  const copy = path.join(folder, path.basename(file));
  writeFileSync(copy, after);
  return copy;
}

function found(file: string, pattern: RegExp): Set<string> {
  return new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name));
}

describe('the administrative template', () => {
  it.each([ADMX, ...ADMLS])('%s is valid', (file) => {
    validate(file);
  });

  it.each([
    ['an element out of order', ADMX, /(<parentCategory ref="desk"\/>\s*)(<supportedOn [^>]*>)/, '$2$1'],
    ['an attribute that is missing', ADMX, ' class="Machine"', ''],
    ['a name with a hyphen', ADMX, 'policy name="SITE"', 'policy name="SI-TE"'],
    ['a category nobody defined', ADMX, '<parentCategory ref="person"/>', '<parentCategory ref="persons"/>'],
    ['a policy twice', ADMX, 'policy name="SITE"', 'policy name="TAGS"'],
    ['a text that leads nowhere', ADMX, '$(string.SITE)', '$(strings.SITE)'],
    ['a text box without its label', ADMLS[0] ?? '', /<label>.*?<\/label>/, ''],
    ['a text twice', ADMLS[0] ?? '', '<string id="SITE">', '<string id="TAGS">'],
  ])('is found wrong with %s', (_what, file, from, to) => {
    expect(() => validate(changed(file, from, to))).toThrow(/fails to validate/);
  });

  it.each(ADMLS)(
    '%s has every text, presentation and value that the template asks for, and no other',
    (file) => {
      expect(found(file, /<string id="(\w+)"/g)).toEqual(found(ADMX, /\$\(string\.(\w+)\)/g));
      expect(found(file, /<presentation id="(\w+)"/g)).toEqual(found(ADMX, /\$\(presentation\.(\w+)\)/g));
      expect(found(file, /refId="(\w+)"/g)).toEqual(found(ADMX, /<(?:text|enum) id="(\w+)"/g));
    },
  );

  it('writes each setting under its own name where the agent reads', () => {
    const names = new Set(TEMPLATE_KEYS.map((key) => SETTINGS[key].name));
    expect(found(ADMX, /valueName="(\w+)"/g)).toEqual(names);
    expect(found(ADMX, / key="([^"]+)"/g)).toEqual(new Set(['Software\\Policies\\Deskside']));
  });

  it('offers values that the agent takes, in the form in which Windows stores them', () => {
    const source = readFileSync(ADMX, 'utf8');
    for (const key of TEMPLATE_KEYS) {
      const { name } = SETTINGS[key];
      const policy = source.slice(source.indexOf(`<policy name="${name}"`)).split('</policy>')[0] ?? '';
      const numbers = [...policy.matchAll(/<decimal value="(\d+)"/g)].map(([, value]) => Number(value));
      const texts = [...policy.matchAll(/<string>([^<]*)<\/string>/g)].map(([, value]) => value);
      for (const value of [...numbers, ...texts]) {
        expect(resolve({ machine: { [name]: value } })).toMatchObject({
          problems: [],
          origin: { [key]: 'machine' },
        });
      }
      expect(numbers).toEqual(SETTINGS[key].kind.is === 'switch' ? [1, 0] : []);
    }
  });
});

describe('the configuration profile', () => {
  const file = out('Deskside.mobileconfig');

  it('is what Apple describes, and says where the team belongs', () => {
    expect(appleProfile.safeParse(readPlist(file)).error?.issues).toBeUndefined();
    expect(
      readFileSync(file, 'utf8').match(new RegExp(`subject.OU\\] = &quot;${TEAM_PLACEHOLDER}`, 'g')),
    ).toHaveLength(2);
  });

  it.each([
    [
      'screen recording granted outright',
      '<string>AllowStandardUserToSetSystemService</string>',
      '<string>Allow</string>',
    ],
    ['a key Apple does not know', '<key>CodeRequirement</key>', '<key>CodeRequirements</key>'],
    ['a version that is text', /<integer>1<\/integer>/, '<string>1</string>'],
  ])('is found wrong with %s', (_what, from, to) => {
    expect(appleProfile.safeParse(readPlist(changed(file, from, to))).success).toBe(false);
  });

  it('is found wrong as a property list', () => {
    expect(() =>
      readPlist(changed(file, /<key>Forced<\/key>\s*<array>/, '<key>Forced</key><list>')),
    ).toThrow();
    expect(() => readPlist(changed(file, /<key>PayloadContent<\/key>/, ''))).toThrow(
      /validity|does not follow/,
    );
  });

  it('carries every setting in a form that the agent takes', () => {
    const settings: Record<string, Plist> = {
      SERVER_URL: 'https://desk.example.org',
      SITE: 'Büro <West> & "Ost"',
      TAGS: ['front', 'till 2'],
      AUTOSTART: false,
      CHECK_HOSTS: [],
    };
    const made = path.join(folder, 'made.mobileconfig');
    writeFileSync(made, profile({ settings, teamId: 'ABCDE12345' }));
    const read = appleProfile.parse(readPlist(made));
    const domain = read.PayloadContent[0].PayloadContent['org.deskside.agent'];
    const forced = domain?.Forced?.[0]?.mcx_preference_settings ?? {};
    expect(forced).toEqual(settings);
    expect(resolve({ machine: forced }).problems).toEqual([]);
    expect(readFileSync(made, 'utf8')).not.toContain(TEAM_PLACEHOLDER);
  });
});
