import { fail, ok } from '../../../shared/base/result';
import { done, failed, onDesk, type Command } from '../command';
import { localAddress } from '../local-address';

const PATIENCE_MS = 4000;

export const healthCommand: Command = {
  name: 'health',
  takes: '',
  about: 'Whether the desk on this machine answers, for containers and watchdogs.',
  help: ['Asks /readyz on the port of the configuration: the process lives, and its database answers.'],
  run: onDesk({
    read: (args) => (args.length > 0 ? fail('invalid-input', 'health takes nothing') : ok()),
    async work(config) {
      const url = `${localAddress(config)}/readyz`;
      try {
        const { status } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
        return status === 200 ? done('ready') : failed(`${url} answers ${status}`);
      } catch (error) {
        return failed(`${url}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    nothing: 'The desk is not ready',
  }),
};
