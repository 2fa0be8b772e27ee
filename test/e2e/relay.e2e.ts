import { expect, test, type Page } from '@playwright/test';
import { runFolder } from '../stage/run-folder.ts';
import { goLive, openTicket, ticketScene, type TicketScene } from '../stage/scenes.ts';
import { readPicture } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { startTurnServer, type TurnServer } from '../stage/turn-server.ts';

const SECRET = 'shared between desk and coturn';

let stage: Stage;
let scene: TicketScene;
let relay: TurnServer;
const files = runFolder('relay-turn');
test.beforeAll(async () => {
  relay = await startTurnServer(files.path, SECRET);
  const env = { DESKSIDE_TURN_URLS: relay.url, DESKSIDE_TURN_SECRET: SECRET };
  stage = await setStage({ name: 'relay' }, { env });
  scene = await ticketScene(stage);
  await scene.technician.context.addInitScript(onlyByRelay);
  await openTicket(scene.technician.page, stage, scene.number);
  await stage.share('still');
});
test.afterAll(async () => {
  await stage?.close();
  await relay?.stop();
  files.remove();
});

/** Runs in the technician's page before its own code: as if no direct path got through a firewall. */
function onlyByRelay(): void {
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
}

async function seesTheScreen(page: Page): Promise<void> {
  const picture = await readPicture(page, stage.size);
  await expect.poll(() => picture.frame()).not.toBeNull();
  const frame = await picture.frame();
  await expect.poll(() => picture.frame()).not.toBe(frame);
}

test('where no direct path is open the picture comes through the relay, and the panel says so', async () => {
  await goLive(scene);
  const { page } = scene.technician;
  await seesTheScreen(page);
  await expect(page.getByRole('button', { name: /^relayed · / })).toBeVisible();
});

test('a relay that refuses the desk’s credentials gives no picture, and the panel says why', async () => {
  await relay.changeSecret('another secret than the desk has');
  const { page } = scene.technician;
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'Join' }).click();
  const why = page.locator('main');
  await expect(why.getByText('No picture yet')).toBeVisible();
  await expect(why.getByText(/relay refused: 401/)).toBeVisible();
  const picture = await readPicture(page, stage.size);
  expect(await picture.frame()).toBeNull();

  // Nobody has to do anything here once somebody has mended it there.
  await relay.changeSecret(SECRET);
  await expect.poll(() => picture.frame(), { timeout: 45_000 }).not.toBeNull();
});
