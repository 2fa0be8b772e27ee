import { expect, test } from 'vitest';
import { SECTION_DATA } from '../../src/shared/model/diagnostics';
import { SECTION_KEYS } from '../../src/shared/model/section-keys';

test('the keys stand in the order of their schemas', () => {
  expect(SECTION_KEYS).toEqual(Object.keys(SECTION_DATA));
});
