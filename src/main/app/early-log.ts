import type { LogFields, Logger } from '../../shared/base/logger';

type Level = 'debug' | 'info' | 'warn' | 'error';

export interface EarlyLog extends Logger {
  /** From here on everything goes there, what was said before first. */
  becomes(log: Logger): void;
}

/** For what is said before policy has decided what the log may hold. */
export function earlyLog(): EarlyLog {
  let log: Logger | null = null;
  const kept: [Level, string, LogFields | undefined][] = [];
  const write = (level: Level) => (event: string, fields?: LogFields) => {
    if (log) log[level](event, fields);
    else kept.push([level, event, fields]);
  };
  const early: EarlyLog = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => early,
    becomes(real) {
      log = real;
      for (const [level, event, fields] of kept.splice(0)) real[level](event, fields);
    },
  };
  return early;
}
