import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Logger } from '../../shared/base/logger';
import { fail, ok, type Result } from '../../shared/base/result';
import {
  channel,
  RINGS,
  ring as ringSchema,
  version,
  type Channel,
  type Rollout,
} from '../../shared/model/update';
import { openSqliteStorage } from '../adapters/sqlite/sqlite-storage';
import { databasePath } from './compose';
import { composeUpdates, type UpdateParts } from './compose-updates';
import type { Config } from './config';
import { systemClock } from './system-clock';

interface PublishOptions {
  directory: string;
  ring: Rollout['ring'];
}

export function publishOptions(args: readonly string[]): Result<PublishOptions> {
  let parsed: { values: { ring: string }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      options: { ring: { type: 'string', default: 'pilot' } },
      allowPositionals: true,
    });
  } catch (error) {
    return fail('invalid-input', error instanceof Error ? error.message : String(error));
  }
  const [directory, ...more] = parsed.positionals;
  const ring = ringSchema.safeParse(parsed.values.ring);
  if (directory === undefined || more.length > 0) return fail('invalid-input', 'publish takes one folder');
  if (!ring.success) return fail('invalid-input', `--ring takes one of ${RINGS.join(', ')}`);
  return ok({ directory: resolve(directory), ring: ring.data });
}

export function withdrawOptions(args: readonly string[]): Result<{ channel: Channel; version: string }> {
  const [onChannel, ofVersion, ...more] = args;
  const asked = { channel: channel.safeParse(onChannel), version: version.safeParse(ofVersion) };
  if (!asked.channel.success || !asked.version.success || more.length > 0) {
    return fail(
      'invalid-input',
      'withdraw takes a channel and a version, for example: withdraw stable 0.2.0',
    );
  }
  return ok({ channel: asked.channel.data, version: asked.version.data });
}

/** Publishes a release; works beside a running desk. Answers what to tell, a line each. */
export function publish(config: Config, { directory, ring }: PublishOptions): Promise<Result<string[]>> {
  return withUpdates(config, async ({ publisher, apt }) => {
    const published = await publisher.publish(directory, ring);
    if (!published.ok) return published;
    const { channel: onChannel, version: ofVersion, already, hasDeb } = published.value;
    const lines = [
      already
        ? `${ofVersion} is published on ${onChannel} already, with the same content.`
        : `Published ${ofVersion} on ${onChannel} for the ring “${ring}”.`,
    ];
    if (config.releaseKeys.length === 0) {
      lines.push('Its signature was not checked: DESKSIDE_RELEASE_KEYS is not set. Each agent checks it.');
    }
    if (!hasDeb) return ok(lines);
    const made = await apt.remake();
    if (made.ok) {
      lines.push('The package repository under /apt holds what is rolled out to all.');
    } else {
      lines.push(
        `The package repository under /apt was not renewed: ${made.fault.detail ?? made.fault.code}`,
      );
      lines.push('It needs the programs gpg and dpkg-deb. Install them and publish the same folder again.');
    }
    return ok(lines);
  });
}

export function withdraw(
  config: Config,
  { channel: onChannel, version: ofVersion }: { channel: Channel; version: string },
): Promise<Result<string[]>> {
  return withUpdates(config, async ({ publisher, apt }) => {
    const withdrawn = await publisher.withdraw(onChannel, ofVersion);
    if (!withdrawn.ok) return withdrawn;
    await apt.follow();
    return ok([
      `Withdrew ${ofVersion} from ${onChannel}. Computers that have it keep it until a higher version comes.`,
    ]);
  });
}

async function withUpdates<T>(
  config: Config,
  work: (parts: UpdateParts) => Promise<Result<T>>,
): Promise<Result<T>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const storage = openSqliteStorage(databasePath(config));
  // The running desk is another process; agents ask it by themselves.
  const announce = { toDevices: () => undefined };
  try {
    return await work(composeUpdates({ config, storage, clock: systemClock, log: toConsole, announce }));
  } finally {
    await storage.close();
  }
}

const toConsole: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (event, fields) => complain(event, fields),
  error: (event, fields) => complain(event, fields),
  child: () => toConsole,
};

function complain(event: string, fields: object = {}): void {
  process.stderr.write(`${event} ${JSON.stringify(fields)}\n`);
}
