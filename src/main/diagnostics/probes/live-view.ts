import { tryIceServer } from '../net/stun-probe';
import { parseIceUrl } from '../parse/ice-url';
import { always, collected, DEADLINE_MS, notApplicable, type Probe } from '../probe';

export const liveViewProbe: Probe<'liveView'> = {
  key: 'liveView',
  source: 'STUN binding request to each server of the live view',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const known = context.targets.iceUrls.flatMap((url) => parseIceUrl(url) ?? []).slice(0, 16);
    if (known.length === 0) return notApplicable('the desk names no server for the live view');
    const servers = await Promise.all(known.map((server) => tryIceServer(context, server)));
    const answers = (wanted: (at: number) => boolean) => {
      const rows = servers.filter((_, at) => wanted(at));
      return rows.length === 0 ? null : rows.some((row) => row.answers);
    };
    return collected({
      servers,
      udp: answers((at) => known[at]?.transport === 'udp'),
      relay: answers((at) => known[at]?.relay === true),
    });
  },
};
