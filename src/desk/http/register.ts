import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { fault } from '../../shared/base/fault';
import { fail, ok, type Result } from '../../shared/base/result';
import { api, type RouteName } from '../../shared/contract/api';
import { deviceApi } from '../../shared/contract/api-device';
import type { Route } from '../../shared/contract/route';
import { ATTACHMENT_LIMIT } from '../../shared/model/ticket';
import { personMay, type Access } from '../../shared/rules/access';
import type { StoredDevice } from '../features/devices/device-store';
import type { OpenSession } from '../features/people/sessions';
import type { Download, Handlers } from './call';
import { contentDisposition } from './content-disposition';
import { limitOf } from './limits';
import { checkOrigin } from './origin';
import { FaultError, fieldErrors } from './problem-reply';
import { DOWNLOAD_POLICY } from './security-headers';
import { cookieName, cookieOptions } from './session-cookie';

export interface Gatekeepers {
  publicUrl: () => string;
  deviceBy(accessToken: string): Promise<Result<StoredDevice>>;
  sessionBy(secret: string): Promise<Result<OpenSession>>;
  /** Whether a route is there at all just now. */
  exists(name: RouteName): boolean;
  /** Checks our own answers against the contract too. */
  validateReplies: boolean;
  refused(request: FastifyRequest, session: OpenSession): Promise<void>;
}

type Caller = StoredDevice | OpenSession | null;
type AnyHandler = (call: Record<string, unknown>) => Promise<Result<unknown>>;

/**
 * Registers every route of the contract. None can exist without its access rule and schemas, since both come from
 * the same definition as its path.
 */
export function registerRoutes(app: FastifyInstance, handlers: Handlers, gate: Gatekeepers): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  void app.register(async (json) => {
    for (const name of routeNames()) if (!takesBytes(name)) add(json, name);
  });
  // A body of bytes is handed on as it comes in; it is never held in memory.
  void app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const name of routeNames()) if (takesBytes(name)) add(raw, name);
  });

  function add(scope: FastifyInstance, name: RouteName): void {
    const route: Route = api[name];
    const handler = handlers[name] as unknown as AnyHandler;
    scope.route({
      method: route.method,
      url: route.path,
      config: { rateLimit: limitOf(name) },
      ...(takesBytes(name) ? { bodyLimit: ATTACHMENT_LIMIT } : {}),
      // Before the body is read: who may not call is not listened to.
      async onRequest(request) {
        if (!gate.exists(name)) throw new FaultError(fault('not-found'));
        const caller = await identify(gate, name, request);
        if (!caller.ok) throw new FaultError(caller.fault);
        callers.set(request, caller.value);
      },
      async handler(request, reply) {
        const input = parse(route, request);
        const answer = await handler({
          ...input,
          caller: callers.get(request) ?? null,
          source: request.ip,
          setSession: (secret: string | null) => setSession(reply, gate.publicUrl(), secret),
        });
        if (!answer.ok) throw new FaultError(answer.fault);
        return send(route, reply, answer.value, gate.validateReplies);
      },
    });
  }
}

function routeNames(): RouteName[] {
  return Object.keys(api) as RouteName[];
}

function takesBytes(name: RouteName): boolean {
  const route: Route = api[name];
  return route.body === 'bytes';
}

/** Answers the caller the route asks for, or why there is none. Whatever is not listed is refused. */
async function identify(
  gate: Gatekeepers,
  name: RouteName,
  request: FastifyRequest,
): Promise<Result<Caller>> {
  const { access }: Route = api[name];
  if (!Object.hasOwn(deviceApi, name)) {
    const origin = checkOrigin(request.method, request.headers, gate.publicUrl());
    if (!origin.ok) return origin;
  }
  switch (access) {
    case 'anyone':
      return ok(null);
    case 'device': {
      const token = /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
      return token === undefined ? fail('unauthenticated') : gate.deviceBy(token);
    }
    case 'requester':
    case 'technician':
    case 'administrator':
      return identifyPerson(gate, access, request);
  }
}

async function identifyPerson(
  gate: Gatekeepers,
  access: Access,
  request: FastifyRequest,
): Promise<Result<Caller>> {
  const secret = request.cookies[cookieName(gate.publicUrl())];
  if (secret === undefined) return fail('unauthenticated');
  const session = await gate.sessionBy(secret);
  if (!session.ok || personMay(session.value.person.role, access)) return session;
  await gate.refused(request, session.value);
  return fail('forbidden');
}

function parse(route: Route, request: FastifyRequest): Record<string, unknown> {
  const body = route.body;
  if (body === undefined && request.body !== undefined && request.body !== null) {
    throw new FaultError(fault('invalid-input', 'this route takes no body'));
  }
  return {
    params: part('params', route.params, request.params),
    query: part('query', route.query, request.query),
    headers: part('headers', route.headers, request.headers),
    body: body === 'bytes' ? (request.body as Readable) : part('body', body, request.body),
  };
}

function part(name: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) {
    const surplus = name === 'query' && Object.keys(value as object).length > 0;
    if (surplus) throw new FaultError(fault('invalid-input', 'this route takes no query'));
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FaultError(fault('invalid-input'), fieldErrors(name, parsed.error));
  return parsed.data;
}

function setSession(reply: FastifyReply, publicUrl: string, secret: string | null): void {
  const name = cookieName(publicUrl);
  if (secret === null) {
    void reply.clearCookie(name, cookieOptions(publicUrl));
    void reply.header('clear-site-data', '"storage"');
  } else {
    void reply.setCookie(name, secret, cookieOptions(publicUrl));
  }
}

function send(route: Route, reply: FastifyReply, value: unknown, validate: boolean): FastifyReply {
  void reply.code(route.status);
  if (route.reply === 'bytes') return sendDownload(reply, value as Download);
  if (route.reply === undefined) return reply.send();
  if (validate) {
    const checked = route.reply.safeParse(value);
    if (!checked.success)
      throw new Error(`${route.method} ${route.path} answers wrongly: ${checked.error.message}`);
  }
  return reply.type('application/json').send(JSON.stringify(value));
}

function sendDownload(reply: FastifyReply, { name, mediaType, size, bytes }: Download): FastifyReply {
  return reply
    .header('content-security-policy', DOWNLOAD_POLICY)
    .header('content-disposition', contentDisposition(name))
    .header('content-length', size)
    .header('cache-control', 'no-store')
    .type(mediaType)
    .send(bytes);
}
