import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { HelpBridge } from '../../src/shared/contract/ipc';
import { startAgent, type Agent } from '../stage/agent-process.ts';
import { closeHelp, words } from '../stage/requester.ts';
import { ROOT } from '../stage/run-folder.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator } from '../stage/technician.ts';

let stage: Stage;
let agent: Agent;
let token: string;
let userData: string;
let policy: string;
let drop: string;

test.beforeAll(async () => {
  stage = await setStage({ name: 'policy' });
  token = await stage.desk.issueEnrollmentToken();
  userData = join(stage.folder, 'agent');
  policy = join(stage.folder, 'etc', 'policy.json');
  drop = join(stage.folder, 'drop', 'token');
  for (const folder of ['etc', 'drop']) mkdirSync(join(stage.folder, folder), { mode: 0o755 });
  writeFileSync(drop, `${token}\n`, { mode: 0o644 });
  decide({});
  agent = await startAgent({
    env: stage.display.env,
    userData,
    args: ['--policy-file', policy, '--token-drop', drop],
  });
});
test.afterAll(async () => {
  await agent?.quit();
  await stage.close();
});

/** As a tool of IT operations does it: a whole new file in the place of the old one. */
function decide(settings: Record<string, unknown> | string): void {
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  writeFileSync(`${policy}.new`, text, { mode: 0o644 });
  renameSync(`${policy}.new`, policy);
}

/** What a browser or the session starts: the same program once more. */
const launchAgain = (...args: string[]) => launch(userData, ...args);

/** Waits for it to end: it has nothing to stay for. */
async function launch(profile: string, ...args: string[]): Promise<void> {
  const program = join(ROOT, 'node_modules/electron/dist/electron');
  const all = [ROOT, '--no-sandbox', `--user-data-dir=${profile}`, ...args];
  const second = spawn(program, all, { env: stage.display.env, stdio: ['ignore', 'ignore', 'inherit'] });
  expect(await once(second, 'exit')).toEqual([0, null]);
}

const screenshots = (page: Page) =>
  page.evaluate(async () => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    const answer = await deskside.call('help:take-screenshots');
    return answer.ok ? 'taken' : answer.fault.code;
  });

test('enrolled by files alone, also by one that comes later; the token is gone from where it lay', async () => {
  await agent.told('device.not-enrolled');
  decide({ SERVER_URL: stage.desk.url, HOTKEY: 'Control+Alt+J' });
  await agent.told('device.enrolled');
  await agent.told('link.online');
  await agent.told('token.removed');
  expect(existsSync(drop)).toBe(false);
});

test('the key combination is the policy’s, and the next one’s as soon as it is written', async () => {
  stage.pointer.key('ctrl+alt+j');
  const help = await agent.window('help');
  await closeHelp(stage, help);
  decide({ SERVER_URL: stage.desk.url, HOTKEY: 'Control+Alt+K' });
  const pressed = () => {
    stage.pointer.key('ctrl+alt+k');
    return agent.openWindows();
  };
  await expect.poll(pressed).toBe(1);
  await closeHelp(stage, await agent.window('help'));
});

test('a link shows the settings: who locked which, what is new, and what cannot be read', async () => {
  await launchAgain('deskside://settings');
  const help = await agent.window('help');
  const locked = help.getByText('Locked by your organization');
  await expect(locked).toHaveCount(2);
  decide({ SERVER_URL: stage.desk.url, LANGUAGE: 'en', HOTKEY: 'Control+Alt+K', SCREENSHOTS: false });
  await expect(locked).toHaveCount(4);
  expect(await screenshots(help)).toBe('policy-refused');
  decide('{"SERVER_URL":"https://desk.exam');
  await expect(help.getByRole('alert')).toContainText('cannot be read');
  await expect(locked).toHaveCount(4);
  expect(await screenshots(help)).toBe('policy-refused');
  decide({ SERVER_URL: stage.desk.url });
  await expect(help.getByRole('alert')).toHaveCount(0);
  await expect(locked).toHaveCount(1);
  await closeHelp(stage, help);
});

test('the desk decides as well, at once, and never over what the machine says', async () => {
  if (!stage.desk.setupUrl) throw new Error('a new desk must offer its one-time administrator link');
  const { page } = await setUpAdministrator(stage.browser, stage.desk.setupUrl);
  const status = await page.evaluate(async () => {
    const settings = { HOTKEY: 'Control+Alt+D', LANGUAGE: 'en', SCREENSHOTS: false };
    const answer = await fetch('/api/policy', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-deskside-console': '1' },
      body: JSON.stringify({ revision: 0, settings }),
    });
    return answer.status;
  });
  expect(status).toBe(200);
  await launchAgain('deskside://settings');
  const help = await agent.window('help');
  const byDesk = help.getByText('set by your help desk');
  await expect(byDesk).toHaveCount(3);
  expect(await screenshots(help)).toBe('policy-refused');
  decide({ SERVER_URL: stage.desk.url, HOTKEY: 'Control+Alt+K', SCREENSHOTS: true });
  await expect(byDesk).toHaveCount(1);
  expect(await screenshots(help)).toBe('taken');
  await closeHelp(stage, help);
});

test('the session that starts it once more opens no window; a hostile link the same as a click', async () => {
  await launchAgain('--at-login');
  expect(agent.openWindows()).toBe(0);
  await launchAgain('deskside://settings --gpu-launcher=/bin/false?server=https://evil.example.org');
  const help = await agent.window('help');
  await expect(words(help)).toBeVisible();
  await closeHelp(stage, help);
});

test('the idle icon goes away and comes back as policy wants it', async () => {
  const width = () => stage.pointer.window('class', 'trayer')?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(10);
  decide({ SERVER_URL: stage.desk.url, TRAY: false });
  await expect.poll(width).toBeLessThan(11);
  decide({ SERVER_URL: stage.desk.url });
  await expect.poll(width).toBeGreaterThan(10);
});

test('a session whose organization wants no agent at log-in has none', async () => {
  decide({ SERVER_URL: stage.desk.url, AUTOSTART: false });
  await launch(join(stage.folder, 'somebody-else'), '--at-login', '--policy-file', policy);
});
