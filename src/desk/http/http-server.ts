import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { fault, type FaultCode } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { newId } from '../../shared/model/ids';
import { personActor } from '../features/audit/actors';
import { serveApt } from './apt-files';
import { serveConsole } from './console-files';
import { handlersOf, type Features } from './handlers';
import { openApi } from './open-api';
import { FaultError, sendProblem } from './problem-reply';
import { registerRoutes } from './register';
import { addSecurityHeaders } from './security-headers';
import { FileSender } from './send-file';
import { serveUpdateFiles } from './update-files';

const JSON_LIMIT = 1024 * 1024;
const HEADER_LIMIT = 40 * 1024;

export interface HttpOptions {
  features: Features;
  log: Logger;
  version: string;
  publicUrl: () => string;
  consoleDir: string;
  validateReplies: boolean;
  /** Files of releases that are sent at one time. */
  maxDownloads: number;
  /** Whether the address is a proxy of ours, whose word counts for where a request came from. */
  trustsProxy(address: string): boolean;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
}

/** The desk's HTTP side: the contract's routes, health, OpenAPI and the console's files. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { features, log } = options;
  const app = Fastify({
    bodyLimit: JSON_LIMIT,
    genReqId: () => newId(),
    // A full attachment over a slow line takes minutes.
    requestTimeout: 600_000,
    // What it would log itself may carry tokens in addresses; failures are logged below.
    logger: false,
    // An address that is none; by itself Fastify would say it back.
    frameworkErrors(_error, request, reply) {
      sendProblem(request, reply, fault('invalid-input'));
    },
    routerOptions: { maxParamLength: 200 },
    // An updater names up to a thousand pieces of a file in one header.
    http: { maxHeaderSize: HEADER_LIMIT },
    forceCloseConnections: 'idle',
    trustProxy: (address) => options.trustsProxy(address),
  });
  app.setErrorHandler(async (error: FastifyError | FaultError, request, reply) => {
    if (error instanceof FaultError) return sendProblem(request, reply, error.fault, error.errors);
    const code = codeOf(error);
    if (code === 'internal') {
      log.error('http.failed', { requestId: request.id, route: request.routeOptions.url, error });
    }
    return sendProblem(request, reply, fault(code));
  });
  // Fastify takes plain text by itself; nothing here speaks it.
  app.removeContentTypeParser('text/plain');
  addSecurityHeaders(app, () => options.publicUrl().startsWith('https:'));
  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      new FaultError({ code: 'rate-limited', retryAfter: Math.ceil(ttl / 1000) }),
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) =>
    (await options.ready()) ? { status: 'ok' } : sendProblem(request, reply, fault('unavailable')),
  );
  const description = JSON.stringify(openApi(options.version));
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(description));
  registerRoutes(app, handlersOf(features), {
    publicUrl: options.publicUrl,
    deviceBy: (token) => features.devices.byAccessToken(token),
    sessionBy: (secret) => features.sessions.find(secret),
    exists: (name) => name !== 'setup' || features.setup.open,
    validateReplies: options.validateReplies,
    async refused(request, session) {
      const actor = personActor(session.person);
      const route = `${request.method} ${request.routeOptions.url}`;
      await features.audit.record(actor, 'access.refused', null, { route });
    },
  });
  const sender = new FileSender(options.maxDownloads);
  serveUpdateFiles(app, features.updates, sender);
  serveApt(app, features.apt, features.updates, sender);
  const served = await serveConsole(app, options.consoleDir);
  if (!served) log.warn('console.missing', { consoleDir: options.consoleDir });
  return app;
}

const BY_STATUS: Partial<Record<number, FaultCode>> = {
  404: 'not-found',
  408: 'unavailable',
  413: 'too-large',
  415: 'media-type-refused',
  429: 'rate-limited',
};

/** What Fastify itself refuses is the caller's mistake; all else that is thrown is ours. */
function codeOf(error: FastifyError): FaultCode {
  const status = error.statusCode ?? 500;
  const known = BY_STATUS[status];
  if (known) return known;
  return status >= 400 && status < 500 ? 'invalid-input' : 'internal';
}
