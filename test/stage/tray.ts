import type { Pointer } from './pointer.ts';
import { until } from '../../build/run/until.ts';

/** An icon that was drawn makes the panel wide enough to hold it; an empty one leaves a single pixel. */
const SMALLEST_ICON_PX = 10;

/** The agent's real icon in the panel at the foot of the display. */
export async function trayIcon(pointer: Pointer): Promise<{ x: number; y: number }> {
  const panel = await until('the tray icon', async () => {
    const found = pointer.window('class', 'trayer');
    return found && found.width > SMALLEST_ICON_PX ? found : undefined;
  });
  return { x: panel.x + panel.width / 2, y: panel.y + panel.height / 2 };
}

/** Left click: as a person asks for help. */
export async function clickTray(pointer: Pointer): Promise<void> {
  const icon = await trayIcon(pointer);
  pointer.click(icon.x, icon.y);
}

/** Right click, then the `position`-th entry of the menu (from 1) by keyboard. */
export async function chooseFromTrayMenu(pointer: Pointer, position: number): Promise<void> {
  const icon = await trayIcon(pointer);
  pointer.click(icon.x, icon.y, 3);
  for (let step = 0; step < position; step++) pointer.key('Down');
  pointer.key('Return');
}
