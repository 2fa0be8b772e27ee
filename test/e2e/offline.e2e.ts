import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { api } from '../../src/shared/contract/api';
import type { HelpBridge } from '../../src/shared/contract/ipc';
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

async function numbersAtDesk(): Promise<[subject: string, number: string][]> {
  const answer = await technician.page.request.get(`${stage.desk.url}/api/tickets?view=all`);
  const { tickets } = api.tickets.reply.parse(await answer.json());
  return tickets.map(({ subject, number }) => [subject, number]);
}

async function subjects(): Promise<string[]> {
  return (await numbersAtDesk()).map(([subject]) => subject);
}

const twenty = (what: string) => Array.from({ length: 20 }, (_, index) => `${what} ${index + 1}`);

/** Files one request after the other, as fast as this computer saves them; nobody waits for the desk. */
function fileAll(help: Page, texts: readonly string[]): Promise<void> {
  return help.evaluate(async (all) => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    for (const text of all) {
      const words = { text, canWork: 'yes', affected: 'me' } as const;
      const saved = await deskside.call('help:send', {
        ...words,
        removed: [],
        includeReport: false,
        screenshot: null,
      });
      if (!saved.ok) throw new Error(`${text}: ${saved.fault.code}`);
    }
  }, texts);
}

/** What the agent says it has sent, with the numbers it shows. */
function saidSent(help: Page, what: string): Promise<[subject: string, number: string][]> {
  return help.evaluate(async (prefix) => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    const { tickets } = await deskside.call('help:state');
    return tickets
      .filter(({ subject, delivery }) => subject.startsWith(prefix) && delivery === 'sent')
      .map(({ subject, ticket }): [string, string] => [subject, ticket?.number ?? '']);
  }, what);
}

/** Resolves in the page itself, so that no way to the test and back is lost, when a few of them are sent. */
function someSent(help: Page, what: string): Promise<void> {
  return help.evaluate(
    (prefix) =>
      new Promise<void>((resolve) => {
        const { deskside } = window as unknown as { deskside: HelpBridge };
        deskside.on('help:tickets', (tickets) => {
          const sent = tickets.filter(
            ({ subject, delivery }) => subject.startsWith(prefix) && delivery === 'sent',
          );
          if (sent.length >= 3) resolve();
        });
      }),
    what,
  );
}

const byName = (a: readonly string[], b: readonly string[]) => (a[0] ?? '').localeCompare(b[0] ?? '');

// The first, while no other agent stands in the tray.
test('a computer that no desk knows is checked all the same', async () => {
  const agent = await startAgent({ env: stage.display.env, userData: join(stage.folder, 'unknown') });
  try {
    await agent.told('agent.ready');
    const help = await openHelp(stage, agent);
    await help.getByRole('button', { name: 'Check my computer' }).click();
    await expect(help.getByText(/^Checked/)).toBeVisible({ timeout: 30_000 });
    await expect(help.getByText('What changed lately')).toBeVisible();
    await help.getByRole('button', { name: 'Copy my device information' }).click();
    await expect(help.getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await agent.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toContain('System: ');
    expect(text).not.toContain('Deskside device');
    await expect.poll(() => readdirSync(join(stage.folder, 'unknown', 'baseline'))).toHaveLength(1);
  } finally {
    await agent.quit();
  }
});

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
  await agent.quit();
});

test('twenty requests while the desk is killed: each that was said to be sent is there once', async () => {
  const agent = await stage.agent({ profile: 'desk-killed' });
  const help = await openHelp(stage, agent);
  const some = someSent(help, 'Desk killed');
  const filed = fileAll(help, twenty('Desk killed'));
  await some;
  await stage.desk.kill();
  await filed;
  const before = await saidSent(help, 'Desk killed');
  expect(before.length, 'it was killed in the middle').toBeLessThan(20);
  expect(before.length).toBeGreaterThanOrEqual(3);

  await stage.restartDesk();
  await expect.poll(async () => (await saidSent(help, 'Desk killed')).length, { timeout: 60_000 }).toBe(20);
  const shown = (await saidSent(help, 'Desk killed')).toSorted(byName);
  const atDesk = (await numbersAtDesk()).filter(([subject]) => subject.startsWith('Desk killed'));
  expect(atDesk.toSorted(byName), 'each once, under the number the agent shows').toEqual(shown);
  expect(shown, 'and under the number it was told before').toEqual(expect.arrayContaining(before));
  expect(shown.map(([subject]) => subject)).toEqual(twenty('Desk killed').toSorted());
  await agent.quit();
});

test('twenty requests while the agent is killed before it has sent them: each is there once', async () => {
  const agent = await stage.agent({ profile: 'agent-killed' });
  const help = await openHelp(stage, agent);
  // A desk that hangs: the first request is on its way, and nobody knows whether it arrived.
  process.kill(stage.desk.pid, 'SIGSTOP');
  try {
    await fileAll(help, twenty('Agent killed'));
    expect(await saidSent(help, 'Agent killed')).toEqual([]);
    await agent.kill();
  } finally {
    process.kill(stage.desk.pid, 'SIGCONT');
  }

  const again = await startAgent({ env: stage.display.env, userData: join(stage.folder, 'agent-killed') });
  try {
    const reopened = await openHelp(stage, again);
    await expect
      .poll(async () => (await saidSent(reopened, 'Agent killed')).length, { timeout: 60_000 })
      .toBe(20);
    const atDesk = (await numbersAtDesk()).filter(([subject]) => subject.startsWith('Agent killed'));
    expect(atDesk.toSorted(byName)).toEqual((await saidSent(reopened, 'Agent killed')).toSorted(byName));
  } finally {
    await again.quit();
  }
});
