import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './diagnostics/find-on-path.ts';
import type { Report } from '../../src/shared/model/diagnostics.ts';
import { ROOT } from '../stage/run-folder.ts';
import { coverageOf, type Leaf, type Rule } from './diagnostics/coverage.ts';
import { cpuSeconds } from './diagnostics/cpu.ts';
import { fusionInventoryLeaves, hwinfoLeaves, inxiLeaves, lshwLeaves } from './diagnostics/leaves.ts';
import { FUSION_INVENTORY } from './diagnostics/rules-fusion-inventory.ts';
import { HWINFO, LSHW } from './diagnostics/rules-hardware.ts';
import { INXI } from './diagnostics/rules-inxi.ts';

const REPEATS = 5;
const WORKER = join(ROOT, 'out/main/diagnostics-worker.js');
// Below the checkout, so that what is not bundled is found.
const BUNDLES = join(ROOT, '.cache/bench');

interface Run {
  wallSeconds: number;
  cpuSeconds: number;
  output: string;
}

interface Ours {
  wallSeconds: number;
  cpuSeconds: number;
  bytes: number;
  gzipBytes: number;
  redactMs: number;
  report: Report;
}

interface Tool {
  name: string;
  command: readonly string[];
  leaves(output: string): Leaf[];
  rules: readonly Rule[];
}

const TOOLS: readonly Tool[] = [
  { name: 'inxi', command: ['inxi', '-Fxz', '-c0', '-y1'], leaves: inxiLeaves, rules: INXI },
  { name: 'lshw', command: ['lshw', '-json', '-quiet'], leaves: lshwLeaves, rules: LSHW },
  { name: 'hwinfo', command: ['hwinfo', '--short'], leaves: hwinfoLeaves, rules: HWINFO },
  {
    name: 'fusioninventory',
    command: ['fusioninventory-inventory'],
    leaves: fusionInventoryLeaves,
    rules: FUSION_INVENTORY,
  },
];

/**
 * What a report costs and holds, beside what else tells of a computer, in turns in the same run. Ours is timed inside a
 * process that runs already, as the agent does, and starts its own; of the others all is counted.
 */
export async function measureDiagnostics(): Promise<unknown> {
  const [ours, library] = await Promise.all([bundled('ours'), bundled('library-calls')]);
  const tools = TOOLS.filter(({ command }) => findOnPath(command[0] ?? ''));
  const skipped = TOOLS.filter((tool) => !tools.includes(tool)).map(({ name }) => `${name} is not installed`);
  const runs = new Map<string, Run[]>();
  const collections = new Map<string, Ours[]>();
  for (let turn = 0; turn <= REPEATS; turn += 1) {
    const counts = turn > 0; // the first turn fills the caches of the system
    for (const what of ['all', 'local', 'network']) {
      const { output } = await run([process.execPath, ours, WORKER, what]);
      if (counts) push(collections, what, JSON.parse(output) as Ours);
    }
    const calls = await run([process.execPath, library]);
    if (counts) push(runs, 'systeminformation', calls);
    for (const { name, command } of tools) {
      const tool = await run(command);
      if (counts) push(runs, name, tool);
    }
  }
  rmSync(BUNDLES, { recursive: true, force: true });
  return summary(collections, runs, tools, skipped);
}

function summary(
  collections: Map<string, Ours[]>,
  runs: Map<string, Run[]>,
  tools: readonly Tool[],
  skipped: readonly string[],
): unknown {
  const ours = (what: string) => medians(collections.get(what) ?? []);
  const all = collections.get('all') ?? [];
  const last = all.at(-1);
  const library = medians(runs.get('systeminformation') ?? []);
  return {
    repeats: REPEATS,
    ours: {
      complete: ours('all'),
      machineAndSoftware: ours('local'),
      network: ours('network'),
      bytes: median(all.map((entry) => entry.bytes)),
      gzipBytes: median(all.map((entry) => entry.gzipBytes)),
      redactMs: median(all.map((entry) => entry.redactMs)),
      slowest: slowest(last?.report),
    },
    others: Object.fromEntries([...runs].map(([name, list]) => [name, medians(list)])),
    ratios: {
      completeWall: ratio(ours('all').wallSeconds, library.wallSeconds),
      completeCpu: ratio(ours('all').cpuSeconds, library.cpuSeconds),
      machineAndSoftwareWall: ratio(ours('local').wallSeconds, library.wallSeconds),
      machineAndSoftwareCpu: ratio(ours('local').cpuSeconds, library.cpuSeconds),
    },
    skipped,
    failed: last?.report.sections.flatMap((section) =>
      section.status === 'failed' ? [`${section.key}: ${section.reason}, ${section.detail}`] : [],
    ),
    coverage: last ? coverageOfAll(last.report, runs, tools) : null,
  };
}

function coverageOfAll(report: Report, runs: Map<string, Run[]>, tools: readonly Tool[]): unknown {
  const each = tools.map(({ name, leaves, rules }) => {
    const output = runs.get(name)?.at(-1)?.output ?? '';
    return [name, coverageOf(leaves(output), rules, report)] as const;
  });
  const sum = (pick: (coverage: (typeof each)[number][1]) => number) =>
    each.reduce((total, [, coverage]) => total + pick(coverage), 0);
  const percent = (found: number, total: number) => Math.round((found / total) * 1000) / 10;
  const without = {
    found: sum((coverage) => coverage.withoutSoftware.found),
    total: sum((coverage) => coverage.withoutSoftware.total),
  };
  const together = { found: sum((coverage) => coverage.found), total: sum((coverage) => coverage.total) };
  return {
    together: { ...together, percent: percent(together.found, together.total) },
    withoutSoftware: { ...without, percent: percent(without.found, without.total) },
    ...Object.fromEntries(each),
  };
}

/** The sections that took longest, to know where time goes. */
function slowest(report: Report | undefined): string[] {
  const timed = report?.sections.flatMap((section) =>
    section.status === 'removed' ? [] : [{ key: section.key, tookMs: section.tookMs }],
  );
  return (timed ?? [])
    .toSorted((a, b) => b.tookMs - a.tookMs)
    .slice(0, 6)
    .map(({ key, tookMs }) => `${key} ${Math.round(tookMs)} ms`);
}

async function bundled(name: string): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true });
  const outfile = join(BUNDLES, `${name}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `diagnostics/${name}.entry.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  return outfile;
}

/** Runs one command to its end, and counts its processor time with that of its children. */
function run([program = '', ...args]: readonly string[]): Promise<Run> {
  const cpuBefore = cpuSeconds();
  const ownBefore = process.cpuUsage();
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      const own = process.cpuUsage(ownBefore);
      resolve({
        wallSeconds: (performance.now() - startedAt) / 1000,
        cpuSeconds: Math.max(0, cpuSeconds() - cpuBefore - (own.user + own.system) / 1e6),
        output: Buffer.concat(chunks).toString('utf8'),
      });
    });
  });
}

function push<T>(lists: Map<string, T[]>, name: string, entry: T): void {
  lists.set(name, [...(lists.get(name) ?? []), entry]);
}

function medians(list: readonly { wallSeconds: number; cpuSeconds: number }[]) {
  return {
    wallSeconds: median(list.map((entry) => entry.wallSeconds)),
    cpuSeconds: median(list.map((entry) => entry.cpuSeconds)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return Math.round(middle * 1000) / 1000;
}

function ratio(ours: number, theirs: number): number | null {
  return theirs === 0 ? null : Math.round((ours / theirs) * 100) / 100;
}
