import { app, globalShortcut, powerMonitor } from 'electron';
import type { Logger } from '../../shared/base/logger';

export interface LifecycleListener {
  /** Started once more by the person: its command line. */
  secondLaunch(argv: readonly string[]): void;
  /** The computer goes to sleep, the session is locked. May be told more than once. */
  away(why: 'suspend' | 'lock-screen'): void;
  back(): void;
  /** Everything ends; called once. The program waits for it. */
  stopping(): Promise<void>;
}

/** False where another agent of this person runs already; that one is told and this one must end. */
export function isOnlyInstance(): boolean {
  return app.requestSingleInstanceLock();
}

export function watchLifecycle(listener: LifecycleListener): void {
  app.on('second-instance', (_event, argv) => listener.secondLaunch(argv));
  // Closing the last window leaves the agent in the tray.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('suspend', () => listener.away('suspend'));
  powerMonitor.on('lock-screen', () => listener.away('lock-screen'));
  powerMonitor.on('resume', () => listener.back());
  powerMonitor.on('unlock-screen', () => listener.back());
  powerMonitor.on('shutdown', () => app.quit());
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    globalShortcut.unregisterAll();
    void listener.stopping().finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

/** The keys that open Get help from anywhere. False where another program has them. */
export function registerHotkey(accelerator: string, run: () => void, log: Logger): boolean {
  try {
    if (globalShortcut.register(accelerator, run)) return true;
  } catch (error) {
    log.error('hotkey.invalid', { accelerator, reason: String(error) });
    return false;
  }
  log.warn('hotkey.taken', { accelerator });
  return false;
}
