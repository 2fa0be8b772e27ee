import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { assistCalls, helpCalls, type CallMap, type Handlers } from '../../shared/contract/ipc';
import { fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { pageUrl, type WindowKind } from './window-kind';

const CALLS = { help: helpCalls, assist: assistCalls } as const satisfies Record<WindowKind, CallMap>;
type CallsOf<W extends WindowKind> = (typeof CALLS)[W];

/** The part of a page the gate looks at. */
export type Sender = Pick<WebContents, 'id' | 'mainFrame'>;

/**
 * The only way from a page into the main process. A call passes if it comes from the top frame of the one window of
 * its kind, showing that kind's page, and if its argument fits the contract; everything else is logged and refused.
 */
export class IpcGate {
  readonly #ipc: Pick<IpcMain, 'handle'>;
  readonly #log: Logger;
  /** The live page of a window kind, if there is one. */
  readonly #pageOf: (kind: WindowKind) => Sender | null;

  constructor(ipc: Pick<IpcMain, 'handle'>, pageOf: (kind: WindowKind) => Sender | null, log: Logger) {
    this.#ipc = ipc;
    this.#pageOf = pageOf;
    this.#log = log;
  }

  /** Every call of a window kind gets its handler here; one left out does not compile. */
  registerAll<W extends WindowKind>(kind: W, handlers: Handlers<CallsOf<W>>): void {
    for (const [name, handler] of Object.entries(handlers)) {
      this.#register(kind, name, handler as (args: unknown) => unknown);
    }
  }

  #register(kind: WindowKind, name: string, handler: (args: unknown) => unknown): void {
    const calls: CallMap = CALLS[kind];
    const call = calls[name];
    if (!call || !Object.hasOwn(calls, name)) throw new Error(`${name} is not a call of ${kind} pages`);
    this.#ipc.handle(name, async (event, ...values: unknown[]) => {
      if (!this.#isFrom(kind, event)) return this.#refuse(name, 'not from its own window');
      const parsed = values.length <= 1 ? call.args.safeParse(values[0]) : null;
      if (!parsed?.success) return this.#refuse(name, 'arguments do not fit the contract');
      try {
        return await handler(parsed.data);
      } catch (error) {
        this.#log.error('ipc.handler-failed', { name, reason: String(error) });
        const failure = call.reply.safeParse({ ok: false, fault: fault('internal') });
        if (failure.success) return failure.data;
        throw new Error('internal', { cause: error });
      }
    });
  }

  #isFrom(kind: WindowKind, event: IpcMainInvokeEvent): boolean {
    const page = this.#pageOf(kind);
    const frame = event.senderFrame;
    if (!page || !frame || event.sender.id !== page.id) return false;
    return frame === page.mainFrame && frame.url.split(/[?#]/)[0] === pageUrl(kind);
  }

  #refuse(name: string, why: string): never {
    this.#log.warn('ipc.refused', { name, why });
    throw new Error('refused');
  }
}
