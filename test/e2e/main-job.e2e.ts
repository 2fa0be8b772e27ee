import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { api } from '../../src/shared/contract/api';
import { factsOf } from '../../src/shared/model/section-keys';
import os from 'node:os';
import type { Agent } from '../stage/agent-process.ts';
import {
  allowViewing,
  closeHelp,
  diagnosticsCollected,
  fillRequest,
  openHelp,
  ticketNumberOn,
} from '../stage/requester.ts';
import { readPicture } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator, type Technician } from '../stage/technician.ts';

let stage: Stage;
let agent: Agent;
let technician: Technician;
test.beforeAll(async () => {
  stage = await setStage({ name: 'main-job' });
  technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl ?? '');
  agent = await stage.agent();
});
test.afterAll(() => stage.close());

/** Looks at what is sent, leaves one part out, and keeps the hash the sheet shows. */
async function previewed(help: Page): Promise<{ sha256: string; removed: string[] }> {
  await help.getByRole('button', { name: 'See what is sent' }).click();
  const size = help.getByText(/ in all$/);
  const whole = await size.getAttribute('title');
  await help.getByRole('switch', { name: 'Send Running programs' }).click({ force: true });
  await expect(size).not.toHaveAttribute('title', whole ?? '');
  const sha256 = (await size.getAttribute('title')) ?? '';
  await help.getByRole('button', { name: 'Back' }).click();
  return { sha256, removed: ['processes'] };
}

test('from the tray to the technician who sees the screen', async () => {
  expect(agent.openWindows(), 'no window while idle').toBe(0);

  const help = await openHelp(stage, agent);
  await fillRequest(help, {
    text: 'Outlook won’t open\nsince this morning',
    canWork: 'No',
    affected: 'My team',
  });
  await diagnosticsCollected(help);
  const shown = await previewed(help);
  await help.getByRole('button', { name: 'Send request' }).click();
  const number = await ticketNumberOn(help);
  expect(number).toMatch(/^DS-\d+$/);

  const { page } = technician;
  await expect(page.getByText(number).first(), 'the queue shows it by itself').toBeVisible();
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  await expect(page.getByText('since this morning')).toBeVisible();
  const ticket = api.ticket.reply.parse(
    await (await page.request.get(`${stage.desk.url}/api/tickets/${number}`)).json(),
  );
  expect(ticket).toMatchObject({
    subject: 'Outlook won’t open',
    impact: 2,
    urgency: 1,
    priority: 2,
    status: 'new',
  });
  const report = api.report.reply.parse(
    await (await page.request.get(`${stage.desk.url}/api/tickets/${ticket.id}/report`)).json(),
  );
  expect(ticket.report, 'to the byte what the person looked at').toMatchObject(shown);
  expect(createHash('sha256').update(JSON.stringify(report)).digest('hex')).toBe(shown.sha256);
  expect(report.sections.filter(({ status }) => status === 'removed').map(({ key }) => key)).toEqual(
    shown.removed,
  );
  expect(factsOf(report, 'memory')?.totalBytes).toBe(os.totalmem());
  expect(factsOf(report, 'cpu')?.cores).toBe(os.cpus().length);
  expect(factsOf(report, 'displays')).toMatchObject([{ width: stage.size.width, height: stage.size.height }]);
  expect(factsOf(report, 'desk')?.reachable).toBe(true);

  await closeHelp(stage, help);
  const screen = await stage.share('still');
  await page.getByRole('button', { name: 'Ask to see the screen' }).click();
  const bar = await allowViewing(agent);
  await page.getByTestId('screen').waitFor();
  await expect(bar.getByText('Maria Novak')).toBeVisible();
  const picture = await readPicture(page, stage.size);
  await expect.poll(() => picture.frame(), { message: 'the pattern is readable' }).not.toBeNull();
  const first = await picture.frame();
  await expect.poll(() => picture.frame(), { message: 'the picture moves' }).not.toBe(first);
  await screen.show('scroll');
  await expect
    .poll(() => picture.frame(), { message: 'another picture, the same connection' })
    .not.toBeNull();

  await bar.getByRole('button', { name: 'End sharing' }).click();
  await expect(page.getByText(/has ended|ended by/i).first()).toBeVisible();
  await expect.poll(() => agent.openWindows(), { message: 'the bar is gone' }).toBe(0);
  await screen.close();
  expect(technician.errors, 'no content security breach, no error in the console').toEqual([]);
});

test('what the technician answers appears on the requester’s card, and the way back', async () => {
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'No sound in meetings', canWork: 'Yes', affected: 'Only me' });
  await help.getByRole('button', { name: 'Send request' }).click();
  const number = await ticketNumberOn(help);
  const { page } = technician;
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  const composer = page.getByRole('textbox', { name: /message/i });
  await composer.fill('Is the headset plugged in?');
  await page.getByRole('button', { name: /^Reply to/ }).click();
  await expect(help.getByText('Is the headset plugged in?')).toBeVisible();
  await composer.fill('He never plugs it in.');
  await page.getByRole('button', { name: 'Add work note' }).click();
  await expect(page.getByText('He never plugs it in.')).toBeVisible();
  await help.getByRole('textbox', { name: /reply|message/i }).fill('It is now, thank you');
  await help.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('It is now, thank you')).toBeVisible();
  await expect(
    help.getByText('He never plugs it in.'),
    'a work note never reaches the requester',
  ).toHaveCount(0);
});
