import { availableParallelism } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { busiest, type ProcessUse } from '../parse/busiest';
import { parseProcStat, TICKS_PER_SECOND, type ProcStat } from '../parse/proc-stat';
import { said, type ProbeContext } from '../probe';

/** How a caller waits between two looks, so that tests need not. */
export type Pause = () => Promise<void>;

/** Two looks at every process: what it used between them, and whether it waited for a disk both times. */
export async function linuxProcesses(
  context: ProbeContext,
  pause: Pause,
  self: number,
): Promise<SectionData<'processes'> | null> {
  const firstAt = context.now();
  const first = await readAll(context);
  if (first.length === 0) return null;
  await pause();
  const second = await readAll(context);
  const seconds = Math.max(0.05, (context.now() - firstAt) / 1000);
  const before = new Map(first.map((entry) => [entry.pid, entry]));
  const ours = collectingPids(second, self);
  const others = second.filter((entry) => !ours.has(entry.pid));
  const uses: Map<number, ProcessUse> = new Map(
    others.map((entry) => [entry.pid, useOf(entry, before.get(entry.pid), seconds)]),
  );
  // Pages have a size of their own on each kind of computer; for the few that are shown the kernel says bytes.
  const top = await Promise.all(
    busiest([...uses.values()]).map(async (use) => ({ ...use, ...(await shown(context, use)) })),
  );
  const waiting = others.filter((entry) => entry.state === 'D' && before.get(entry.pid)?.state === 'D');
  const stuck = waiting.slice(0, 20).map((entry) => ({ name: said(entry.name), pid: entry.pid }));
  return { total: others.length, top, stuck };
}

async function readAll(context: ProbeContext): Promise<ProcStat[]> {
  const pids = (await context.list('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(pids.map((pid) => context.readText(`/proc/${pid}/stat`)));
  return texts.flatMap((text) => (text === null ? [] : (parseProcStat(text) ?? [])));
}

function useOf(entry: ProcStat, before: ProcStat | undefined, seconds: number): ProcessUse {
  const same = before?.startTicks === entry.startTicks ? before : undefined;
  const used = (entry.ticks - (same?.ticks ?? 0)) / TICKS_PER_SECOND;
  return {
    name: entry.name,
    pid: entry.pid,
    cpuPercent: Math.min(100, (used / seconds / availableParallelism()) * 100),
    memoryBytes: entry.residentPages,
  };
}

async function shown(context: ProbeContext, use: ProcessUse): Promise<{ name: string; memoryBytes: number }> {
  const [status, words, program] = await Promise.all([
    context.readText(`/proc/${use.pid}/status`),
    context.readText(`/proc/${use.pid}/cmdline`),
    context.resolvePath(`/proc/${use.pid}/exe`),
  ]);
  // Only its owner may follow the link to a program's file; everybody may read its first word.
  const file = program ?? words?.split('\0')[0] ?? null;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status ?? '')?.[1];
  return { name: said(programName(use.name, file)), memoryBytes: Number(kilobytes ?? 0) * 1024 };
}

/** The kernel keeps 15 characters of a name, and a program may put its main thread's there. */
export function programName(name: string, program: string | null): string {
  const file =
    program
      ?.split('/')
      .at(-1)
      ?.replace(/ \(deleted\)$/, '') ?? '';
  const cut = name.length === 15 && file.startsWith(name);
  return file !== '' && (cut || name === 'MainThread') ? file : name;
}

/** This process, its sister (started for the same collection by the same parent), and what the two started. */
export function collectingPids(list: readonly ProcStat[], self: number): ReadonlySet<number> {
  const me = list.find((entry) => entry.pid === self);
  const sisters = list.filter(
    (entry) =>
      me !== undefined &&
      entry.parent === me.parent &&
      Math.abs(entry.startTicks - me.startTicks) <= 2 * TICKS_PER_SECOND,
  );
  const ours = new Set([self, ...sisters.map((entry) => entry.pid)]);
  for (let size = 0; size !== ours.size;) {
    size = ours.size;
    for (const entry of list) if (ours.has(entry.parent)) ours.add(entry.pid);
  }
  return ours;
}
