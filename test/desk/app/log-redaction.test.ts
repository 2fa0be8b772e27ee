import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactFields } from '../../../src/desk/app/log-redaction';
import { newSecret } from '../../../src/desk/features/secret';
import { newId } from '../../../src/shared/model/ids';

describe('what is logged', () => {
  const secret = newSecret();

  it.each([
    ['under a telling name', { token: secret }],
    ['deep down', { a: { b: { c: { d: [{ password: 'hunter2hunter2' }] } } } }],
    ['in an array', { args: ['serve', secret] }],
    ['in a text', { message: `the link is /setup#token=${secret}.` }],
    ['in a header', { line: `Authorization: Bearer ${secret}` }],
    ['in an error', { error: new Error(`no such token: ${secret}`) }],
    ['in the cause of an error', { error: new Error('x', { cause: new Error(secret) }) }],
    ['as a JWT', { text: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' }],
  ])('shows no secret %s', (_where, fields) => {
    const text = JSON.stringify(redactFields(fields));
    expect(text).not.toContain(secret);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('eyJ');
    expect(text).toContain('[redacted]');
  });

  it('keeps what is needed to find something', () => {
    const fields = { ticketId: newId(), code: 'stale', count: 3, url: 'http://127.0.0.1:7420', none: null };
    expect(redactFields(fields)).toEqual(fields);
  });

  it('shows no secret wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(' ', '"', "'", '=', ':', '/', ',', '#', '\n', '&'), (separator) => {
        expect(redactFields(`a${separator}${secret}${separator}b`)).not.toContain(secret);
      }),
    );
  });

  it('makes no line look like another', () => {
    expect(redactFields('a\r\n{"event":"x"}\u202Eb')).toBe('a  {"event":"x"} b');
  });
});
