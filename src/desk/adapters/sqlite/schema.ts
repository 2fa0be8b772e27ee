import type { AuditAction, AuditEntry } from '../../../shared/model/audit';
import type { Generated } from 'kysely';
import type { Admission } from '../../../shared/contract/api-people';
import type { AssistState, EndReason } from '../../../shared/model/assist';
import type { DeviceFacts, Device } from '../../../shared/model/device';
import type { Role } from '../../../shared/model/person';
import type { Channel, Rollout } from '../../../shared/model/update';
import type {
  Affected,
  Attachment,
  Author,
  CanWork,
  Level,
  Priority,
  TicketEvent,
  TicketStatus,
  Visibility,
} from '../../../shared/model/ticket';
import type { CameBy } from '../../features/devices/device-store';

/** The tables as `migrations` makes them. Times are ISO 8601 text, yes and no are 1 and 0, lists are JSON. */
export interface Schema {
  releases: {
    channel: Channel;
    version: string;
    folder: string;
    signed: string;
    files: string;
    published_at: string;
    withdrawn_at: string | null;
    ring: Rollout['ring'];
    paused: number;
    minimum_version: string | null;
  };
  counters: { name: string; value: number };
  enrollment_tokens: {
    id: string;
    secret_hash: string;
    label: string;
    uses_left: number;
    expires_at: string;
    created_at: string;
    revoked: number;
    site: string | null;
    tags: string;
    approve: Admission['approve'];
    networks: string;
    others_on_computer: number;
  };
  devices: {
    id: string;
    public_key: string;
    enrolled_with: string;
    name: string;
    platform: DeviceFacts['platform'];
    os_name: string;
    agent_version: string;
    key_protection: DeviceFacts['keyProtection'];
    status: Device['status'];
    enrolled_at: string;
    last_seen_at: string | null;
    came_by: CameBy;
    source: string;
    site: string;
    tags: string;
    os_user: string;
    machine_tag: string | null;
    machine: string | null;
    copy_of: string | null;
    inventory: string | null;
  };
  policy: {
    one: 1;
    revision: number;
    settings: string;
    changed_at: string;
    changed_by: string;
  };
  people: {
    id: string;
    name: string;
    email: string | null;
    email_key: string | null;
    title: string;
    role: Role;
    password_hash: string | null;
    device_id: string | null;
    created_at: string;
  };
  sessions: {
    id: string;
    person_id: string;
    created_at: string;
    last_seen_at: string;
    expires_at: string;
  };
  tickets: {
    id: string;
    number: number;
    subject: string;
    description: string;
    can_work: CanWork;
    affected: Affected;
    status: TicketStatus;
    impact: Level;
    urgency: Level;
    priority: Priority;
    requester_id: string;
    device_id: string;
    assignee_id: string | null;
    created_at: string;
    updated_at: string;
    requester_updated_at: string;
    version: number;
    content_hash: string;
    findings_critical: number | null;
    findings_warning: number | null;
  };
  comments: {
    seq: Generated<number>;
    id: string;
    ticket_id: string;
    author_kind: Author['kind'];
    author_id: string | null;
    author_name: string;
    visibility: Visibility;
    text: string;
    created_at: string;
  };
  ticket_events: {
    seq: Generated<number>;
    id: string;
    ticket_id: string;
    at: string;
    actor_kind: Author['kind'];
    actor_id: string | null;
    actor_name: string;
    field: TicketEvent['field'];
    was: string | null;
    became: string | null;
  };
  reports: {
    ticket_id: string;
    collected_at: string;
    bytes: number;
    sha256: string;
    removed: string;
    failed: string;
    json: string;
  };
  attachments: {
    id: string;
    ticket_id: string;
    kind: Attachment['kind'];
    name: string;
    media_type: string;
    size: number;
    sha256: string;
    created_at: string;
  };
  assists: {
    id: string;
    ticket_id: string;
    device_id: string;
    state: AssistState;
    grants: string;
    requested_by: string;
    requested_at: string;
    answer_by: string;
    started_at: string | null;
    ended_at: string | null;
    end_reason: EndReason | null;
  };
  participants: {
    id: string;
    assist_id: string;
    technician_id: string;
    name: string;
    title: string;
    role: Role;
    joined_at: string;
    left_at: string | null;
  };
  audit: {
    seq: number;
    at: string;
    actor_kind: AuditEntry['actor']['kind'];
    actor_id: string | null;
    actor_name: string;
    action: AuditAction;
    subject: string | null;
    details: string;
    hash: string;
  };
}
