import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inPool, type AptRepository } from '../features/updates/apt/apt-repository';
import type { Updates } from '../features/updates/updates';
import { sendProblem } from './problem-reply';
import { DOWNLOAD_POLICY } from './security-headers';
import type { FileSender } from './send-file';

interface Address {
  Params: { '*': string };
}

/** The package repository: the index as it was made as a whole, the packages as the release brought them. */
export function serveApt(
  app: FastifyInstance,
  apt: AptRepository,
  updates: Updates,
  sender: FileSender,
): void {
  app.route<Address>({
    method: ['GET', 'HEAD'],
    url: '/apt/*',
    async handler(request, reply) {
      const path = request.params['*'];
      const pooled = inPool(path);
      if (pooled) {
        const file = await updates.file(pooled.channel, pooled.version, pooled.name);
        return file.ok ? sender.send(request, reply, file.value) : sendProblem(request, reply, file.fault);
      }
      const bytes = await apt.file(path);
      return bytes.ok
        ? sendBytes(request, reply, path, bytes.value)
        : sendProblem(request, reply, bytes.fault);
    },
  });
}

function sendBytes(request: FastifyRequest, reply: FastifyReply, path: string, bytes: Buffer): FastifyReply {
  const lasting = path.includes('/by-hash/');
  void reply
    .header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('content-security-policy', DOWNLOAD_POLICY)
    .header('content-length', bytes.length)
    .type(path.endsWith('.gz') || path.endsWith('deskside.gpg') ? 'application/octet-stream' : 'text/plain');
  return reply.send(request.method === 'HEAD' ? undefined : bytes);
}
