import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { api } from '../../src/shared/contract/api';
import type { Agent } from '../stage/agent-process.ts';
import { fillRequest, openHelp, ticketNumberOn } from '../stage/requester.ts';
import { loadDecoder } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { setUpAdministrator, type Technician } from '../stage/technician.ts';

let stage: Stage;
let agent: Agent;
let technician: Technician;
test.beforeAll(async () => {
  stage = await setStage({ name: 'screenshot' });
  technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl ?? '');
  agent = await stage.agent();
});
test.afterAll(() => stage.close());

/** Which of the pattern's two strips, at the top left and the bottom left, can be read in a picture. */
async function readableStrips(
  page: Page,
  png: Buffer,
): Promise<{ top: boolean; bottom: boolean; size: number[] }> {
  await loadDecoder(page);
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const clock = (
      globalThis as unknown as {
        BenchClock: { Decoder: new (el: Element) => { sample(dx: number, dy: number): object | null } };
      }
    ).BenchClock;
    const decoder = new clock.Decoder(canvas);
    return {
      top: decoder.sample(0, 0) !== null,
      bottom: decoder.sample(0, bitmap.height - 80) !== null,
      size: [bitmap.width, bitmap.height],
    };
  }, png.toString('base64'));
}

/** Drags over the picture in the editor, in shares of its size. */
async function drag(help: Page, from: [number, number], to: [number, number]): Promise<void> {
  const surface = help.getByRole('application', { name: /^Picture/ });
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('the editor shows no picture');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await help.mouse.move(...at(from));
  await help.mouse.down();
  await help.mouse.move(...at(to), { steps: 4 });
  await help.mouse.up();
}

async function attachedPicture(number: string): Promise<Buffer> {
  const { page } = technician;
  await expect
    .poll(async () => {
      const look = await page.request.get(`${stage.desk.url}/api/tickets/${number}`);
      return api.ticket.reply.parse(await look.json()).attachments.length;
    })
    .toBe(1);
  const answer = await page.request.get(`${stage.desk.url}/api/tickets/${number}`);
  const [attachment] = api.ticket.reply.parse(await answer.json()).attachments;
  expect(attachment).toMatchObject({ kind: 'screenshot', mediaType: 'image/png' });
  const download = await page.request.get(`${stage.desk.url}/api/attachments/${attachment?.id ?? ''}`);
  expect(download.headers()['content-disposition']).toMatch(/^attachment/);
  expect(download.headers()['content-security-policy']).toContain('sandbox');
  const bytes = await download.body();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(attachment?.sha256);
  return bytes;
}

test('what was blurred is gone from the picture that leaves; the help window is not on it', async () => {
  const help = await openHelp(stage, agent);
  await fillRequest(help, { text: 'Look at this', canWork: 'Yes', affected: 'Only me' });
  const screen = await stage.share('still');
  await help.getByRole('button', { name: 'Take a screenshot' }).click();
  await help.getByRole('button', { name: 'Edit' }).click();
  await help.getByText('Blur', { exact: true }).click();
  await drag(help, [0.002, 0.002], [0.3, 0.15]);
  await help.getByRole('button', { name: 'Use this picture' }).click();
  await help.getByRole('button', { name: 'Send request' }).click();
  const png = await attachedPicture(await ticketNumberOn(help));
  const strips = await readableStrips(technician.page, png);
  expect(strips).toEqual({ top: false, bottom: true, size: [stage.size.width, stage.size.height] });

  await technician.page.goto(`${stage.desk.url}/tickets/${await ticketNumberOn(help)}`);
  await expect(technician.page.getByRole('img', { name: /screenshot/i }).first()).toBeVisible();
  await screen.close();
});

test('a crop leaves only what is inside it', async () => {
  const help = await agent.window('help');
  await help.getByRole('button', { name: 'Get help' }).click();
  await fillRequest(help, { text: 'Only this corner', canWork: 'Yes', affected: 'Only me' });
  const screen = await stage.share('still');
  await help.getByRole('button', { name: 'Take a screenshot' }).click();
  await help.getByRole('button', { name: 'Edit' }).click();
  await drag(help, [0.002, 0.002], [0.5, 0.5]);
  await help.getByRole('button', { name: 'Use this picture' }).click();
  await help.getByRole('button', { name: 'Send request' }).click();
  const strips = await readableStrips(technician.page, await attachedPicture(await ticketNumberOn(help)));
  expect(strips.top).toBe(true);
  expect(strips.bottom).toBe(false);
  expect(strips.size[0]).toBeLessThan(stage.size.width * 0.55);
  await screen.close();
});
