import type { Kysely, Selectable } from 'kysely';
import type { Assist, AssistState, EndReason } from '../../../shared/model/assist';
import type { Id } from '../../../shared/model/ids';
import type { AssistStore, StoredParticipant } from '../../features/assists/assist-store';
import type { Schema } from './schema';
import { ticketNumberOf } from './ticket-number';

export class SqliteAssistStore implements AssistStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(assist: Assist): Promise<void> {
    await this.#db
      .insertInto('assists')
      .values({
        id: assist.id,
        ticket_id: assist.ticketId,
        device_id: assist.deviceId,
        state: assist.state,
        grants: JSON.stringify(assist.grants),
        requested_by: assist.requestedBy.id,
        requested_at: assist.requestedAt,
        answer_by: assist.answerBy,
        started_at: assist.startedAt,
        ended_at: assist.endedAt,
        end_reason: assist.endReason,
      })
      .execute();
  }

  async byId(id: Id): Promise<Assist | null> {
    const row = await this.#rows().where('assists.id', '=', id).executeTakeFirst();
    return row ? this.#assistOf(row) : null;
  }

  async openOf(deviceId: Id): Promise<Assist | null> {
    const row = await this.#rows()
      .where('assists.device_id', '=', deviceId)
      .where('assists.state', '<>', 'ended')
      .executeTakeFirst();
    return row ? this.#assistOf(row) : null;
  }

  async open(): Promise<Assist[]> {
    const rows = await this.#rows().where('assists.state', '<>', 'ended').execute();
    const assists: Assist[] = [];
    for (const row of rows) assists.push(await this.#assistOf(row));
    return assists;
  }

  async setState(id: Id, state: AssistState, startedAt: string | null): Promise<void> {
    await this.#db
      .updateTable('assists')
      .set({ state, started_at: startedAt })
      .where('id', '=', id)
      .execute();
  }

  async end(id: Id, reason: EndReason, at: string): Promise<void> {
    await this.#db
      .updateTable('assists')
      .set({ state: 'ended', end_reason: reason, ended_at: at })
      .where('id', '=', id)
      .execute();
  }

  async addParticipant(participant: StoredParticipant): Promise<void> {
    const { technician } = participant;
    await this.#db
      .insertInto('participants')
      .values({
        id: participant.id,
        assist_id: participant.assistId,
        technician_id: technician.id,
        name: technician.name,
        title: technician.title,
        role: technician.role,
        joined_at: participant.joinedAt,
        left_at: participant.leftAt,
      })
      .execute();
  }

  async participant(id: Id): Promise<StoredParticipant | null> {
    const query = this.#db.selectFrom('participants').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row ? participantOf(row) : null;
  }

  async participants(assistId: Id): Promise<StoredParticipant[]> {
    const rows = await this.#db
      .selectFrom('participants')
      .selectAll()
      .where('assist_id', '=', assistId)
      .orderBy('joined_at')
      .orderBy('id')
      .execute();
    return rows.map(participantOf);
  }

  async leave(participantId: Id, at: string): Promise<void> {
    await this.#db
      .updateTable('participants')
      .set({ left_at: at })
      .where('id', '=', participantId)
      .where('left_at', 'is', null)
      .execute();
  }

  #rows() {
    return this.#db
      .selectFrom('assists')
      .innerJoin('tickets', 'tickets.id', 'assists.ticket_id')
      .innerJoin('people', 'people.id', 'assists.requested_by')
      .selectAll('assists')
      .select(['tickets.number as ticket_number', 'people.name as requested_by_name']);
  }

  async #assistOf(
    row: Selectable<Schema['assists']> & { ticket_number: number; requested_by_name: string },
  ): Promise<Assist> {
    const participants = await this.participants(row.id);
    return {
      id: row.id,
      ticketId: row.ticket_id,
      ticketNumber: ticketNumberOf(row.ticket_number),
      deviceId: row.device_id,
      state: row.state,
      grants: JSON.parse(row.grants) as Assist['grants'],
      requestedBy: { id: row.requested_by, name: row.requested_by_name },
      requestedAt: row.requested_at,
      answerBy: row.answer_by,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      endReason: row.end_reason,
      participants: participants
        .filter(({ leftAt }) => leftAt === null)
        .map(({ id, technician, joinedAt }) => ({ id, technician, joinedAt })),
    };
  }
}

function participantOf(row: Selectable<Schema['participants']>): StoredParticipant {
  return {
    id: row.id,
    technician: { id: row.technician_id, name: row.name, title: row.title, role: row.role },
    joinedAt: row.joined_at,
    assistId: row.assist_id,
    leftAt: row.left_at,
  };
}
