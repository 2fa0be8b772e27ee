import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { HelpBridge } from '../../src/shared/contract/ipc';
import type { Agent } from '../stage/agent-process.ts';
import { closeHelp, diagnosticsCollected, openHelp, words } from '../stage/requester.ts';
import { ROOT } from '../stage/run-folder.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { chooseFromTrayMenu } from '../stage/tray.ts';

let stage: Stage;
let agent: Agent;
let token: string;
test.beforeAll(async () => {
  stage = await setStage({ name: 'shell' });
  token = await stage.desk.issueEnrollmentToken();
  agent = await stage.agent({ token });
});
test.afterAll(() => stage.close());
test.afterEach(async () => {
  for (const page of agent.app.windows()) if (!page.isClosed()) await closeHelp(stage, page);
  expect(agent.openWindows(), 'closed means destroyed').toBe(0);
});

test('Esc closes the window and keeps what was written', async () => {
  const help = await openHelp(stage, agent);
  await words(help).fill('Half a sent');
  await closeHelp(stage, help);
  expect(agent.openWindows(), 'closed means destroyed').toBe(0);
  await expect(words(await openHelp(stage, agent))).toHaveValue('Half a sent');
});

test('a closed window leaves no process behind, and neither does collecting', async () => {
  const others = () =>
    agent.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ type }) => type !== 'Browser' && type !== 'GPU')
        .map(({ type, name }) => `${type} ${name ?? ''}`),
    );
  // A process that was just ended is still listed for a moment.
  await expect.poll(async () => (await others()).filter((each) => /^Tab|diagnostics/.test(each))).toEqual([]);
  const idle = await others();
  const help = await openHelp(stage, agent);
  await diagnosticsCollected(help);
  await expect.poll(async () => (await others()).filter((each) => each.includes('diagnostics'))).toEqual([]);
  expect((await others()).filter((each) => each.startsWith('Tab'))).toHaveLength(1);
  await closeHelp(stage, help);
  await expect.poll(others).toEqual(idle);
});

test('the help window is not on the screenshot it takes', async () => {
  const looked = await agent.app.evaluate(async ({ desktopCapturer, screen }) => {
    const { size } = screen.getPrimaryDisplay();
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: size });
    return source?.thumbnail.toDataURL() ?? '';
  });
  const help = await openHelp(stage, agent);
  const taken = await help.evaluate(async () => {
    const { deskside } = window as unknown as { deskside: HelpBridge };
    const answer = await deskside.call('help:take-screenshots');
    return answer.ok ? Array.from(answer.value[0]?.png ?? []) : [];
  });
  const same = await agent.app.evaluate(
    ({ BrowserWindow, nativeImage }, [before, png]) => {
      const where = BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 };
      const there = (image: Electron.NativeImage) => image.crop(where).toBitmap();
      const image = nativeImage.createFromBuffer(Buffer.from(png));
      return {
        area: where.width * where.height,
        same: there(nativeImage.createFromDataURL(before)).equals(there(image)),
      };
    },
    [looked, taken] as const,
  );
  expect(same.area).toBeGreaterThan(100_000);
  expect(same.same, 'what lies beneath the window, pixel by pixel').toBe(true);
});

test('what the agent keeps is for its person only, and no log tells a secret', async () => {
  const help = await openHelp(stage, agent);
  await words(help).fill('For my eyes only');
  await closeHelp(stage, help);
  const folder = join(stage.folder, 'agent');
  const folders = ['', 'logs', 'outbox', 'secrets'].map((name) => join(folder, name));
  const own = folders.flatMap((name) =>
    readdirSync(name, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(name, entry.name)),
  );
  expect(own.filter((file) => /identity\.json|draft\.json|agent\.log|\.secret$/.test(file))).toHaveLength(4);
  for (const file of [...folders, ...own]) expect(`${file} ${statSync(file).mode & 0o077}`).toBe(`${file} 0`);

  const secret = own.find((file) => file.endsWith('.secret')) ?? '';
  const { value } = JSON.parse(readFileSync(secret, 'utf8')) as { value: string };
  for (const file of own.filter((each) => !each.endsWith('.secret'))) {
    const text = readFileSync(file, 'latin1');
    expect(text.includes(value), `the private key in ${file}`).toBe(false);
    expect(text.includes(token), `the enrollment token in ${file}`).toBe(false);
  }
});

