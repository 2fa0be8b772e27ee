import { contextBridge, ipcRenderer } from 'electron';

/**
 * Gives the page one function to call and one to listen, for the names given here and no others. The page never sees
 * an event object nor anything else of Electron.
 */
export function exposeBridge(calls: readonly string[], pushes: readonly string[]): void {
  const callable = new Set(calls);
  const audible = new Set(pushes);
  contextBridge.exposeInMainWorld(
    'deskside',
    Object.freeze({
      call(name: unknown, ...values: unknown[]): Promise<unknown> {
        if (typeof name !== 'string' || !callable.has(name)) {
          return Promise.reject(new Error('There is no such call'));
        }
        return ipcRenderer.invoke(name, ...values);
      },
      on(name: unknown, listener: (value: unknown) => void): () => void {
        if (typeof name !== 'string' || !audible.has(name)) throw new Error('There is no such event');
        const hear = (_event: unknown, value: unknown) => listener(value);
        ipcRenderer.on(name, hear);
        return () => void ipcRenderer.removeListener(name, hear);
      },
    }),
  );
}
