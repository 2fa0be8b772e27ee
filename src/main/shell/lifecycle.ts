import { app, globalShortcut, powerMonitor } from 'electron';

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

/**
 * Links that macOS hands over, which it may do before anything here is ready: what comes early is kept for who listens
 * later. Elsewhere they come on the command line.
 */
export function hearLinks(): (listener: (link: string) => void) => void {
  let kept: string | null = null;
  let tell = (link: string) => {
    kept = link;
  };
  app.on('open-url', (event, link) => {
    event.preventDefault();
    tell(link);
  });
  return (listener) => {
    tell = listener;
    if (kept !== null) listener(kept);
  };
}
