import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  axe: { run(options: RunOptions): Promise<AxeResults> };
}

/** What of the page breaks a rule of WCAG 2.2 AA, as it stands there in light and in dark. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    for (const violation of await run(page)) found.push(`${colorScheme}: ${violation}`);
  }
  return found;
}

async function run(page: Page): Promise<string[]> {
  // Through the debugger: the pages' own policy lets no foreign script in.
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: SOURCE });
  await debug.detach();
  const { violations: broken } = await page.evaluate(
    (values) =>
      (globalThis as unknown as Axe).axe.run({
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        // Would fetch style sheets, which the agent's pages must not.
        preload: false,
      }),
    RULES,
  );
  return broken.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
