import { expect, test } from '@playwright/test';
import {
  COLLEAGUE,
  colleague,
  goLive,
  openTicket,
  TECHNICIAN_NAME,
  ticketScene,
  type TicketScene,
} from '../stage/scenes.ts';
import { readPicture, type PictureReader } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
let scene: TicketScene;
test.beforeAll(async () => {
  stage = await setStage({ name: 'technicians' });
  scene = await ticketScene(stage);
  await stage.share('still');
});
test.afterAll(() => stage.close());

async function seesTheScreen(picture: PictureReader): Promise<void> {
  await expect.poll(() => picture.frame()).not.toBeNull();
  const frame = await picture.frame();
  await expect.poll(() => picture.frame()).not.toBe(frame);
}

test('a technician leaves and rejoins, a second one joins, and the requester reads who is there', async () => {
  const bar = await goLive(scene);
  const { page } = scene.technician;
  await seesTheScreen(await readPicture(page, stage.size));

  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByTestId('screen')).toHaveCount(0);
  await expect(bar.getByText(TECHNICIAN_NAME)).toHaveCount(0);

  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByTestId('screen').waitFor();
  await seesTheScreen(await readPicture(page, stage.size));
  await expect(bar.getByText(TECHNICIAN_NAME)).toBeVisible();

  const second = await colleague(stage, scene.technician);
  await openTicket(second.page, stage, scene.number);
  await second.page.getByRole('button', { name: 'Join' }).click();
  await second.page.getByTestId('screen').waitFor();
  await seesTheScreen(await readPicture(second.page, stage.size));
  await expect(bar.getByText(COLLEAGUE.name)).toBeVisible();

  await page.reload();
  await expect(
    page
      .getByTestId('screen')
      .or(page.getByRole('button', { name: 'Join' }))
      .first(),
  ).toBeVisible();
  await seesTheScreen(await readPicture(second.page, stage.size));

  await bar.getByRole('button', { name: 'End sharing' }).click();
  await expect(second.page.getByTestId('screen')).toHaveCount(0);
  expect(second.errors).toEqual([]);
});
