import { tryIceServer, type IceAnswer } from '../net/stun-probe';
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
    const tried = await Promise.all(known.map((server) => tryIceServer(context, server)));
    const any = (answers: readonly IceAnswer[]) =>
      answers.length === 0 ? null : answers.some(({ row }) => row.answers);
    return collected({
      servers: tried.map(({ row }) => row),
      udp: any(tried.filter((answer) => answer.row.transport === 'udp' && answer.tried)),
      relay: any(tried.filter((_, at) => known[at]?.relay)),
    });
  },
};
