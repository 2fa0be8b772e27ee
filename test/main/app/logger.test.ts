import { EventEmitter } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileSink, jsonLogger, streamSink } from '../../../src/main/app/logger';
import { newKeyPair } from '../../../src/main/link/keys';
import { newId } from '../../../src/shared/model/ids';
import { JANE } from '../../support/redaction';
import { tempFolder } from '../support/temp-folder';

function logging() {
  const lines: string[] = [];
  const log = jsonLogger([{ write: (line) => void lines.push(line) }], JANE);
  return { log, lines };
}

test('one JSON line an event', () => {
  const { log, lines } = logging();
  const id = newId();
  log.child({ part: 'link' }).info('link.online', { id, count: 3 });
  log.debug('not.shown');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'info', event: 'link.online', part: 'link', id, count: 3 },
  ]);
});

test('secrets and people do not get through, however deep they lie', () => {
  const { log, lines } = logging();
  const { privateKey } = newKeyPair();
  const token = 'Ab3_'.repeat(11).slice(0, 43);
  log.error('x.failed', {
    reason: `GET /home/jane/x: Bearer ${token}`,
    nested: { list: [privateKey, `token=${token}`, 'jane@example.org'] },
  });
  for (const secret of [token, privateKey, 'jane']) expect(lines[0]).not.toContain(secret);
});

test('keeps five files of five megabytes, for this user only', async () => {
  const folder = path.join(await tempFolder(), 'logs');
  const sink = fileSink(folder);
  const line = `${'x'.repeat(1024 * 1024)}\n`;
  for (let count = 0; count < 40; count += 1) sink.write(line);
  const files = await readdir(folder);
  expect(files.toSorted()).toEqual(['agent.log', 'agent.log.1', 'agent.log.2', 'agent.log.3', 'agent.log.4']);
  for (const file of files) {
    const { size, mode } = await stat(path.join(folder, file));
    expect(size).toBeLessThan(7 * 1024 * 1024);
    expect(mode & 0o077).toBe(0);
  }
});

test('a folder that cannot be made costs the file, not the agent', async () => {
  const file = path.join(await tempFolder(), 'a-file');
  await writeFile(file, '');
  const sink = fileSink(path.join(file, 'logs'));
  expect(() => sink.write('x\n')).not.toThrow();
});

test('a reader that went away costs the stream, and is not written to again', () => {
  const written: string[] = [];
  const stream = new EventEmitter();
  const sink = streamSink(Object.assign(stream, { write: (line: string) => void written.push(line) }));
  sink.write('one\n');
  // With nobody listening this would be thrown, logged as uncaught, and so written again.
  expect(() => stream.emit('error', new Error('write EPIPE'))).not.toThrow();
  sink.write('two\n');
  expect(written).toEqual(['one\n']);
});
