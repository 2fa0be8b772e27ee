import { ok } from '../../shared/base/result';
import type { Audit } from '../features/audit/audit';
import type { DeviceAssists } from '../features/assists/device-assists';
import type { TechnicianAssists } from '../features/assists/technician-assists';
import type { Devices } from '../features/devices/devices';
import type { Enrollment } from '../features/devices/enrollment';
import type { EnrollmentTokens } from '../features/devices/enrollment-tokens';
import type { Fleet } from '../features/devices/fleet';
import type { People } from '../features/people/people';
import type { OpenSession, Sessions } from '../features/people/sessions';
import type { Setup } from '../features/people/setup';
import type { Policies } from '../features/policy/policies';
import type { Attachments } from '../features/tickets/attachments';
import type { DeskTickets } from '../features/tickets/desk-tickets';
import type { RequesterTickets } from '../features/tickets/requester-tickets';
import type { AptRepository } from '../features/updates/apt/apt-repository';
import type { Updates } from '../features/updates/updates';
import type { Handlers } from './call';

/** Everything the desk can do, as its edges see it. */
export interface Features {
  audit: Audit;
  setup: Setup;
  sessions: Sessions;
  people: People;
  enrollment: Enrollment;
  enrollmentTokens: EnrollmentTokens;
  devices: Devices;
  fleet: Fleet;
  policies: Policies;
  requesterTickets: RequesterTickets;
  deskTickets: DeskTickets;
  attachments: Attachments;
  technicianAssists: TechnicianAssists;
  deviceAssists: DeviceAssists;
  updates: Updates;
  apt: AptRepository;
  organization: string;
  /** Where agents reach the desk, as its operator says. */
  serverUrl: string | null;
}

type PeopleRoutes =
  | 'setup'
  | 'logIn'
  | 'session'
  | 'logOut'
  | 'people'
  | 'addPerson'
  | 'enrollmentTokens'
  | 'addEnrollmentToken'
  | 'revokeEnrollmentToken'
  | 'audit';
type DeviceRoutes =
  | 'enroll'
  | 'challenge'
  | 'deviceToken'
  | 'ownUpdate'
  | 'createTicket'
  | 'ownTickets'
  | 'ownTicket'
  | 'ownReply'
  | 'confirmSolved'
  | 'attach';

export function handlersOf(features: Features): Handlers {
  return { ...peopleHandlers(features), ...deviceHandlers(features), ...deskHandlers(features) };
}

function peopleHandlers(features: Features): Pick<Handlers, PeopleRoutes> {
  const { setup, sessions, people, enrollmentTokens, audit, organization, serverUrl } = features;
  const shown = ({ person, expiresAt }: OpenSession) => ({ person, organization, expiresAt });
  return {
    async setup({ body, setSession }) {
      const done = await setup.run(body);
      if (!done.ok) return done;
      setSession(done.value.secret);
      return ok(shown(done.value.session));
    },
    async logIn({ body, source, setSession }) {
      const opened = await sessions.logIn(body.email, body.password, source);
      if (!opened.ok) return opened;
      setSession(opened.value.secret);
      return ok(shown(opened.value.session));
    },
    session: async ({ caller }) => ok(shown(caller)),
    async logOut({ caller, setSession }) {
      setSession(null);
      return sessions.close(caller);
    },
    people: () => people.list(),
    addPerson: ({ caller, body }) => people.add(caller.person, body),
    enrollmentTokens: () => enrollmentTokens.list(),
    addEnrollmentToken: async ({ caller, body }) => {
      const issued = await enrollmentTokens.issue(caller.person, body);
      return issued.ok ? ok({ ...issued.value, serverUrl }) : issued;
    },
    revokeEnrollmentToken: ({ caller, params }) => enrollmentTokens.revoke(caller.person, params.id),
    audit: ({ query }) => audit.page(query.before, query.limit),
  };
}

function deviceHandlers(features: Features): Pick<Handlers, DeviceRoutes> {
  const { enrollment, devices, requesterTickets, attachments, updates } = features;
  return {
    enroll: ({ body, source }) => enrollment.enroll(body, source),
    challenge: async ({ body }) => ok(devices.challenge(body)),
    deviceToken: ({ body, source }) => devices.accessToken(body, source),
    ownUpdate: ({ caller, query }) => updates.offer(caller, query),
    createTicket: ({ caller, body }) => requesterTickets.create(caller, body.request, body.report),
    ownTickets: ({ caller }) => requesterTickets.list(caller),
    ownTicket: ({ caller, params }) => requesterTickets.get(caller, params.id),
    ownReply: ({ caller, params, body }) => requesterTickets.reply(caller, params.id, body),
    confirmSolved: ({ caller, params, body }) => requesterTickets.confirmSolved(caller, params.id, body.id),
    attach: ({ caller, params, query, headers, body }) =>
      attachments.attach(caller, {
        ticketId: params.id,
        attachmentId: params.attachmentId,
        kind: query.kind,
        name: query.name,
        contentType: headers['content-type'],
        sha256: headers['x-content-sha256'],
        bytes: body,
      }),
  };
}

function deskHandlers(features: Features): Omit<Handlers, PeopleRoutes | DeviceRoutes> {
  const { deskTickets, attachments, fleet, policies, technicianAssists, updates } = features;
  return {
    tickets: ({ caller, query }) => deskTickets.queue(caller.person, query),
    ticket: ({ caller, params }) => deskTickets.get(caller.person, params.id),
    changeTicket: ({ caller, params, body }) => deskTickets.change(caller.person, params.id, body),
    addComment: ({ caller, params, body }) => deskTickets.comment(caller.person, params.id, body),
    report: ({ caller, params }) => deskTickets.report(caller.person, params.id),
    deviceReports: ({ params }) => deskTickets.deviceReports(params.id),
    attachment: ({ caller, params }) => attachments.open(caller.person, params.id),
    devices: ({ query }) => fleet.list(query),
    device: ({ params }) => fleet.get(params.id),
    approveDevices: ({ caller, body }) => fleet.approve(caller.person, body.ids),
    revokeDevice: ({ caller, params }) => fleet.revoke(caller.person, params.id),
    policy: () => policies.current(),
    changePolicy: ({ caller, body }) => policies.change(caller.person, body),
    updates: () => updates.overview(),
    changeRollout: ({ caller, body }) => updates.changeRollout(caller.person, body),
    askAssist: ({ caller, params, body }) => technicianAssists.ask(caller.person, params.id, body.id),
    assist: ({ params }) => technicianAssists.get(params.id),
    joinAssist: ({ caller, params, body }) => technicianAssists.join(caller.person, params.id, body.id),
    leaveAssist: ({ caller, params }) =>
      technicianAssists.leave(caller.person, params.id, params.participantId),
    endAssist: ({ caller, params }) => technicianAssists.end(caller.person, params.id),
  };
}
