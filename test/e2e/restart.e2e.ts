import { expect, test } from '@playwright/test';
import { colleague, goLive, openTicket, ticketScene, type TicketScene } from '../stage/scenes.ts';
import { readPicture } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
let scene: TicketScene;
test.beforeAll(async () => {
  stage = await setStage({ name: 'restart' });
  scene = await ticketScene(stage);
  await stage.share('still');
});
test.afterAll(() => stage.close());

test('the picture goes on while the desk is killed and started again, and signalling comes back', async () => {
  const second = await colleague(stage, scene.technician);
  const bar = await goLive(scene);
  const { page } = scene.technician;
  const picture = await readPicture(page, stage.size);
  await expect.poll(() => picture.frame()).not.toBeNull();

  await stage.desk.kill();
  await expect(bar.getByText(/desk|connection/i).first(), 'the requester is told').toBeVisible();
  for (let look = 0; look < 3; look++) {
    const frame = await picture.frame();
    await expect.poll(() => picture.frame(), { message: 'frames without a desk' }).not.toBe(frame);
  }

  await stage.restartDesk();
  await openTicket(second.page, stage, scene.number);
  await second.page.getByRole('button', { name: 'Join' }).click({ timeout: 40_000 });
  await second.page.getByTestId('screen').waitFor();
  const theirs = await readPicture(second.page, stage.size);
  await expect.poll(() => theirs.frame(), { message: 'a new participant after the restart' }).not.toBeNull();
  const frame = await picture.frame();
  await expect.poll(() => picture.frame(), { message: 'the first one still sees it' }).not.toBe(frame);

  await bar.getByRole('button', { name: 'End sharing' }).click();
  await expect(page.getByTestId('screen')).toHaveCount(0);
  await expect(second.page.getByTestId('screen')).toHaveCount(0);
  await expect.poll(() => scene.agent.openWindows()).toBe(0);
});

test('End sharing works while the desk is away', async () => {
  await openTicket(scene.technician.page, stage, scene.number);
  const bar = await goLive(scene);
  const picture = await readPicture(scene.technician.page, stage.size);
  await expect.poll(() => picture.frame()).not.toBeNull();
  await stage.desk.kill();
  await bar.getByRole('button', { name: 'End sharing' }).click();
  await expect.poll(() => scene.agent.openWindows(), { message: 'the bar goes at once' }).toBe(0);
  await stage.restartDesk();
  await expect(
    scene.technician.page.getByText(/has ended|ended/i).first(),
    'the reason is delivered later',
  ).toBeVisible({ timeout: 40_000 });
});
