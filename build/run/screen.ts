import { startDisplay } from './display.ts';
import type { Scope } from './scope.ts';
import { hasScreen } from '../setup/setup.ts';
import { say } from '../setup/step.ts';

const SIZE = { width: 1280, height: 800 };

/** Where the agent shows itself. */
export interface Screen {
  readonly env: NodeJS.ProcessEnv;
  /** For the sentence "The agent is in …". */
  readonly tray: string;
}

/** The person's own screen, or a virtual one where there is none. */
export async function openScreen(scope: Scope): Promise<Screen> {
  if (hasScreen()) return { env: process.env, tray: 'the tray of this screen' };
  say('There is no screen here (DISPLAY is not set): the agent gets a virtual one.');
  const { display, env, stop } = await startDisplay(SIZE);
  scope.defer(stop);
  const look = `DISPLAY=${display} XAUTHORITY=${env['XAUTHORITY'] ?? ''}`;
  return { env, tray: `the tray of the virtual screen ${display} (programs reach it with ${look})` };
}
