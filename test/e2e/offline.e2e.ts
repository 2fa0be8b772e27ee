import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { api } from '../../src/shared/contract/api';
import { startAgent } from '../stage/agent-process.ts';
import { fillRequest, openHelp, ticketNumberOn } from '../stage/requester.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator, type Technician } from '../stage/technician.ts';

let stage: Stage;
let technician: Technician;
test.beforeAll(async () => {
  stage = await setStage({ name: 'offline' });
  technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl ?? '');
});
test.afterAll(() => stage.close());

async function subjects(): Promise<string[]> {
  const answer = await technician.page.request.get(`${stage.desk.url}/api/tickets?view=all`);
  return api.tickets.reply.parse(await answer.json()).tickets.map((ticket) => ticket.subject);
}

test('a request made offline is kept, survives the agent being killed, and arrives once', async () => {
  const agent = await stage.agent({ profile: 'offline' });
  await stage.desk.stop();
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'The network is gone', canWork: 'No', affected: 'Everyone' });
  await help.getByRole('button', { name: 'Send request' }).click();
  await expect(
    help.getByText('Saved on this computer. It will be sent as soon as the connection is back.'),
  ).toBeVisible();
  const userData = join(stage.folder, 'offline');
  expect(readdirSync(join(userData, 'outbox')).length).toBeGreaterThan(0);
  await agent.kill();

  await stage.restartDesk();
  const again = await startAgent({ env: stage.display.env, userData });
  try {
    await expect.poll(subjects, { timeout: 30_000 }).toEqual(['The network is gone']);
    const reopened = await openHelp(stage, again);
    await reopened.getByRole('button', { name: 'My tickets' }).click();
    expect(await ticketNumberOn(reopened)).toMatch(/^DS-\d+$/);
  } finally {
    await again.quit();
  }
  expect(await subjects()).toEqual(['The network is gone']);
});

test('a request waits for the desk and is sent by itself', async () => {
  const agent = await stage.agent({ profile: 'waiting' });
  await stage.desk.kill();
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'VPN does not connect', canWork: 'Yes', affected: 'Only me' });
  await help.getByRole('button', { name: 'Send request' }).click();
  await expect(help.getByText(/^Saved on this computer/)).toBeVisible();
  await stage.restartDesk();
  await expect(help.getByText(/DS-\d+/).first()).toBeVisible({ timeout: 40_000 });
  expect((await subjects()).filter((subject) => subject === 'VPN does not connect')).toHaveLength(1);
});
