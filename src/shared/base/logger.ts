export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Info is one line per lifecycle change, so that a support log reads as a story; debug is for all else.
 * `event` is `subject.change` in lower case, for example `outbox.sent`.
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}
