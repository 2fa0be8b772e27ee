import { describe, expect, it } from 'vitest';
import { holdOrder } from '../../../src/renderer/console/queue/steady-rows';
import { summary } from './fixtures';

const [a, b, c, d] = ['DS-1', 'DS-2', 'DS-3', 'DS-4'].map((number) => summary({ number })) as [
  ReturnType<typeof summary>,
  ReturnType<typeof summary>,
  ReturnType<typeof summary>,
  ReturnType<typeof summary>,
];
const numbers = (rows: readonly { number: string }[]) => rows.map(({ number }) => number);

describe('rows under the cursor', () => {
  it('stay where they are when others move, with their newest words', () => {
    const changed = { ...a, subject: 'Changed' };
    const held = holdOrder([a, b], [b, changed]);
    expect(numbers(held.shown)).toEqual(['DS-1', 'DS-2']);
    expect(held.shown[0]?.subject).toBe('Changed');
    expect(held.waiting).toBe(1);
  });

  it('wait for what came above them', () => {
    expect(holdOrder([a, b], [c, d, a, b])).toMatchObject({ shown: [a, b], waiting: 2 });
  });

  it('stay although they left the list', () => {
    expect(holdOrder([a, b, c], [a, c])).toMatchObject({ shown: [a, b, c], waiting: 1 });
  });

  it('are followed by what was loaded below', () => {
    expect(holdOrder([a, b], [a, b, c, d])).toEqual({ shown: [a, b, c, d], waiting: 0 });
  });

  it('hold nothing back when nothing moved', () => {
    expect(holdOrder([a, b], [a, b]).waiting).toBe(0);
  });
});
