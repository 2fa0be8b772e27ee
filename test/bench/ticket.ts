import { closeHelp, diagnosticsCollected, fillRequest, openHelp } from '../stage/requester.ts';
import { setStage } from '../stage/stage.ts';
import { clickToText } from '../stage/timing.ts';
import { median } from './live.ts';

const TIMES = 5;

/** Click on *Send request* → ticket number in the window: with diagnostics collected, and sent without waiting for them. */
export async function measureTicket(): Promise<unknown> {
  const stage = await setStage({ name: 'bench-ticket' });
  try {
    const agent = await stage.agent();
    const collected: number[] = [];
    const without: number[] = [];
    for (let time = 0; time < TIMES * 2; time++) {
      const help = await openHelp(stage, agent);
      await fillRequest(help, { text: `Request ${time}`, canWork: 'Yes', affected: 'Only me' });
      if (time % 2 === 0) await diagnosticsCollected(help);
      const ticketed = clickToText(help, /DS-\d+/);
      await help.getByRole('button', { name: 'Send request' }).click();
      (time % 2 === 0 ? collected : without).push(await ticketed);
      await closeHelp(stage, help);
    }
    return {
      collected: { medianMs: median(collected), maxMs: Math.round(Math.max(...collected)), times: TIMES },
      notCollected: { medianMs: median(without), maxMs: Math.round(Math.max(...without)), times: TIMES },
    };
  } finally {
    await stage.close();
  }
}
