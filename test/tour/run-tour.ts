import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  allowViewing,
  closeHelp,
  diagnosticsCollected,
  fillRequest,
  openHelp,
  ticketNumberOn,
} from '../stage/requester.ts';
import { startPrintServer } from '../stage/print-server.ts';
import { readPicture } from '../stage/shared-screen.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { receivedBytes, setUpAdministrator } from '../stage/technician.ts';
import { chooseFromTrayMenu } from '../stage/tray.ts';
import { clickToFirstFrame, clickToText } from '../stage/timing.ts';

const WATCH_SECONDS = 10;
/** *Check my computer* in the tray's menu, counted from 1. */
const CHECK_ENTRY = 3;

export interface TourTimings {
  /** Milliseconds from the click on *Send request* to the ticket's number in the help window. */
  clickToTicketMs: number;
  /** Milliseconds from the click on *Join* to the first painted frame. */
  joinToFirstFrameMs: number;
  resolution: string | null;
  fps: number;
  /** Video bytes the technician's browser received over the same seconds. */
  bytes: number;
  seconds: number;
  latencyP50Ms: number | null;
}

/** The main job from both sides, without a person: leaves a picture of each step in `out`. */
export async function runTour(out: string, say: (line: string) => void): Promise<TourTimings> {
  say('Starting a desk, a virtual display, a technician’s browser and a print queue that stands still');
  const stage = await setStage({ name: 'tour' });
  try {
    const printing = await startPrintServer(stage.folder, 'Floor-2', 3);
    try {
      return await walk(stage, printing.env, out, say);
    } finally {
      await printing.stop();
    }
  } finally {
    await stage.close();
    say('Everything is stopped again');
  }
}

async function walk(
  stage: Stage,
  printing: Readonly<Record<string, string>>,
  out: string,
  say: (line: string) => void,
): Promise<TourTimings> {
  let step = 0;
  const name = (what: string) => join(out, `${String(++step).padStart(2, '0')}-${what}.png`);
  const seen = (page: Page, what: string) => page.screenshot({ path: name(what) });
  const desktop = (what: string) =>
    execFileSync('import', ['-window', 'root', name(what)], { env: stage.display.env });

  if (!stage.desk.setupUrl) throw new Error('a new desk must offer its one-time administrator link');
  const technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl);
  await seen(technician.page, 'technician-empty-queue');

  say('Enrolling this computer and leaving the agent in the tray');
  const agent = await stage.agent({ env: { ...stage.display.env, ...printing } });

  say('Checking this computer without a request');
  await chooseFromTrayMenu(stage.pointer, CHECK_ENTRY);
  const check = await agent.window('help');
  await check.getByText('Checked').first().waitFor();
  await seen(check, 'requester-check');
  await closeHelp(stage, check);

  const help = await openHelp(stage, agent);
  await fillRequest(help, {
    text: 'Nothing comes out of the printer since this morning',
    canWork: 'With difficulty',
    affected: 'Only me',
  });
  await diagnosticsCollected(help);
  desktop('requester-get-help');
  await help.getByRole('button', { name: 'See what is sent' }).click();
  await seen(help, 'requester-what-is-sent');
  await help.getByRole('button', { name: 'Back' }).click();

  say('Sending the request');
  const ticketed = clickToText(help, /DS-\d+/);
  await help.getByRole('button', { name: 'Send request' }).click();
  const clickToTicketMs = await ticketed;
  const number = await ticketNumberOn(help);
  await seen(help, 'requester-ticket');

  say(`The technician opens ${number}`);
  const { page } = technician;
  await page.getByText(number).first().waitFor();
  await seen(page, 'technician-queue');
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  await page.getByRole('button', { name: 'Ask to see the screen' }).waitFor();
  await seen(page, 'technician-ticket');
  const answer = await page.request.get(`${stage.desk.url}/api/tickets/${number}`);
  writeFileSync(join(out, 'ticket.json'), `${JSON.stringify(await answer.json(), null, 2)}\n`);

  say('The technician asks, the requester agrees');
  await stage.share('scroll');
  await page.getByRole('button', { name: 'Ask to see the screen' }).click();
  const consent = await agent.window('assist');
  await consent.getByRole('button', { name: 'Allow viewing' }).waitFor();
  await seen(consent, 'requester-consent');
  await allowViewing(agent);
  await page.getByTestId('screen').waitFor();
  await page.getByRole('button', { name: 'Leave' }).click();

  say('The technician joins');
  await page.getByRole('button', { name: 'Join' }).waitFor();
  const joined = clickToFirstFrame(page);
  await page.getByRole('button', { name: 'Join' }).click();
  const joinToFirstFrameMs = await joined;
  const picture = await readPicture(page, stage.size);
  const before = await receivedBytes(page);
  const measured = await picture.measure(WATCH_SECONDS);
  const bytes = (await receivedBytes(page)) - before;
  await seen(page, 'technician-live-view');
  desktop('requester-sharing');

  say('The requester ends the session');
  await (await agent.window('assist')).getByRole('button', { name: 'End sharing' }).click();
  await page
    .getByText(/has ended/)
    .first()
    .waitFor();
  await seen(page, 'technician-after');
  return {
    clickToTicketMs: Math.round(clickToTicketMs),
    joinToFirstFrameMs: Math.round(joinToFirstFrameMs),
    resolution: measured.size,
    fps: Math.round(measured.fps * 10) / 10,
    bytes,
    seconds: WATCH_SECONDS,
    latencyP50Ms: measured.p50,
  };
}
