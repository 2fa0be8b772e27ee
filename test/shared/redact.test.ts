import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/shared/model/diagnostics';
import { redactReport, redactText } from '../../src/shared/rules/redact';

const context = {
  userNames: ['jane.miller', 'Jane Miller'],
  homeFolders: ['/home/jane.miller', 'C:\\Users\\jane.miller'],
};

const SECRETS: readonly [string, string][] = [
  ['app --password=hunter2-very-long', 'hunter2-very-long'],
  ['app --token abcDEF123456789', 'abcDEF123456789'],
  ['PASSWORD: "s3cr3t value"', 's3cr3t value'],
  ['https://jane:pa55word@example.org/x', 'pa55word'],
  ['Authorization: Bearer abc.def-ghi_jkl', 'abc.def-ghi_jkl'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
  ['ghp_0123456789abcdefghijABCDEFGHIJ012345', '0123456789abcdefghij'],
  ['key AKIAIOSFODNN7EXAMPLE here', 'AKIAIOSFODNN7EXAMPLE'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----', 'MIIEabc'],
  ['mail jane@example.org now', 'jane@example.org'],
  ['?api_key=0a1b2c3d4e&x=1', '0a1b2c3d4e'],
];

test.each(SECRETS)('%s', (text, secret) => {
  expect(redactText(text, context)).not.toContain(secret);
});

test('home folders and names of people are masked, other words stay', () => {
  expect(redactText('/home/jane.miller/mail.log opened by Jane Miller', context)).toBe(
    '~/mail.log opened by •••',
  );
  expect(redactText('C:\\Users\\jane.miller\\x', context)).toBe('~\\x');
  expect(redactText('janes millers passive-income tokenizer', context)).toBe(
    'janes millers passive-income tokenizer',
  );
});

describe('wherever a secret stands', () => {
  test('it does not get through', () => {
    const separators = [' ', '\n', '\t', ',', ';', '|', '(', '"'];
    fc.assert(
      fc.property(
        fc.constantFrom(...SECRETS),
        fc.constantFrom(...separators),
        fc.lorem(),
        fc.lorem(),
        ([text, secret], separator, before, after) => {
          expect(redactText(`${before}${separator}${text}${separator}${after}`, context)).not.toContain(
            secret,
          );
        },
      ),
    );
  });
});

test('every string of a report is masked, its keys and numbers stay', () => {
  const report: Report = {
    version: 1,
    collectedAt: '2026-11-21T20:00:00.000Z',
    tookMs: 5,
    sections: [
      {
        key: 'dns',
        status: 'failed',
        tookMs: 1,
        source: 'resolv.conf',
        reason: 'unreadable',
        detail: 'at /home/jane.miller/x --password=abc12345',
      },
      {
        key: 'filesystems',
        status: 'collected',
        tookMs: 2,
        source: 'df',
        data: [
          {
            mount: '/home/jane.miller',
            device: '/dev/vda',
            type: 'ext4',
            sizeBytes: 9,
            usedBytes: 4,
            availableBytes: 5,
            readOnly: false,
          },
        ],
      },
      { key: 'battery', status: 'removed' },
    ],
  };
  const masked = redactReport(report, context);
  expect(JSON.stringify(masked)).not.toMatch(/jane|abc12345/);
  expect(masked.sections.map((section) => section.key)).toEqual(['dns', 'filesystems', 'battery']);
  expect(masked.sections[1]).toMatchObject({ data: [{ mount: '~', sizeBytes: 9 }] });
});
