import { goLive, openTicket, ticketScene } from '../stage/scenes.ts';
import { readPicture, type Measured } from '../stage/shared-screen.ts';
import { setStage } from '../stage/stage.ts';
import { clickToFirstFrame } from '../stage/timing.ts';
import { measureRawLoop, warmUp } from './raw-loop.ts';

const SECONDS = 10;
const JOINS = 3;
const ROUNDS = 3;

/** Join → first frame, glass-to-glass latency and frames, beside a raw WebRTC loop over the same display in turn. */
export async function measureLive(width: number, height: number): Promise<unknown> {
  const stage = await setStage({ name: 'bench-live', width, height });
  try {
    const scene = await ticketScene(stage);
    await stage.share('scroll');
    const { page } = scene.technician;
    const joins: number[] = [];
    const ours: Measured[] = [];
    const raw: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await openTicket(page, stage, scene.number);
      const bar = await goLive(scene);
      for (let join = 0; join < JOINS; join++) {
        await page.getByRole('button', { name: 'Leave' }).click();
        const first = clickToFirstFrame(page);
        await page.getByRole('button', { name: 'Join' }).click();
        joins.push(await first);
      }
      await warmUp(page);
      ours.push(await (await readPicture(page, stage.size)).measure(SECONDS));
      await bar.getByRole('button', { name: 'End sharing' }).click();
      await page.getByTestId('screen').waitFor({ state: 'detached' });
      raw.push(await measureRawLoop(stage, SECONDS));
    }
    const [mine, floor] = [summary(ours), summary(raw)];
    return {
      size: `${width}x${height}`,
      joinToFirstFrameMs: { median: median(joins), max: Math.round(Math.max(...joins)), joins: joins.length },
      ours: mine,
      rawLoop: floor,
      latencyP50Ratio:
        mine.latencyP50Ms && floor.latencyP50Ms
          ? Math.round((mine.latencyP50Ms / floor.latencyP50Ms) * 100) / 100
          : null,
    };
  } finally {
    await stage.close();
  }
}

function summary(rounds: readonly Measured[]) {
  return {
    latencyP50Ms: median(rounds.map((round) => round.p50 ?? Number.NaN)),
    latencyP95Ms: median(rounds.map((round) => round.p95 ?? Number.NaN)),
    fps: median(rounds.map((round) => round.fps)),
    torn: rounds.map((round) => round.torn),
    received: rounds[0]?.size ?? null,
    rounds: rounds.map((round) => round.p50),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}
