import { describe, expect, it } from 'vitest';
import { createDraftSaver } from '../../../src/renderer/agent/help/draft-saver';
import type { Draft } from '../../../src/shared/model/ticket';

const draft = (text: string): Draft => ({ text, canWork: null, affected: null });

function setUp() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const saver = createDraftSaver((value) => {
    written.push(value.text);
    return new Promise<void>((resolve) => waiting.push(resolve));
  });
  const answer = () => waiting.shift()?.();
  return { saver, written, answer };
}

describe('draft saver', () => {
  it('writes one at a time and skips what was overtaken', async () => {
    const { saver, written, answer } = setUp();
    for (const text of ['O', 'Ou', 'Out']) saver.save(draft(text));
    expect(written).toEqual(['O']);
    answer();
    await expect.poll(() => written).toEqual(['O', 'Out']);
    const settled = saver.settled();
    answer();
    await settled;
    expect(written).toEqual(['O', 'Out']);
  });

  it('goes on after a write that failed', async () => {
    const written: string[] = [];
    const saver = createDraftSaver((value) => {
      written.push(value.text);
      return written.length === 1 ? Promise.reject(new Error('disk')) : Promise.resolve();
    });
    saver.save(draft('a'));
    await saver.settled();
    saver.save(draft('b'));
    await saver.settled();
    expect(written).toEqual(['a', 'b']);
  });

  it('does not write again what was sent meanwhile', async () => {
    const { saver, written, answer } = setUp();
    saver.save(draft('a'));
    saver.save(draft('ab'));
    saver.forget();
    const settled = saver.settled();
    answer();
    await settled;
    expect(written).toEqual(['a']);
  });
});
