import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { startDisplay, type Display } from '../../build/run/display.ts';
import { startAgent, type Agent, type AgentOptions } from './agent-process.ts';
import { startDesk, type DeskOptions, type DeskProcess } from './desk-process.ts';
import { pointerOn, type Pointer } from './pointer.ts';
import { runFolder } from './run-folder.ts';
import { openSharedScreen, type Scene, type SharedScreen } from './shared-screen.ts';
import { startBrowser } from './technician.ts';

export interface StageOptions {
  name: string;
  width?: number;
  height?: number;
  /** Where logs and data go instead of a temporary folder; it is kept then. */
  folder?: string;
}

/** One requester's display, one desk, one technician's browser: the whole product, ready to be used from outside. */
export interface Stage {
  readonly folder: string;
  readonly display: Display;
  readonly pointer: Pointer;
  readonly browser: Browser;
  readonly size: { width: number; height: number };
  readonly desk: DeskProcess;
  /** Starts the desk again on its old port and data, after `stop` or `kill`. */
  restartDesk(): Promise<DeskProcess>;
  /** An enrolled agent in the tray, connected. */
  agent(options?: Partial<AgentOptions> & { profile?: string }): Promise<Agent>;
  share(scene: Scene): Promise<SharedScreen>;
  close(): Promise<void>;
}

export async function setStage(
  options: StageOptions,
  deskOptions: Partial<DeskOptions> = {},
): Promise<Stage> {
  const size = { width: options.width ?? 1280, height: options.height ?? 800 };
  const temporary = options.folder ? null : runFolder(options.name);
  const folder = options.folder ?? temporary?.path ?? '';
  const closing: (() => Promise<unknown> | void)[] = [];
  const close = async () => {
    for (let end = closing.pop(); end; end = closing.pop()) await end();
    temporary?.remove();
  };
  try {
    const dataDir = join(folder, 'desk-data');
    mkdirSync(dataDir, { recursive: true });
    const display = await startDisplay(size);
    closing.push(() => display.stop());
    let desk = await startDesk({ dataDir, ...deskOptions });
    closing.push(() => desk.stop());
    const browser = await startBrowser();
    closing.push(() => browser.close());

    return {
      folder,
      display,
      pointer: pointerOn(display.env),
      browser,
      size,
      get desk() {
        return desk;
      },
      async restartDesk() {
        desk = await startDesk({ dataDir, ...deskOptions, port: Number(new URL(desk.url).port) });
        return desk;
      },
      async agent({ profile = 'agent', ...given } = {}) {
        const token = await desk.issueEnrollmentToken();
        const agent = await startAgent({
          env: display.env,
          userData: join(folder, profile),
          deskUrl: desk.url,
          token,
          ...given,
        });
        closing.push(() => agent.quit());
        await agent.told('link.online');
        return agent;
      },
      async share(scene) {
        const screen = await openSharedScreen(display.env, scene);
        closing.push(() => screen.close());
        return screen;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
