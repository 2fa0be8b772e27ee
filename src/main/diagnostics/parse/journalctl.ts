import { said } from '../probe';
import { isoTime, rowsOf, type Row } from '../json-value';

export interface LogLine {
  at: string;
  source: string;
  message: string;
  /** 0 emergency to 7 debug, as syslog counts. */
  priority: number;
  /** The program it is about, where the record has a field for that. */
  subject: string | null;
  messageId: string;
}

export const JOURNAL_FIELDS =
  'MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_COMM,_SYSTEMD_UNIT,UNIT,COREDUMP_COMM,MESSAGE_ID,_TRANSPORT';

/** `journalctl -o json`: one object a line; a line that is none (cut off, or a remark) is left out. */
export function parseJournal(output: string): LogLine[] {
  return output.split('\n').flatMap((line) => {
    const row = line.startsWith('{') ? jsonRow(line) : null;
    const at = row && isoTime(Number(row['__REALTIME_TIMESTAMP']) / 1000);
    return row && at ? [lineOf(row, at)] : [];
  });
}

function lineOf(row: Row, at: string): LogLine {
  const kernel = row['_TRANSPORT'] === 'kernel';
  const source = row['SYSLOG_IDENTIFIER'] ?? row['_COMM'] ?? row['_SYSTEMD_UNIT'];
  const priority = Number(row['PRIORITY']);
  return {
    at,
    source: said(source, 120) || (kernel ? 'kernel' : 'unknown'),
    message: said(messageText(row['MESSAGE']), 400),
    priority: Number.isInteger(priority) ? priority : 3,
    subject: said(row['COREDUMP_COMM'] ?? row['UNIT'], 160) || null,
    messageId: said(row['MESSAGE_ID'], 40),
  };
}

/** What is not UTF-8 comes as a list of bytes. */
function messageText(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : '';
  const bytes = value.filter((byte): byte is number => typeof byte === 'number');
  return Buffer.from(bytes.slice(0, 2000)).toString('utf8');
}

function jsonRow(line: string): Row | null {
  try {
    return rowsOf(JSON.parse(line) as unknown)?.[0] ?? null;
  } catch {
    return null;
  }
}
