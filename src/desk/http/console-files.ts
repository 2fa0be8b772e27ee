import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fault } from '../../shared/base/fault';
import { sendProblem } from './problem-reply';

/** Serves the console's files; any path of its own that is no file is answered with its one page. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<boolean> {
  const present = existsSync(join(folder, 'index.html'));
  if (present) {
    await app.register(fastifyStatic, {
      root: folder,
      index: 'index.html',
      dotfiles: 'deny',
      cacheControl: false,
      setHeaders(reply, path) {
        // Built files carry their hash in their name; the page that names them must not be kept.
        const lasting = /[/\\]assets[/\\]/.test(path);
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) =>
    present && isPage(request) ? sendPage(reply) : sendProblem(request, reply, fault('not-found')),
  );
  return present;
}

function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  const readable = request.method === 'GET' || request.method === 'HEAD';
  return readable && !path.includes('.') && !/^\/+api(\/|$)/i.test(path);
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
}
