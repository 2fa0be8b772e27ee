import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from '../../build/run/children.ts';
import { ROOT } from '../stage/run-folder.ts';
import { setStage } from '../stage/stage.ts';
import { trayIcon } from '../stage/tray.ts';
import { cpuSecondsOf, pssOf, rssOf, treeOf } from './process-tree.ts';

/** Half a minute after the start V8 sweeps up once what starting left behind (70 ms here): that is not idling yet. */
const SETTLE_MS = 60_000;
const WATCH_SECONDS = 60;
const ELECTRON = join(ROOT, 'node_modules/electron/dist/electron');

interface Idle {
  pssMB: number;
  processes: number;
  /** Share of one core over the watched time. */
  cpuPercent: number;
}

/** What the agent costs while nobody needs it, beside a bare Electron tray program in the same run. */
export async function measureIdle(): Promise<unknown> {
  const stage = await setStage({ name: 'bench-idle' });
  try {
    const icon = join(ROOT, 'out/icons/tray-online.png');
    const bare = startChild({
      name: 'bare tray',
      command: [
        ELECTRON,
        join(ROOT, 'test/bench/bare-tray'),
        '--no-sandbox',
        `--user-data-dir=${join(stage.folder, 'bare')}`,
      ],
      env: { ...stage.display.env, BARE_TRAY_ICON: icon },
    });
    await trayIcon(stage.pointer);
    const agent = startChild({
      name: 'agent',
      command: [
        ELECTRON,
        ROOT,
        '--no-sandbox',
        `--user-data-dir=${join(stage.folder, 'agent')}`,
        '--desk',
        stage.desk.url,
      ],
      env: { ...stage.display.env, DESKSIDE_ENROLL_TOKEN: await stage.desk.issueEnrollmentToken() },
    });
    await pause(SETTLE_MS);
    const before = [bare, agent].map((child) => cpuSecondsOf(child.process.pid ?? 0));
    await pause(WATCH_SECONDS * 1000);
    const [bareIdle, agentIdle] = [bare, agent].map((child, index): Idle => {
      const pid = child.process.pid ?? 0;
      return {
        pssMB: pssOf(pid),
        processes: treeOf(pid).length,
        cpuPercent: Math.round(((cpuSecondsOf(pid) - (before[index] ?? 0)) / WATCH_SECONDS) * 10_000) / 100,
      };
    });
    const deskRssMB = rssOf(stage.desk.pid);
    await agent.stop();
    await bare.stop();
    return {
      watchedSeconds: WATCH_SECONDS,
      agent: agentIdle,
      bareTray: bareIdle,
      pssRatio: ratio(agentIdle?.pssMB, bareIdle?.pssMB),
      desk: { rssMB: deskRssMB, agents: 1 },
    };
  } finally {
    await stage.close();
  }
}

function ratio(ours: number | undefined, theirs: number | undefined): number | null {
  return ours && theirs ? Math.round((ours / theirs) * 100) / 100 : null;
}
