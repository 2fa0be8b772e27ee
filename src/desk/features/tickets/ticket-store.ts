import type { DeviceRef } from '../../../shared/model/device';
import type { Id } from '../../../shared/model/ids';
import type { PersonRef } from '../../../shared/model/person';
import type {
  Affected,
  Attachment,
  CanWork,
  Comment,
  FindingCounts,
  Level,
  Priority,
  ReportRef,
  TicketEvent,
  TicketStatus,
} from '../../../shared/model/ticket';

/** A ticket as it is kept; whether its device is online is not, that is known only live. */
export interface StoredTicket {
  id: Id;
  number: string;
  subject: string;
  description: string;
  canWork: CanWork;
  affected: Affected;
  status: TicketStatus;
  impact: Level;
  urgency: Level;
  priority: Priority;
  requester: PersonRef;
  device: Omit<DeviceRef, 'online'>;
  assignee: PersonRef | null;
  assistId: Id | null;
  findings: FindingCounts | null;
  createdAt: string;
  updatedAt: string;
  /** Last change that its requester may know of. */
  requesterUpdatedAt: string;
  version: number;
  /** SHA-256 of what was filed, to tell a repetition from another ticket with the same id. */
  contentHash: string;
}

export interface NewTicket extends Pick<
  StoredTicket,
  | 'id'
  | 'subject'
  | 'description'
  | 'canWork'
  | 'affected'
  | 'impact'
  | 'urgency'
  | 'priority'
  | 'findings'
  | 'createdAt'
  | 'contentHash'
> {
  requesterId: Id;
  deviceId: Id;
}

export interface TicketChanges {
  status?: TicketStatus;
  assigneeId?: Id | null;
  impact?: Level;
  urgency?: Level;
  priority?: Priority;
}

export const VIEWS = ['open', 'mine', 'unassigned', 'resolved', 'all'] as const;
export type View = (typeof VIEWS)[number];

export interface QueueQuery {
  view: View;
  technicianId: Id;
  search?: string | undefined;
  after?: QueuePosition | undefined;
  limit: number;
}

/** Where a page of the queue ended. */
export interface QueuePosition {
  priority: number;
  createdAt: string;
  id: Id;
}

/** Where a report stands, without its contents. */
export interface DeviceReport {
  ticketId: Id;
  number: string;
  subject: string;
  collectedAt: string;
}

export type StoredAttachment = Attachment & { ticketId: Id };

export interface TicketStore {
  /** Gives the ticket the next number, in status `new` and version 1. */
  insert(ticket: NewTicket): Promise<void>;
  byId(id: Id): Promise<StoredTicket | null>;
  byNumber(number: string): Promise<StoredTicket | null>;
  /** Newest first. */
  ofDevice(deviceId: Id, limit: number): Promise<StoredTicket[]>;
  /** Most urgent first, then oldest first. */
  queue(query: QueueQuery): Promise<StoredTicket[]>;
  counts(technicianId: Id, search: string | undefined): Promise<Record<View, number>>;
  /** Raises the version by one. `forRequester`: the requester can see the difference. */
  change(id: Id, changes: TicketChanges, at: string, forRequester: boolean): Promise<void>;

  addComment(ticketId: Id, comment: Comment): Promise<void>;
  comment(id: Id): Promise<(Comment & { ticketId: Id }) | null>;
  comments(ticketId: Id): Promise<Comment[]>;

  addEvent(ticketId: Id, event: TicketEvent): Promise<void>;
  hasEvent(ticketId: Id, id: Id): Promise<boolean>;
  events(ticketId: Id): Promise<TicketEvent[]>;

  addReport(ticketId: Id, ref: ReportRef, json: string): Promise<void>;
  reportRef(ticketId: Id): Promise<ReportRef | null>;
  /** As it was sent, maybe by an agent of long ago: in a form that is no longer spoken. */
  reportJson(ticketId: Id): Promise<string | null>;
  /** The one filed last first. */
  deviceReports(deviceId: Id, limit: number): Promise<DeviceReport[]>;

  addAttachment(attachment: StoredAttachment): Promise<void>;
  attachment(id: Id): Promise<StoredAttachment | null>;
  attachments(ticketId: Id): Promise<Attachment[]>;
}
