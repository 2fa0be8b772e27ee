import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ChildProcess } from 'node:child_process';

const LAST_LINES = 15;

/** What a program we started says, kept in a file, and its lines handed on as they come. */
export function keepLog(child: ChildProcess, file: string, onLine: (line: string) => void = () => {}): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const log = createWriteStream(file);
  for (const stream of [child.stdout, child.stderr]) if (stream) follow(stream, log, onLine);
}

function follow(from: Readable, log: NodeJS.WritableStream, onLine: (line: string) => void): void {
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    log.write(text);
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
}

export function lastLines(file: string): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trim().split('\n').slice(-LAST_LINES).join('\n');
}

/** The event a line of a structured log names, if it is such a line. */
export function eventOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || !('event' in parsed)) return undefined;
    return typeof parsed.event === 'string' ? parsed.event : undefined;
  } catch {
    // A line of some library that only looks like JSON.
    return undefined;
  }
}
