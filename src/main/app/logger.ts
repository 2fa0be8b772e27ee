import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LogFields, Logger } from '../../shared/base/logger';
import { redactText, type RedactionContext } from '../../shared/rules/redact';

type Level = 'debug' | 'info' | 'warn' | 'error';

const FILES = 5;
const FILE_BYTES = 5 * 1024 * 1024;
const LEVELS: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };
/** Long runs of base64url or hex are tokens, nonces, keys or signatures; ids and hosts are shorter or dashed. */
const SECRET_LIKE =
  /\b[A-Za-z0-9_]{40,}\b|\b(?=[A-Za-z0-9_-]*[A-Z])(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{40,}\b/g;

export interface LogSink {
  write(line: string): void;
}

/** JSON lines to every sink; each string value is redacted on its way. */
export function jsonLogger(
  sinks: readonly LogSink[],
  context: RedactionContext,
  least: Level = 'info',
): Logger {
  const make = (bound: LogFields): Logger => {
    const write = (level: Level, event: string, fields?: LogFields) => {
      if (LEVELS[level] < LEVELS[least]) return;
      const entry = { time: new Date().toISOString(), level, event, ...bound, ...fields };
      const line = `${JSON.stringify(entry, (_key, value: unknown) => clean(value, context))}\n`;
      for (const sink of sinks) sink.write(line);
    };
    return {
      debug: (event, fields) => write('debug', event, fields),
      info: (event, fields) => write('info', event, fields),
      warn: (event, fields) => write('warn', event, fields),
      error: (event, fields) => write('error', event, fields),
      child: (fields) => make({ ...bound, ...fields }),
    };
  };
  return make({});
}

function clean(value: unknown, context: RedactionContext): unknown {
  return typeof value === 'string' ? redactText(value, context).replace(SECRET_LIKE, '•••') : value;
}

/** `agent.log` and four older ones beside it. A folder that cannot be written costs the file log, not the agent. */
export function fileSink(folder: string): LogSink {
  const file = path.join(folder, 'agent.log');
  let size = 0;
  let broken = false;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    broken = true;
  }
  return {
    write(line) {
      if (broken) return;
      try {
        if (size > FILE_BYTES) {
          rotate(file);
          size = 0;
        }
        appendFileSync(file, line, { mode: 0o600 });
        size += Buffer.byteLength(line);
      } catch (error) {
        broken = true;
        process.stderr.write(`The log file cannot be written any more: ${String(error)}\n`);
      }
    },
  };
}

function rotate(file: string): void {
  rmSync(`${file}.${FILES - 1}`, { force: true });
  for (let index = FILES - 2; index >= 1; index -= 1) {
    if (statSync(`${file}.${index}`, { throwIfNoEntry: false })) {
      renameSync(`${file}.${index}`, `${file}.${index + 1}`);
    }
  }
  renameSync(file, `${file}.1`);
}

/**
 * Whoever started the agent may stop reading, for example by closing the terminal. That costs this sink and nothing
 * else: unheard, the error would be logged, and so fail again, without end.
 */
export function streamSink(stream: {
  on(event: 'error', listener: () => void): unknown;
  write(line: string): unknown;
}): LogSink {
  let broken = false;
  stream.on('error', () => {
    broken = true;
  });
  return {
    write(line) {
      if (!broken) stream.write(line);
    },
  };
}
