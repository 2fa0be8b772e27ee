import { expect, test, type Page } from '@playwright/test';
import { violations } from '../stage/accessibility.ts';
import {
  allowViewing,
  diagnosticsCollected,
  fillRequest,
  openHelp,
  sendRequest,
} from '../stage/requester.ts';
import { openTicket } from '../stage/scenes.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator } from '../stage/technician.ts';

let stage: Stage;
test.beforeAll(async () => {
  stage = await setStage({ name: 'accessibility' });
});
test.afterAll(() => stage.close());

/** Soft: one run names everything that is wrong, on every page. */
async function holds(page: Page, where: string): Promise<void> {
  expect.soft(await violations(page), where).toEqual([]);
}

/** What can be pressed in the page's head and is not all there. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header button, header button *, header label')]
      .filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth + 1;
      })
      .map((each) => each.outerHTML.slice(0, 120)),
  );
}

test('every page holds WCAG 2.2 AA, in light and in dark', async () => {
  test.setTimeout(240_000);
  if (!stage.desk.setupUrl) throw new Error('a new desk must offer its one-time administrator link');
  const outside = await stage.browser.newPage();
  await outside.goto(stage.desk.setupUrl);
  await outside.getByRole('button', { name: 'Create administrator' }).click();
  await outside.getByText('Your name, please.').waitFor();
  await holds(outside, 'set-up, with what is missing');
  await outside.goto(`${stage.desk.url}/login`);
  await outside.getByLabel('E-mail address').waitFor();
  await holds(outside, 'log-in');
  await outside.close();

  const { page } = await setUpAdministrator(stage.browser, stage.desk.setupUrl);
  await page.getByText('No open tickets').waitFor();
  await holds(page, 'empty queue');

  const agent = await stage.agent();
  const help = await openHelp(stage, agent);
  await holds(help, 'get help, nothing written');
  await fillRequest(help, { text: 'The printer is on fire', canWork: 'No', affected: 'My team' });
  await diagnosticsCollected(help);
  await holds(help, 'get help, ready to send');
  await help.getByRole('button', { name: 'See what is sent' }).click();
  await help.getByRole('switch').first().waitFor();
  await holds(help, 'what is sent');
  await help.getByRole('button', { name: 'Back' }).click();
  const number = await sendRequest(help);
  await help.getByText('No answer yet.').waitFor();
  await holds(help, 'ticket card');
  await help.getByRole('button', { name: 'My tickets' }).click();
  await help.getByText('The printer is on fire').waitFor();
  await holds(help, 'my tickets');
  await help.getByRole('button', { name: 'Check my computer' }).click();
  await help.getByText(/^Checked/).waitFor();
  await holds(help, 'what is found');
  await help.getByRole('button', { name: 'Settings' }).click();
  await help.getByText('Your settings').waitFor();
  await holds(help, 'settings');

  await page.getByText(number).first().waitFor();
  await page.keyboard.press('j');
  await page.locator('tr[aria-selected="true"]').waitFor();
  await holds(page, 'queue with a selected row');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await holds(page, 'palette');
  await page.keyboard.press('Escape');

  for (const [name, role] of [
    ['Policy', 'combobox'],
    ['Updates', 'region'],
    ['People', 'table'],
    ['Audit trail', 'table'],
    ['Devices', 'grid'],
  ] as const) {
    await page.getByRole('link', { name }).click();
    await page.getByRole(role).first().waitFor();
    await holds(page, name);
  }
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await holds(page, 'a selected device');
  await page.keyboard.press('Enter');
  await page.getByText('About this computer').waitFor();
  await holds(page, 'device');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Enroll computers' }).click();
  await page.getByRole('button', { name: 'Make token' }).waitFor();
  await holds(page, 'a new token');
  await page.keyboard.press('Escape');

  await openTicket(page, stage, number);
  await page.getByRole('heading', { name: 'Processor', exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('We are on it.');
  await page.getByRole('button', { name: 'Add work note' }).click();
  await page.getByText('only technicians read it').waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello');
  await holds(page, 'ticket');
  await page.getByText('JSON').click();
  await page.getByRole('button', { name: 'Copy JSON' }).waitFor();
  await holds(page, 'ticket with raw diagnostics');

  await page.getByRole('button', { name: 'Ask to see the screen' }).click();
  await page.getByRole('button', { name: 'Take the question back' }).waitFor();
  const consent = await agent.window('assist');
  await consent.getByRole('button', { name: 'Allow viewing' }).waitFor();
  await holds(consent, 'consent');
  await holds(page, 'ticket, waiting for consent');
  const bar = await allowViewing(agent);
  await page.getByTestId('screen').waitFor();
  await bar.getByText('is watching').waitFor();
  await holds(bar, 'share bar');
  await page.getByRole('button', { name: /fps/ }).click();
  await page.getByText('Join to first picture').waitFor();
  await holds(page, 'live view with its connection panel');
  await page.keyboard.press('Escape');
  await page.getByText('Join to first picture').waitFor({ state: 'detached' });

  for (const width of [1024, 720, 480]) {
    await page.setViewportSize({ width, height: 700 });
    expect.soft(await cutOff(page), `cut off at ${width} pixels`).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  await bar.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: /has paused sharing/ }).waitFor();
  await holds(bar, 'share bar, paused');
  await holds(page, 'live view, paused');
  await bar.getByRole('button', { name: 'End sharing' }).click();
  await page.getByText('The session has ended').waitFor();
  await holds(page, 'live view, ended');
});
