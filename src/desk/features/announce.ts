import type { ToConsole, ToDevice } from '../../shared/contract/wire';
import type { Id } from '../../shared/model/ids';

type Broadcast = Exclude<keyof ToConsole, 'hello' | 'signal'>;
type WithoutSeq<T> = Omit<T, 'seq'>;

/** Says after a commit what has changed, to whoever is connected. Nobody waits for it and nothing depends on it. */
export interface Announcer {
  toConsoles<E extends Broadcast>(event: E, payload: WithoutSeq<ToConsole[E]>): void;
  toDevice<E extends keyof ToDevice>(deviceId: Id, event: E, payload: ToDevice[E]): void;
  /** To every device that is connected. */
  toDevices<E extends keyof ToDevice>(event: E, payload: ToDevice[E]): void;
  /** Ends the live connection of a device at once. */
  cutDevice(deviceId: Id): void;
  /** Ends every console socket of a session at once. */
  cutSession(sessionId: string): void;
}
