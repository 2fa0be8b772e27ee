import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/base/result';
import { RINGS, ring as ringSchema, type Rollout } from '../../../shared/model/update';
import { onDesk, outcomeOf, readArguments, type Command } from '../command';
import type { Config } from '../config';
import { withUpdates } from '../with-updates';

export const publishCommand: Command = {
  name: 'publish',
  takes: 'FOLDER [--ring pilot|some|all]',
  about: 'Brings a release to the agents. The desk may run.',
  help: [
    'FOLDER holds the packages, their feeds and release.json, signed.',
    '--ring  who gets it first (pilot); more under “Updates” in the console',
  ],
  run: onDesk({
    read: publishOptions,
    work: async (config, options) => outcomeOf(await publish(config, options)),
    nothing: 'Nothing was published',
  }),
};

interface PublishOptions {
  directory: string;
  ring: Rollout['ring'];
}

export function publishOptions(args: readonly string[]): Result<PublishOptions> {
  const read = readArguments(args, { ring: { type: 'string', default: 'pilot' } }, true);
  if (!read.ok) return read;
  const parsed = read.value;
  const [directory, ...more] = parsed.positionals;
  const ring = ringSchema.safeParse(parsed.values.ring);
  if (directory === undefined || more.length > 0) return fail('invalid-input', 'publish takes one folder');
  if (!ring.success) return fail('invalid-input', `--ring takes one of ${RINGS.join(', ')}`);
  return ok({ directory: resolve(directory), ring: ring.data });
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
