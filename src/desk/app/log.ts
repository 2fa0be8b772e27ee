import pino, { type DestinationStream } from 'pino';
import type { LogFields, Logger } from '../../shared/base/logger';
import { redactFields } from './log-redaction';

/** JSON lines, on stdout unless told otherwise; every field passes the redaction. */
export function openLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const sink = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return loggerOver(sink, {});
}

function loggerOver(sink: pino.Logger, bound: LogFields): Logger {
  const line = (event: string, fields: LogFields = {}): object => ({
    event,
    ...(redactFields({ ...bound, ...fields }) as object),
  });
  return {
    debug: (event, fields) => sink.debug(line(event, fields)),
    info: (event, fields) => sink.info(line(event, fields)),
    warn: (event, fields) => sink.warn(line(event, fields)),
    error: (event, fields) => sink.error(line(event, fields)),
    child: (fields) => loggerOver(sink, { ...bound, ...fields }),
  };
}
