import { describe, expect, it } from 'vitest';
import { tokenOptions } from '../../../src/desk/app/commands/enroll-token';

describe('enroll-token', () => {
  it('asks for nothing, and then admits one device for a day', () => {
    expect(tokenOptions([])).toEqual({
      ok: true,
      value: {
        uses: 1,
        hours: 24,
        label: 'Server console',
        site: null,
        tags: [],
        approve: 'all',
        networks: [],
        othersOnComputer: true,
      },
    });
  });

  it('takes a site, tags, who is admitted at once, and whether others of a computer are', () => {
    const line =
      '--uses 5000 --hours 48 --site Ulm --tags sales,front\u00a0desk --approve 10.0.0.0/8,2001:db8::/32';
    expect(tokenOptions([...line.split(' '), '--others', 'no'])).toMatchObject({
      ok: true,
      value: {
        uses: 5000,
        site: 'Ulm',
        tags: ['sales', 'front desk'],
        approve: 'networks',
        networks: ['10.0.0.0/8', '2001:db8::/32'],
        othersOnComputer: false,
      },
    });
    expect(tokenOptions(['--approve', 'none'])).toMatchObject({ value: { approve: 'none', networks: [] } });
  });

  it.each([
    ['--uses', '0'],
    ['--uses', ''],
    ['--hours', '9000'],
    ['--label', ' '],
    ['--site', 'x'.repeat(121)],
    ['--tags', 'x'.repeat(41)],
    ['--approve', 'some'],
    ['--approve', ''],
    ['--approve', '10.0.0.0/8,none'],
    ['--others', 'perhaps'],
    ['--nothing', 'known'],
  ])('says what %s takes instead of %j', (option, value) => {
    const answer = tokenOptions([option, value]);
    expect(answer).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect(!answer.ok && answer.fault.detail).toContain(option);
  });
});
