import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MachineIdentity } from '../../src/shared/model/device';
import { sameComputer } from '../../src/shared/rules/same-computer';

const machine = (tag: string, ...hardware: string[]): MachineIdentity => ({ tag, hardware });

test.for<[string, MachineIdentity, MachineIdentity, boolean]>([
  ['nothing has changed', machine('a', 'nic', 'disk'), machine('a', 'nic', 'disk'), true],
  ['the order of the signals', machine('a', 'nic', 'disk'), machine('a', 'disk', 'nic'), true],
  ['a replaced network card', machine('a', 'nic', 'disk'), machine('a', 'other nic', 'disk'), true],
  ['a replaced disk, its content moved', machine('a', 'nic', 'disk'), machine('a', 'nic', 'new disk'), true],
  ['an adapter more', machine('a', 'nic'), machine('a', 'nic', 'second nic'), true],
  ['an adapter less', machine('a', 'nic', 'second nic'), machine('a', 'nic'), true],
  ['a copied disk in another computer', machine('a', 'nic', 'disk'), machine('a', 'nic 2', 'disk 2'), false],
  ['a copy that was given a machine id of its own', machine('a', 'nic'), machine('b', 'nic 2'), false],
  ['a machine id made anew on the same hardware', machine('a', 'nic'), machine('b', 'nic'), false],
  ['hardware that could not be read before', machine('a'), machine('a', 'nic'), true],
  ['hardware that cannot be read now', machine('a', 'nic'), machine('a'), true],
  ['no hardware on either side', machine('a'), machine('a'), true],
  ['no hardware, another machine id', machine('a'), machine('b'), false],
])('%s', ([_name, before, now, same]) => {
  expect(sameComputer(before, now)).toBe(same);
});

const machines = fc.record({
  tag: fc.constantFrom('a', 'b'),
  hardware: fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's', 't'), { maxLength: 5 }),
});

test('it is the same from both sides, and every computer is itself', () => {
  fc.assert(
    fc.property(machines, machines, (one, other) => {
      expect(sameComputer(one, other)).toBe(sameComputer(other, one));
      expect(sameComputer(one, one)).toBe(true);
    }),
  );
});

test('one signal that stays is enough, however many others come and go', () => {
  fc.assert(
    fc.property(machines, machines, (one, other) => {
      const before = { tag: one.tag, hardware: [...one.hardware, 'stays'] };
      const now = { tag: one.tag, hardware: ['stays', ...other.hardware] };
      expect(sameComputer(before, now)).toBe(true);
    }),
  );
});
