import type { FastifyInstance } from 'fastify';
import { fault } from '../../shared/base/fault';
import type { Updates } from '../features/updates/updates';
import { sendProblem } from './problem-reply';
import type { FileSender } from './send-file';

interface Address {
  Params: { channel: string; version: string; name: string };
}

/** Files of published releases. No part of an address reaches the disk: it is looked up in what was published. */
export function serveUpdateFiles(app: FastifyInstance, updates: Updates, sender: FileSender): void {
  app.route<Address>({
    method: ['GET', 'HEAD'],
    url: '/updates/:channel/:version/:name',
    async handler(request, reply) {
      const { channel, version, name } = request.params;
      const file = await updates.file(channel, version, name);
      return file.ok ? sender.send(request, reply, file.value) : sendProblem(request, reply, file.fault);
    },
  });
  // Anything else here is no page of the console either.
  app.route({
    method: ['GET', 'HEAD'],
    url: '/updates/*',
    handler: async (request, reply) => sendProblem(request, reply, fault('not-found')),
  });
}
