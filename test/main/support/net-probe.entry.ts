import { app } from 'electron';
import { DeskAuthorities } from '../../../src/main/link/desk-authorities';
import { chromiumFetch, isDirect, setProxy, trustDeskBy } from '../../../src/main/shell/net';
import { memoryLog } from './memory-log';

/** What this process is asked to try: with which settings, which addresses. */
export interface NetTask {
  caFile: string | null;
  desk: string;
  proxy: string;
  urls: readonly string[];
}

export interface NetAnswer {
  /** Status and text of each address, or why there are none. */
  answers: readonly string[];
  direct: readonly boolean[];
}

async function answerOf(url: string): Promise<string> {
  try {
    const response = await chromiumFetch(url, { redirect: 'error' });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return String(error);
  }
}

/** A program of Electron's that does nothing but use the agent's way through Chromium. */
async function main(): Promise<void> {
  await app.whenReady();
  const task = JSON.parse(process.env['NET_TASK'] ?? '{}') as NetTask;
  const authorities = new DeskAuthorities(task.caFile, memoryLog());
  if (authorities.any) {
    trustDeskBy(
      (sent, host) => authorities.vouchFor(sent, host, Date.now()),
      (host) => host === task.desk,
    );
  }
  await setProxy(task.proxy);
  const answers: string[] = [];
  const direct: boolean[] = [];
  for (const url of task.urls) {
    answers.push(await answerOf(url));
    direct.push(await isDirect(url));
  }
  process.stdout.write(`\nNET_ANSWER ${JSON.stringify({ answers, direct } satisfies NetAnswer)}\n`);
  app.exit(0);
}

void main();
