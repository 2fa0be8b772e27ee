import { z } from 'zod';
import { auditEntry } from '../model/audit';
import { base64url, id, timestamp } from '../model/ids';
import { newPassword, person } from '../model/person';
import { line, requiredLine } from '../model/text';
import { tagList } from '../policy/values';
import { route } from './route';

const session = z.strictObject({ person, organization: z.string().max(120), expiresAt: timestamp });
const password = z.string().min(1).max(256);
const byId = z.strictObject({ id });

/** Whom a token admits, and as what. */
export const admission = z.strictObject({
  /** The site of the devices it admits, whatever they say of themselves; null: what they say. */
  site: line(120).nullable(),
  /** Given to the devices it admits, besides their own. */
  tags: tagList,
  /** Who is admitted at once: everyone, nobody (each waits for approval), or who comes from one of `networks`. */
  approve: z.enum(['all', 'none', 'networks']),
  /** Address ranges such as `10.0.0.0/8`. */
  networks: z.array(z.string().max(50)).max(50),
  /** Also admits, without the token, further people of a computer that it admitted. */
  othersOnComputer: z.boolean(),
});
export type Admission = z.infer<typeof admission>;

/** Console people, sessions, enrolment tokens and the audit trail. */
export const peopleApi = {
  setup: route({
    method: 'POST',
    path: '/api/setup',
    summary: 'Make the first administrator with the one-time token from the server console. Gone afterwards.',
    access: 'anyone',
    status: 201,
    body: z.strictObject({
      token: base64url,
      name: requiredLine(120),
      email: z.email().max(254),
      password: newPassword,
    }),
    reply: session,
  }),
  logIn: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Open a session; sets the session cookie.',
    access: 'anyone',
    status: 201,
    body: z.strictObject({ email: z.string().min(1).max(254), password }),
    reply: session,
  }),
  session: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is logged in.',
    access: 'requester',
    status: 200,
    reply: session,
  }),
  logOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Close the session; its sockets close too.',
    access: 'requester',
    status: 204,
  }),
  people: route({
    method: 'GET',
    path: '/api/people',
    summary: 'Technicians and administrators.',
    access: 'technician',
    status: 200,
    reply: z.array(person),
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person who may log in.',
    access: 'administrator',
    status: 201,
    body: z.strictObject({
      id,
      name: requiredLine(120),
      email: z.email().max(254),
      title: z.string().max(120),
      role: z.enum(['requester', 'technician', 'administrator']),
      password: newPassword,
    }),
    reply: person,
  }),
  enrollmentTokens: route({
    method: 'GET',
    path: '/api/enrollment-tokens',
    summary: 'Enrolment tokens, without their secrets.',
    access: 'administrator',
    status: 200,
    reply: z.array(
      z.strictObject({
        id,
        label: z.string().max(120),
        usesLeft: z.int(),
        expiresAt: timestamp,
        createdAt: timestamp,
        revoked: z.boolean(),
        ...admission.shape,
      }),
    ),
  }),
  addEnrollmentToken: route({
    method: 'POST',
    path: '/api/enrollment-tokens',
    summary: 'Issue an enrolment token; its secret is shown this once.',
    access: 'administrator',
    status: 201,
    body: z.strictObject({
      id,
      label: requiredLine(120),
      uses: z.int().min(1).max(100_000),
      hours: z
        .int()
        .min(1)
        .max(24 * 365),
      ...admission.shape,
    }),
    reply: z.strictObject({
      id,
      token: base64url,
      expiresAt: timestamp,
      /** Where agents reach the desk, as its operator says; null where nobody has said. */
      serverUrl: z.url().max(300).nullable(),
    }),
  }),
  revokeEnrollmentToken: route({
    method: 'DELETE',
    path: '/api/enrollment-tokens/:id',
    summary: 'Revoke an enrolment token.',
    access: 'administrator',
    status: 204,
    params: byId,
  }),
  audit: route({
    method: 'GET',
    path: '/api/audit',
    summary: 'The audit trail, newest first.',
    access: 'administrator',
    status: 200,
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    reply: z.array(auditEntry),
  }),
};
