import type { Locator, Page } from '@playwright/test';
import type { Agent } from './agent-process.ts';
import type { Stage } from './stage.ts';
import { clickTray } from './tray.ts';

/** What a person does in the agent's windows, in their words. */
export async function openHelp(stage: Stage, agent: Agent): Promise<Page> {
  await clickTray(stage.pointer);
  const page = await agent.window('help');
  await words(page).waitFor();
  return page;
}

/** Where the person says what is going wrong. */
export function words(page: Page): Locator {
  return page.getByRole('textbox', { name: 'What’s going wrong?' });
}

/** How long a window may take to go before the key is pressed once more, as a person would. */
const PRESS_AGAIN_MS = 5_000;

/** Esc on the real keyboard, where a tray menu that is just closing may take the first; closed means destroyed. */
export async function closeHelp(stage: Stage, page: Page): Promise<void> {
  await page.waitForFunction(() => document.hasFocus());
  for (let press = 0; press < 3 && !page.isClosed(); press++) {
    const closed = page.waitForEvent('close', { timeout: PRESS_AGAIN_MS }).catch(() => undefined);
    stage.pointer.key('Escape');
    await closed;
  }
  if (!page.isClosed()) throw new Error('Esc does not close the window');
}

export interface Words {
  text: string;
  canWork: 'No' | 'With difficulty' | 'Yes';
  affected: 'Only me' | 'My team' | 'Everyone';
}

export async function fillRequest(page: Page, request: Words): Promise<void> {
  await words(page).fill(request.text);
  await page
    .getByRole('group', { name: 'Can you work?' })
    .getByRole('radio', { name: request.canWork, exact: true })
    .click();
  await page
    .getByRole('group', { name: 'Who is affected?' })
    .getByRole('radio', { name: request.affected, exact: true })
    .click();
}

/** All sections are in: the page says how many were collected. */
export async function diagnosticsCollected(page: Page): Promise<void> {
  await page
    .getByText(/^\d+ parts collected/)
    .first()
    .waitFor();
}

export async function sendRequest(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Send request' }).click();
  return ticketNumberOn(page);
}

export async function ticketNumberOn(page: Page): Promise<string> {
  const shown = await page
    .getByText(/DS-\d+/)
    .first()
    .textContent();
  return /DS-\d+/.exec(shown ?? '')?.[0] ?? '';
}

/** The consent window cannot be answered within its first second: wait until its button can be pressed. */
export async function allowViewing(agent: Agent): Promise<Page> {
  const page = await agent.window('assist');
  await page.getByRole('button', { name: 'Allow viewing' }).click();
  await page.getByRole('button', { name: 'End sharing' }).waitFor();
  return page;
}
