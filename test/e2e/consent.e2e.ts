import { expect, test, type Page } from '@playwright/test';
import { CONSENT_SECONDS } from '../../src/shared/model/assist';
import { goLive, ticketScene, type TicketScene } from '../stage/scenes.ts';
import { readPicture } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
let scene: TicketScene;
test.beforeAll(async () => {
  stage = await setStage({ name: 'consent' });
  scene = await ticketScene(stage);
  await stage.share('still');
});
test.afterAll(() => stage.close());

const ask = () => scene.technician.page.getByRole('button', { name: 'Ask to see the screen' }).click();

test('a no is a no, and the technician reads it', async () => {
  await ask();
  const consent = await scene.agent.window('assist');
  await expect(consent.getByText('Maria Novak').first()).toBeVisible();
  await expect(consent.getByText(scene.number)).toBeVisible();
  await denyViewing(consent);
  await expect(scene.technician.page.getByText(/declined|did not allow/i).first()).toBeVisible();
  await expect.poll(() => scene.agent.openWindows()).toBe(0);
  await expect(scene.technician.page.getByTestId('screen')).toHaveCount(0);
});

test('a key pressed the moment the window appears answers nothing', async () => {
  await ask();
  const consent = await scene.agent.window('assist');
  await consent.getByRole('button', { name: 'Don’t allow' }).waitFor();
  stage.pointer.key('Return', 'space', 'Return');
  expect(await capture(consent), 'not before the answer').not.toBe('captured');
  await expect(consent.getByRole('button', { name: 'Allow viewing' })).toBeEnabled();
  await expect(scene.technician.page.getByTestId('screen')).toHaveCount(0);
  await denyViewing(consent);
  await expect.poll(() => scene.agent.openWindows()).toBe(0);
});

test('no answer is a no', async () => {
  test.setTimeout((CONSENT_SECONDS + 60) * 1000);
  await ask();
  const consent = await scene.agent.window('assist');
  await expect(scene.technician.page.getByText(/no answer|did not answer/i).first()).toBeVisible({
    timeout: (CONSENT_SECONDS + 10) * 1000,
  });
  await expect.poll(() => consent.isClosed()).toBe(true);
});

test('whoever is asked sees the icon, also where the organization wants none', async () => {
  const width = () => stage.pointer.window('class', 'trayer')?.width ?? 0;
  const decide = (revision: number, settings: object) =>
    scene.technician.page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json', 'x-deskside-console': '1' };
        return (await fetch('/api/policy', { method: 'PUT', headers, body: JSON.stringify(body) })).status;
      },
      { revision, settings },
    );
  expect(await decide(0, { TRAY: false })).toBe(200);
  await expect.poll(width).toBeLessThan(11);
  await ask();
  const consent = await scene.agent.window('assist');
  await expect.poll(width).toBeGreaterThan(10);
  await denyViewing(consent);
  await expect.poll(width).toBeLessThan(11);
  expect(await decide(1, {})).toBe(200);
  await expect.poll(width).toBeGreaterThan(10);
});

test('pause stops the picture, resume brings it back, end takes it away', async () => {
  const bar = await goLive(scene);
  const { page } = scene.technician;
  const picture = await readPicture(page, stage.size);
  await expect.poll(() => picture.frame()).not.toBeNull();

  expect(await capture(bar), 'one consent is one capture').not.toBe('captured');
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/paused/i).first()).toBeVisible();
  await expect
    .poll(async () => moving(picture.frame), { message: 'a paused picture stands still or is black' })
    .toBe(false);

  await bar.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => moving(picture.frame), { message: 'the picture moves again' }).toBe(true);

  await bar.getByRole('button', { name: 'End sharing' }).click();
  await expect(page.getByTestId('screen')).toHaveCount(0);
  await expect.poll(() => scene.agent.openWindows()).toBe(0);
});

test('the share ends when the page of its bar dies', async () => {
  await scene.technician.page.goto(`${stage.desk.url}/tickets/${scene.number}`);
  await goLive(scene);
  await scene.agent.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents())
      if (contents.getURL().includes('/agent/assist/')) contents.forcefullyCrashRenderer();
  });
  await expect(scene.technician.page.getByText(/has ended|ended/i).first()).toBeVisible();
  await expect(scene.technician.page.getByTestId('screen')).toHaveCount(0);
});

test('without the requester’s click no page can capture anything', async () => {
  const { agent } = scene;
  const help = await (async () => {
    stage.pointer.key('ctrl+alt+h');
    return agent.window('help');
  })();
  expect(await capture(help)).not.toBe('captured');
});

/** What becomes of a page's own try to see the screen, with a person's gesture behind it. */
function capture(page: Page): Promise<string> {
  return page.evaluate(() =>
    navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      () => 'captured',
      (error: DOMException) => error.name,
    ),
  );
}

/** Whether two looks, several frames apart, see different frames. */
async function moving(frame: () => Promise<number | null>): Promise<boolean> {
  const seen = new Set<number | null>();
  for (let look = 0; look < 12; look++) {
    seen.add(await frame());
    await scene.technician.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
  return seen.size > 1;
}

/** The window goes while the click is still being answered: what counts is that it is gone. */
async function denyViewing(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await page
    .getByRole('button', { name: 'Don’t allow' })
    .click()
    .catch(() => undefined);
  await closed;
}