test('the hotkey opens the same window, a second press no second one', async () => {
  stage.pointer.key('ctrl+alt+h');
  await agent.window('help');
  stage.pointer.key('ctrl+alt+h');
  expect(agent.openWindows()).toBe(1);
});

test('a second launch opens the window of the first', async () => {
  const args = [ROOT, '--no-sandbox', `--user-data-dir=${join(stage.folder, 'agent')}`];
  const second = spawn(join(ROOT, 'node_modules/electron/dist/electron'), args, {
    env: stage.display.env,
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  await expect(words(await agent.window('help'))).toBeVisible();
});

test('My tickets stands in the tray menu', async () => {
  await chooseFromTrayMenu(stage.pointer, 2);
  const help = await agent.window('help');
  await expect(help.getByRole('heading', { name: 'My tickets' })).toBeVisible();
});

test('every page is sandboxed, isolated, and without Node', async () => {
  await openHelp(stage, agent);
  const preferences = await agent.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const p = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return {
        sandbox: p['sandbox'],
        contextIsolation: p['contextIsolation'],
        nodeIntegration: p['nodeIntegration'],
        webviewTag: p['webviewTag'],
        webSecurity: p['webSecurity'],
      };
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const found of preferences)
    expect(found).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
});

test('a page cannot leave its place, open another or run code that is not ours', async () => {
  const help = await openHelp(stage, agent);
  const url = help.url();
  await help.evaluate(() => {
    location.href = 'https://example.org/';
  });
  expect(await help.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
  const outcome = await help.evaluate(async () => {
    const breaches: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => breaches.push(event.effectiveDirective));
    const script = document.createElement('script');
    let refused = false;
    try {
      script.textContent = 'window.ran = true';
      document.head.append(script);
    } catch {
      refused = true;
    }
    const fetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    return { ran: 'ran' in window, refused, fetched, breaches };
  });
  expect(outcome).toMatchObject({ ran: false, fetched: false });
  expect(help.url()).toBe(url);
  expect(agent.openWindows()).toBe(1);
});

test('app:// serves what was built and nothing beside it', async () => {
  await openHelp(stage, agent);
  const statuses = await agent.app.evaluate(async ({ net }) => {
    const paths = [
      'agent/help/index.html',
      '../main/index.js',
      '%2e%2e/main/index.js',
      '..%2fmain%2findex.js',
      'agent/help/../../../package.json',
      'etc/passwd',
    ];
    return Promise.all(
      paths.map((path) =>
        net.fetch(`app://deskside/${path}`).then(
          (answer) => answer.status,
          () => 0,
        ),
      ),
    );
  });
  expect(statuses[0]).toBe(200);
  for (const status of statuses.slice(1)) expect(status).not.toBe(200);
});

test('permissions are refused, whatever a page asks for', async () => {
  const help = await openHelp(stage, agent);
  const outcome = await help.evaluate(async () => {
    const tries: Record<string, () => Promise<unknown>> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      notifications: async () =>
        (await Notification.requestPermission()) === 'granted' || Promise.reject(new Error('refused')),
      clipboard: () => navigator.clipboard.readText(),
    };
    const results: Record<string, boolean> = {};
    for (const [name, attempt] of Object.entries(tries))
      results[name] = await attempt().then(
        () => true,
        () => false,
      );
    return results;
  });
  expect(outcome).toEqual({ camera: false, microphone: false, notifications: false, clipboard: false });
});

test('the bridge is two functions and nothing else', async () => {
  const help = await openHelp(stage, agent);
  const bridge = await help.evaluate(() => {
    const { deskside } = window as unknown as { deskside: object };
    return {
      keys: Object.keys(deskside).toSorted(),
      frozen: Object.isFrozen(deskside),
      node: 'process' in window || 'require' in window,
    };
  });
  expect(bridge).toEqual({ keys: ['call', 'on'], frozen: true, node: false });
});
