import type { AssistBridge, HelpBridge } from '../../shared/contract/ipc';

declare global {
  interface Window {
    /** What the preload of this window's kind exposes; the page knows which kind it is. */
    readonly deskside?: unknown;
  }
}

export function helpBridge(): HelpBridge {
  return bridge() as HelpBridge;
}

export function assistBridge(): AssistBridge {
  return bridge() as AssistBridge;
}

function bridge(): unknown {
  if (!window.deskside) throw new Error('This page runs only inside the Deskside agent.');
  return window.deskside;
}
