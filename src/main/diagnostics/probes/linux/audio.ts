import type { SectionData } from '../../../../shared/model/diagnostics';
import { foundSome } from '../../by-platform';
import { parseSoundCards, parseSoundDirection } from '../../parse/asound';
import { parsePactlInfo, parsePactlList } from '../../parse/pactl';
import { collected, failed, type Found, type ProbeContext } from '../../probe';
import { pciName } from './hardware-names';
import { linkName, sysText } from './sys';

type AudioDevice = SectionData<'audio'>[number];

/** The person's sound server knows names and defaults; the kernel knows the cards where there is no such server. */
export async function readAudio(context: ProbeContext): Promise<Found<AudioDevice[]>> {
  const served = await askServer(context);
  if (served === 'unreadable') return failed('unreadable', 'pactl list was not understood');
  if (served !== null && served.length > 0) return collected(served.slice(0, 64));
  const cards = await readCards(context);
  return foundSome(cards, 'no sound device');
}

async function askServer(context: ProbeContext): Promise<AudioDevice[] | 'unreadable' | null> {
  const runtime = context.env('XDG_RUNTIME_DIR');
  // Asked without a server, pactl would start one.
  if (!runtime || (await context.list(`${runtime}/pulse`)).length === 0) return null;
  const [info, sinks, sources] = await Promise.all(
    [['info'], ['list', 'sinks'], ['list', 'sources']].map((args) =>
      context.run('pactl', args, { timeoutMs: 2_000 }),
    ),
  );
  if (!info?.ok || !sinks?.ok || !sources?.ok) return null;
  if (info.exitCode !== 0) return null;
  const defaults = parsePactlInfo(info.output);
  const outputs = parsePactlList(sinks.output, defaults);
  const inputs = parsePactlList(sources.output, defaults);
  return outputs === null || inputs === null ? 'unreadable' : [...outputs, ...inputs];
}

async function readCards(context: ProbeContext): Promise<AudioDevice[]> {
  const [cards, pcm] = await Promise.all([
    context.readText('/proc/asound/cards'),
    context.readText('/proc/asound/pcm'),
  ]);
  return Promise.all(
    parseSoundCards(cards ?? '')
      .slice(0, 64)
      .map(async (card) => {
        const device = `/sys/class/sound/card${card.number}/device`;
        return {
          name: card.name,
          manufacturer: await makerOf(context, device),
          direction: parseSoundDirection(pcm ?? '', card.number),
          default: null,
          driver: (await linkName(context, `${device}/driver`)) || card.driver || null,
        };
      }),
  );
}

async function makerOf(context: ProbeContext, device: string): Promise<string> {
  const name = await pciName(context, device);
  if (name !== null) return name.vendor;
  // The card of a USB device is one of its interfaces: the device is the folder above.
  const path = await context.resolvePath(device);
  return path === null ? '' : sysText(context, `${path.slice(0, path.lastIndexOf('/'))}/manufacturer`);
}
