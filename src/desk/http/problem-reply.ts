import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { FAULTS, type Fault } from '../../shared/base/fault';
import type { Problem } from '../../shared/contract/problem';
import { faultsEn } from '../../shared/words/faults.en';

export type FieldErrors = NonNullable<Problem['errors']>;

/** An expected failure on its way through Fastify's hooks, which know only exceptions. */
export class FaultError extends Error {
  readonly fault: Fault;
  readonly errors: FieldErrors | undefined;
  readonly statusCode: number;

  constructor(fault: Fault, errors?: FieldErrors) {
    super(fault.detail ?? fault.code);
    this.fault = fault;
    this.errors = errors;
    this.statusCode = FAULTS[fault.code].status;
  }
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Fault,
  errors?: FieldErrors,
): FastifyReply {
  // Faults of the agent's own side have no status; one that comes up here is a mistake of the desk.
  const status = FAULTS[fault.code].status || 500;
  const body: Problem = {
    type: `urn:deskside:fault:${fault.code}`,
    title: faultsEn[fault.code].says,
    status,
    code: fault.code,
    requestId: request.id,
  };
  if (errors && errors.length > 0) body.errors = errors;
  if (fault.detail !== undefined && status < 500) body.detail = fault.detail.slice(0, 500);
  if (fault.retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(fault.retryAfter)));
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Which fields were wrong and how; never the value itself. */
export function fieldErrors(part: string, error: z.ZodError): FieldErrors {
  return error.issues.slice(0, 20).map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.').slice(0, 200),
    message: issue.message.slice(0, 300),
  }));
}
