import type { LogFields, Logger } from '../../../src/shared/base/logger';

export interface MemoryLog extends Logger {
  readonly lines: { level: string; event: string; fields: LogFields }[];
  has(event: string): boolean;
}

export function memoryLog(): MemoryLog {
  const lines: MemoryLog['lines'] = [];
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void lines.push({ level, event, fields });
  const log: MemoryLog = {
    lines,
    has: (event) => lines.some((line) => line.event === event),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return log;
}
