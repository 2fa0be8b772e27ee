import type { Assist, AssistState, EndReason, Participant } from '../../../shared/model/assist';
import type { Id } from '../../../shared/model/ids';

export interface StoredParticipant extends Participant {
  assistId: Id;
  leftAt: string | null;
}

export interface AssistStore {
  insert(assist: Assist): Promise<void>;
  /** With those participants who are in it now. */
  byId(id: Id): Promise<Assist | null>;
  /** The one that is not ended; there is at most one for a device. */
  openOf(deviceId: Id): Promise<Assist | null>;
  open(): Promise<Assist[]>;
  setState(id: Id, state: AssistState, startedAt: string | null): Promise<void>;
  end(id: Id, reason: EndReason, at: string): Promise<void>;

  addParticipant(participant: StoredParticipant): Promise<void>;
  participant(id: Id): Promise<StoredParticipant | null>;
  /** Everybody who ever took part. */
  participants(assistId: Id): Promise<StoredParticipant[]>;
  leave(participantId: Id, at: string): Promise<void>;
}
