import { fail, ok, type Result } from '../../../shared/base/result';
import { channel, version, type Channel } from '../../../shared/model/update';
import { onDesk, outcomeOf, type Command } from '../command';
import type { Config } from '../config';
import { withUpdates } from '../with-updates';

export const withdrawCommand: Command = {
  name: 'withdraw',
  takes: 'CHANNEL VERSION',
  about: 'Takes a release back: nobody gets it any more. The desk may run.',
  help: ['CHANNEL is stable or preview. Computers that have it keep it until a higher version comes.'],
  run: onDesk({
    read: withdrawOptions,
    work: async (config, options) => outcomeOf(await withdraw(config, options)),
    nothing: 'Nothing was withdrawn',
  }),
};

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
