import { expect, test } from '@playwright/test';
import { violations } from '../stage/accessibility.ts';
import type { Agent } from '../stage/agent-process.ts';
import { startPrintServer } from '../stage/print-server.ts';
import { closeHelp, diagnosticsCollected, fillRequest, openHelp, sendRequest } from '../stage/requester.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator, type Technician } from '../stage/technician.ts';
import { chooseFromTrayMenu } from '../stage/tray.ts';

const STUCK = '3 print jobs are stuck on Floor-2';

let stage: Stage;
let agent: Agent;
let technician: Technician;
const closing: (() => Promise<unknown>)[] = [];
test.beforeAll(async () => {
  stage = await setStage({ name: 'diagnostics' });
  technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl ?? '');
  const printing = await startPrintServer(stage.folder, 'Floor-2', 3);
  closing.push(printing.stop);
  agent = await stage.agent({ env: { ...stage.display.env, ...printing.env } });
});
test.afterAll(async () => {
  for (const close of closing) await close();
  await stage.close();
});

test('the request arrives with its cause on it', async () => {
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'The printer prints nothing', canWork: 'Yes', affected: 'Only me' });
  await diagnosticsCollected(help);
  const note = help.locator('footer').getByText(`This may be the cause: ${STUCK}`);
  await expect(note, 'before anything is sent').toBeVisible();
  const number = await sendRequest(help);
  await closeHelp(stage, help);

  const { page } = technician;
  await expect(page.getByRole('row', { name: number }), 'counted in the queue').toContainText(/\d/);
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings.getByText(STUCK)).toBeVisible();
  await findings
    .getByText(/^Evidence/)
    .first()
    .click();
  expect.soft(await violations(page), 'a ticket with findings').toEqual([]);
  const search = page.getByRole('searchbox', { name: 'Search the diagnostics' });
  await search.fill('Floor-2');
  await expect(findings.getByText(STUCK)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Processor' })).toHaveCount(0);
  expect(technician.errors).toEqual([]);
});

test('two reports of one computer stand side by side', async () => {
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'Still nothing', canWork: 'No', affected: 'My team' });
  await diagnosticsCollected(help);
  const number = await sendRequest(help);
  await closeHelp(stage, help);

  const { page } = technician;
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  await page.getByRole('button', { name: 'Compare…' }).click();
  await page.getByRole('menuitem').first().click();
  await page.waitForURL('**/compare?with=*');
  await expect(page.getByText(/\d+ differences? in \d+ sections?/)).toBeVisible();
  expect.soft(await violations(page), 'two reports side by side').toEqual([]);
  expect(technician.errors).toEqual([]);
});

test('a check needs neither the desk nor a ticket', async () => {
  await stage.desk.stop();
  await chooseFromTrayMenu(stage.pointer, 3);
  const check = await agent.window('help');
  await check.getByRole('button', { name: STUCK }).click({ timeout: 20_000 });
  await check.getByRole('button', { name: 'Get help with this' }).click();
  await expect(check.getByRole('textbox', { name: 'What’s going wrong?' })).toHaveValue(STUCK);
});
