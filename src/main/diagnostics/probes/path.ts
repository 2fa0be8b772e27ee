import { networkInterfaces } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import type { Platform } from '../../../shared/model/device';
import { deskHost } from '../net/desk-host';
import { resolve } from '../net/names';
import { ownAddressTowards } from '../net/own-address';
import { timeBox, type TimeBox } from '../net/time-box';
import { parseSubinterfaces } from '../parse/netsh-subinterfaces';
import { parseNetstatCounters } from '../parse/netstat';
import { saidMtu } from '../parse/ping-size';
import { always, collected, DEADLINE_MS, notApplicable, said, type Probe, type ProbeContext } from '../probe';
import { parsePing } from './parse-ping';

/** Lengths where paths end in practice: PPPoE, GRE, WireGuard, other tunnels, IPv6 at least, IPv4 at least. */
const USUAL = [1492, 1476, 1420, 1400, 1360, 1280, 576];
const ROUND_MS = 850;

type Packet = { passes: boolean; said: number | null };

export const pathProbe: Probe<'path'> = {
  key: 'path',
  source: 'ping of the desk with packets that may not be split',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const desk = deskHost(context.targets.deskUrl);
    if (desk === null) return notApplicable('no desk is known yet');
    const box = timeBox();
    const { addresses, error } = await resolve(context, desk.host);
    const address = addresses[0]?.address;
    const target = said(desk.host, 300);
    const unmeasured = (detail: string) =>
      collected({ target, mtu: null, interfaceMtu: null, announced: null, detail });
    if (address === undefined) return unmeasured(`no address of the desk: ${error ?? 'ENOTFOUND'}`);
    const own = await ownAddressTowards(address);
    if (own === null) return unmeasured('no route to the desk');
    if (own === address) return notApplicable('the desk is this computer');
    const interfaceMtu = await mtuOf(context, interfaceWith(own));
    const measured = await measure(context, address, interfaceMtu ?? 1500, box);
    return collected({ target, interfaceMtu, ...measured });
  },
};

type Measured = Pick<SectionData<'path'>, 'mtu' | 'announced' | 'detail'>;

async function measure(
  context: ProbeContext,
  address: string,
  largest: number,
  box: TimeBox,
): Promise<Measured> {
  const probe = (size: number) => ping(context, address, size, Math.min(ROUND_MS, box.left()));
  // A small packet beside the full one: a desk that answers no pings at all says nothing of sizes.
  const [full, small] = await Promise.all([probe(largest), probe(address.includes(':') ? 128 : 84)]);
  if (full.passes) return { mtu: largest, announced: null, detail: null };
  const said = full.said ?? (await rememberedMtu(context, address));
  if (said !== null && said < largest) {
    return { mtu: said, announced: true, detail: 'a router on the way said so' };
  }
  if (!small.passes) return { mtu: null, announced: null, detail: 'the desk answers no pings' };
  const sizes = USUAL.filter((size) => size < largest);
  const tried = await Promise.all(sizes.map(probe));
  const best = sizes.find((_, at) => tried[at]?.passes);
  const told = tried.flatMap((packet) => packet.said ?? []);
  const mtu = best ?? told.toSorted((a, b) => b - a)[0] ?? null;
  const announced = told.length > 0;
  return {
    mtu,
    announced,
    detail: `packets of ${largest} bytes get lost${announced ? '' : ' and nobody says so'}`,
  };
}

/** Once Linux has been told, it sends nothing larger, and ping complains where its output does not go. */
async function rememberedMtu(context: ProbeContext, address: string): Promise<number | null> {
  if (context.platform !== 'linux') return null;
  const route = await context.run('ip', ['-o', 'route', 'get', address], { timeoutMs: 300 });
  return route.ok ? saidMtu(route.output) : null;
}

/** One packet of that size, headers included, that no router may split. */
async function ping(context: ProbeContext, address: string, size: number, ms: number): Promise<Packet> {
  const payload = size - (address.includes(':') ? 48 : 28);
  const { program, args } = command(context.platform, address, payload, ms);
  const outcome = await context.run(program, args, { timeoutMs: ms + 150 });
  if (!outcome.ok) return { passes: false, said: null };
  const pinged = parsePing(context.platform, outcome.output, 1);
  return { passes: pinged?.reachable ?? false, said: saidMtu(outcome.output) };
}

function command(platform: Platform, address: string, payload: number, ms: number) {
  const bytes = String(payload);
  switch (platform) {
    case 'linux':
      return {
        program: 'ping',
        args: ['-n', '-c', '1', '-M', 'do', '-s', bytes, '-W', (ms / 1000).toFixed(2), address],
      };
    case 'macos':
      // Its ping for IPv6 is a program of its own, and never splits.
      return address.includes(':')
        ? { program: 'ping6', args: ['-n', '-c', '1', '-D', '-s', bytes, address] }
        : { program: 'ping', args: ['-n', '-c', '1', '-D', '-s', bytes, '-W', String(ms), address] };
    case 'windows':
      return { program: 'ping', args: ['-n', '1', '-f', '-l', bytes, '-w', String(ms), address] };
  }
}

function interfaceWith(own: string): string | null {
  const all = Object.entries(networkInterfaces());
  return all.find(([, list]) => list?.some(({ address }) => address === own))?.[0] ?? null;
}

async function mtuOf(context: ProbeContext, name: string | null): Promise<number | null> {
  if (name === null) return null;
  switch (context.platform) {
    case 'linux':
      return Number(await context.readText(`/sys/class/net/${name}/mtu`)) || null;
    case 'macos': {
      const table = await context.run('netstat', ['-ibn'], { timeoutMs: 500 });
      return (table.ok ? parseNetstatCounters(table.output).get(name)?.mtu : null) ?? null;
    }
    case 'windows': {
      const shown = await context.run('netsh', ['interface', 'ipv4', 'show', 'subinterfaces'], {
        timeoutMs: 500,
      });
      return (shown.ok ? parseSubinterfaces(shown.output).get(name) : null) ?? null;
    }
  }
}
