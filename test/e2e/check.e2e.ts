import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { HelpBridge } from '../../src/shared/contract/ipc';
import type { Agent } from '../stage/agent-process.ts';
import { closeHelp } from '../stage/requester.ts';
import { ROOT } from '../stage/run-folder.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { chooseFromTrayMenu } from '../stage/tray.ts';

let stage: Stage;
let agent: Agent;
test.beforeAll(async () => {
  stage = await setStage({ name: 'check' });
  agent = await stage.agent({ token: await stage.desk.issueEnrollmentToken() });
});
test.afterAll(() => stage.close());
test.afterEach(async () => {
  for (const page of agent.app.windows()) if (!page.isClosed()) await closeHelp(stage, page);
});

const viewOf = (page: Page) =>
  page.evaluate(async () => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    return (await deskside.call('help:state')).view;
  });
const clipboard = () => agent.app.evaluate(({ clipboard }) => clipboard.readText());

test('Check my computer opens the window on what is found', async () => {
  await chooseFromTrayMenu(stage.pointer, 3);
  expect(await viewOf(await agent.window('help'))).toBe('check');
});

test('a second launch with --check does the same', async () => {
  const args = [ROOT, '--no-sandbox', `--user-data-dir=${join(stage.folder, 'agent')}`, '--check'];
  const second = spawn(join(ROOT, 'node_modules/electron/dist/electron'), args, {
    env: stage.display.env,
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(await viewOf(await agent.window('help'))).toBe('check');
});

test('Copy my device information puts it on the clipboard, with no window open', async () => {
  await agent.app.evaluate(({ clipboard }) => clipboard.clear());
  await chooseFromTrayMenu(stage.pointer, 4);
  await expect.poll(clipboard, { timeout: 10_000 }).toMatch(/^Computer: .+\n/);
  const text = await clipboard();
  for (const label of ['System', 'Signed in', 'Running for', 'Deskside device', 'Date']) {
    expect(text).toContain(`${label}: `);
  }
  expect(agent.openWindows()).toBe(0);
});

test('a look is remembered for the day, and the next report compares with it', async () => {
  const folder = join(stage.folder, 'agent', 'baseline');
  await chooseFromTrayMenu(stage.pointer, 3);
  const help = await agent.window('help');
  await expect.poll(() => names(folder), { timeout: 30_000 }).toHaveLength(1);
  const [name] = names(folder);
  const text = readFileSync(join(folder, name!), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: 1, facts: { os: {}, dns: {} } });
  const since = await help.evaluate(async () => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    // The page has been told what there is; asked again, it is taken anew.
    await deskside.call('help:collect');
    const preview = await deskside.call('help:preview', { removed: [] });
    if (!preview.ok) throw new Error(preview.fault.code);
    const changes = preview.value.report.sections.find((section) => section.key === 'changes');
    return changes?.status === 'collected' && changes.key === 'changes' ? changes.data.since : null;
  });
  expect(since).toBe((JSON.parse(text) as { at: string }).at);
});

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
