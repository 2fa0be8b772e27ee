import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactText } from '../../src/shared/rules/redact';
import { MASK_ALL } from '../../src/shared/rules/redact/context';
import { JANE } from '../support/redaction';
import { ADVERSARIAL } from './fixtures/adversarial';
import { HARMLESS } from './fixtures/harmless';
import { MORE_SECRETS } from './fixtures/more-secrets';
import { NAMING } from './fixtures/naming';
import { SECRETS, type Leak } from './fixtures/secrets';

const jane = {
  ...JANE,
  userNames: ['jane.miller'],
  homeFolders: ['/home/jane.miller', 'C:\\Users\\jane.miller'],
};
const masked = (text: string) => redactText(text, jane);
const ALL = [...SECRETS, ...MORE_SECRETS, ...NAMING];

test('the collection is as large as it has to be, and each text holds its secret', () => {
  expect(SECRETS.length).toBeGreaterThanOrEqual(200);
  expect(HARMLESS.length).toBeGreaterThanOrEqual(80);
  expect(ALL.filter(({ text, secret }) => !text.includes(secret))).toEqual([]);
});

test.each(ALL.map(({ text, secret }): [string, string] => [text, secret]))('%s', (text, secret) => {
  expect(masked(text)).not.toContain(secret);
});

test.each(HARMLESS)('stays as it is: %s', (text) => {
  expect(masked(text)).toBe(text);
});

describe('the person at the computer', () => {
  test.each([
    ['/home/jane.miller/mail.log opened by Jane Miller', '~/mail.log opened by •••'],
    ['/home/jane.miller', '~'],
    ['/home/jane.millerton/x', '/home/•••/x'],
    ['C:\\Users\\jane.miller\\x', '~\\x'],
    ['c:/users/Jane.Miller/x', '~/x'],
    ['file:///C:/Users/jane.miller/x', 'file:///~/x'],
    ['"C:\\\\Users\\\\jane.miller\\\\x"', '"~\\\\x"'],
    ['%2Fhome%2Fjane.miller%2Fx', '~%2Fx'],
    ['Miller, Jane logged on as JANE.MILLER', '••• logged on as •••'],
    ["jane_miller's laptop", "•••'s laptop"],
    ['jane-miller-pc.example.org', '•••-pc.example.org'],
    ['JANEMILLER01 and JaneMillerVPN', '•••01 and •••VPN'],
    ['Jane Millers Kopfhörer, Jane M. Miller; jane%20miller', '••• Kopfhörer, •••; •••'],
    ['ipp://jane.miller:x9@printer.example.org/ipp', 'ipp://•••@printer.example.org/ipp'],
    ['enx3c22fbaabbcc: link up', 'enx3c22fb•••: link up'],
    [
      'Network SSID: Stone Family  BSS Type: Infrastructure',
      /^Network SSID: ••• \([0-9a-f]{4}\)  BSS Type: Infrastructure$/,
    ],
    ['janes millers passive-income tokenizer', 'janes millers passive-income tokenizer'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  test('a name that is written without spaces around it', () => {
    const context = { ...JANE, userNames: ['山田太郎'] };
    expect(redactText('山田太郎のノート', context)).toBe('•••のノート');
  });

  test('a short name only where it is written alike, and a name of nobody never', () => {
    const context = { ...JANE, userNames: ['Bo', 'root'], homeFolders: ['/'] };
    expect(redactText('Bo and bo and root in /', context)).toBe('••• and bo and root in /');
  });
});

describe('wherever a secret stands', () => {
  const separators = [
    ' ',
    '\n',
    '\t',
    ',',
    ', ',
    ';',
    '; ',
    '|',
    ' | ',
    '(',
    '[',
    '"',
    "'",
    ' - ',
    '> ',
    '\u00a0',
    '',
  ];
  const words = fc.array(
    fc.oneof(fc.lorem({ maxCount: 1 }), fc.constantFrom(...HARMLESS, '{', '}', '&&', '=', '42')),
    { maxLength: 4 },
  );
  const around = fc.tuple(words, fc.constantFrom(...separators), fc.constantFrom(...separators), words);

  /** Without a separator the words around become part of the name or the value, and it is another text. */
  const joined = ({ text }: Leak, [before, first, second, after]: [string[], string, string, string[]]) =>
    `${before.join(' ')}${before.length > 0 && first === '' ? ' ' : first}${text}${second === '' ? ' ' : second}${after.join(' ')}`;

  test('it does not get through, and masking twice is masking once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), around, (leak, context) => {
        const once = masked(joined(leak, context));
        expect(once).not.toContain(leak.secret);
        expect(masked(once)).toBe(once);
      }),
      { numRuns: 4_000 },
    );
  });

  test('nor do two of them side by side', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.constantFrom(' ', '\n', '; ', ', ', ' | '),
        fc.constantFrom(...ALL),
        (one, separator, other) => {
          const once = masked(`${one.text}${separator}${other.text}`);
          expect(once).not.toContain(one.secret);
          expect(once).not.toContain(other.secret);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('masking twice is masking once, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...ALL.map(({ text }) => text),
      ...HARMLESS,
      ...ADVERSARIAL.map((text) => text.slice(0, 30)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 5 }),
        (parts) => {
          const once = masked(parts.join(''));
          expect(masked(once)).toBe(once);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('what names a device or a network', () => {
  const text = "3c:22:fb:aa:bb:cc SSID='Stone Family' Serial Number: PF2ABCDE";

  test('keeps what is useful: the maker, a mark that changes with the network, the last four characters', () => {
    expect(masked(text)).toMatch(/^3c:22:fb:••• SSID='••• \([0-9a-f]{4}\)' Serial Number: •••BCDE$/);
    expect(masked(text)).toBe(masked(text));
    expect(redactText(text, { ...jane, salt: 'another computer' })).not.toBe(masked(text));
  });

  test('stays where IT operations wants to see it', () => {
    const policy = { ssid: 'show', bssid: 'show', mac: 'show', serial: 'show' } as const;
    expect(redactText(text, { ...jane, policy })).toBe(text);
    expect(redactText(text, { ...jane, policy: { ...MASK_ALL, mac: 'show' } })).toContain(
      '3c:22:fb:aa:bb:cc',
    );
  });
});

test.each(ADVERSARIAL.map((text): [string, string] => [text.slice(0, 20), text]))(
  'is quick with %s …, which was made to be slow',
  (_name, text) => {
    const before = process.cpuUsage();
    for (let run = 0; run < 50; run += 1) masked(text);
    const { user } = process.cpuUsage(before);
    // A thousand take less than a second of processor time, fifty a twentieth; a pattern that runs wild takes minutes.
    expect(user / 1000).toBeLessThan(1_000);
  },
);
