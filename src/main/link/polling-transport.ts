import { Fetch as FetchPolling, NodeWebSocket, type SocketOptions } from 'engine.io-client';
import { describe, type Fetch } from './http';

/**
 * socket.io's own transports, with the polling one on our `fetch`: it passes what offices put in its way, because
 * that `fetch` is Chromium's. WebSocket is Node's and is tried only where nothing stands in between.
 */
export function transportsOver(fetch: Fetch, mayUpgrade: boolean): NonNullable<SocketOptions['transports']> {
  class PollingOverFetch extends FetchPolling {
    override doPoll(): void {
      void this.#exchange({ method: 'GET' }, (text) => this.onData(text));
    }

    override doWrite(data: string, callback: () => void): void {
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      void this.#exchange({ method: 'POST', body: data, headers }, () => callback());
    }

    async #exchange(init: RequestInit, done: (text: string) => void): Promise<void> {
      let text: string;
      try {
        const options: RequestInit = { credentials: 'omit', cache: 'no-store', redirect: 'error' };
        const response = await fetch(this.uri(), { ...options, ...init });
        text = await response.text();
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
      } catch (error) {
        this.onError('polling failed', new Error(describe(error)));
        return;
      }
      done(text);
    }
  }
  return mayUpgrade ? [PollingOverFetch, NodeWebSocket] : [PollingOverFetch];
}
