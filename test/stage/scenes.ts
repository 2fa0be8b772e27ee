import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import type { Agent } from './agent-process.ts';
import { allowViewing, closeHelp, fillRequest, openHelp, sendRequest } from './requester.ts';
import type { Stage } from './stage.ts';
import { ADMINISTRATOR, logIn, setUpAdministrator, type Technician } from './technician.ts';

/** A requester with a ticket at the desk, and a technician who has it open. */
export interface TicketScene {
  agent: Agent;
  technician: Technician;
  number: string;
}

export async function ticketScene(stage: Stage): Promise<TicketScene> {
  if (!stage.desk.setupUrl) throw new Error('a new desk must offer its one-time administrator link');
  const technician = await setUpAdministrator(stage.browser, stage.desk.setupUrl);
  const agent = await stage.agent();
  const help = await openHelp(stage, agent);
  await fillRequest(help, {
    text: 'The printer is on fire',
    canWork: 'With difficulty',
    affected: 'My team',
  });
  const number = await sendRequest(help);
  await closeHelp(stage, help);
  await openTicket(technician.page, stage, number);
  return { agent, technician, number };
}

export async function openTicket(page: Page, stage: Stage, number: string): Promise<void> {
  await page.goto(`${stage.desk.url}/tickets/${number}`);
  await page.getByText(number).first().waitFor();
}

/** Asks from the technician's page and agrees in the consent window; answers with the share bar. */
export async function goLive(scene: TicketScene): Promise<Page> {
  await scene.technician.page.getByRole('button', { name: 'Ask to see the screen' }).click();
  const bar = await allowViewing(scene.agent);
  await scene.technician.page.getByTestId('screen').waitFor();
  return bar;
}

export const COLLEAGUE = {
  name: 'Ben Okafor',
  email: 'ben@example.org',
  password: 'another long password',
} as const;

/** A second technician, made by the administrator and logged in with a browser context of their own. */
export async function colleague(stage: Stage, administrator: Technician): Promise<Technician> {
  const answer = await administrator.page.request.post(`${stage.desk.url}/api/people`, {
    headers: { 'x-deskside-console': '1', origin: stage.desk.url },
    data: { id: newId(), ...COLLEAGUE, title: 'Network team', role: 'technician' },
  });
  if (!answer.ok()) throw new Error(`the desk refused a second technician: ${answer.status()}`);
  return logIn(stage.browser, stage.desk.url, COLLEAGUE);
}

export const TECHNICIAN_NAME = ADMINISTRATOR.name;
