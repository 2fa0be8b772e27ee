import type { Platform } from '../../shared/model/device';
import type { ProbeContext } from '../diagnostics/probe';
import { parsePing } from '../diagnostics/probes/parse-ping';

export interface GatewayAnswer {
  gatewayMs: number | null;
  gatewayLost: boolean | null;
}

const UNKNOWN: GatewayAnswer = { gatewayMs: null, gatewayLost: null };
const ONE_PING: Record<Platform, readonly string[]> = {
  linux: ['-n', '-c', '1', '-W', '1'],
  macos: ['-n', '-c', '1', '-W', '1000'],
  windows: ['-n', '1', '-w', '1000'],
};

/** Whether the gateway answers, asked once. `known` is where a report last found it. */
export async function pingGateway(
  { platform, run, readText }: Pick<ProbeContext, 'platform' | 'run' | 'readText'>,
  known: string | null,
): Promise<GatewayAnswer> {
  const table = platform === 'linux' ? await readText('/proc/net/route') : null;
  const address = table === null ? known : defaultGateway(table);
  // A link-local address means nothing without its interface.
  if (address === null || /^fe80:/i.test(address)) return UNKNOWN;
  const outcome = await run('ping', [...ONE_PING[platform], address], {
    timeoutMs: 2_500,
    outputBytes: 16 * 1024,
  });
  const answer = outcome.ok ? parsePing(platform, outcome.output, 1) : null;
  if (!answer) return UNKNOWN;
  return { gatewayMs: answer.roundTripMs, gatewayLost: !answer.reachable };
}

/** `/proc/net/route`: destination and gateway as hexadecimal words in the byte order of the machine (little endian). */
export function defaultGateway(table: string): string | null {
  const routes = table.split('\n').flatMap((line) => {
    const [, destination, gateway, flags, , , metric, mask] = line.trim().split(/\s+/);
    if (destination !== '00000000' || mask !== '00000000' || !/^[0-9A-F]{8}$/i.test(gateway ?? '')) return [];
    const usable = (Number.parseInt(flags ?? '', 16) & 3) === 3;
    return usable ? [{ gateway: gateway ?? '', metric: Number(metric) }] : [];
  });
  const best = routes.toSorted((a, b) => a.metric - b.metric)[0];
  if (!best) return null;
  const bytes = best.gateway.match(/../g) ?? [];
  return bytes
    .toReversed()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
