import { fact, GIB, named, rule, type Hit } from './rule';

// Below a tenth free and 2 GiB, every system monitor begins to swap or to compress; below 4 % programs are ended.
const LITTLE_SHARE = 0.1;
const LITTLE_BYTES = 2 * GIB;
const NOTHING_SHARE = 0.04;

export const memoryLow = rule({
  id: 'memory-low',
  topic: 'speed',
  actionable: true,
  reads: ['memory'],
  check: ({ memory }) => {
    if (!memory || memory.totalBytes === 0) return [];
    const share = memory.availableBytes / memory.totalBytes;
    if (share >= LITTLE_SHARE || memory.availableBytes >= LITTLE_BYTES) return [];
    return [
      {
        severity: share < NOTHING_SHARE ? ('critical' as const) : ('warning' as const),
        params: { availableBytes: memory.availableBytes, totalBytes: memory.totalBytes },
        evidence: [
          fact('memory.availableBytes', memory.availableBytes),
          fact('memory.totalBytes', memory.totalBytes),
        ],
      },
    ];
  },
});

// systemd-oomd ends programs when memory holds everything up for 60 % of the time; at 20 % a person waits visibly.
const WAITING = 20;
const ENDED = 60;

export const memoryPressure = rule({
  id: 'memory-pressure',
  topic: 'speed',
  actionable: true,
  reads: ['memory'],
  check: ({ memory }) =>
    typeof memory?.pressurePercent === 'number' && memory.pressurePercent >= WAITING
      ? [
          {
            severity: memory.pressurePercent >= ENDED ? ('critical' as const) : ('warning' as const),
            params: { percent: memory.pressurePercent },
            evidence: [fact('memory.pressurePercent', memory.pressurePercent)],
          },
        ]
      : [],
});

export const swapHeavy = rule({
  id: 'swap-heavy',
  topic: 'speed',
  actionable: true,
  reads: ['memory'],
  check: ({ memory }) => {
    if (!memory) return [];
    // Swap that was filled once and lies there while memory is free slows nothing down.
    const much = memory.swapUsedBytes >= memory.totalBytes / 4 && memory.swapUsedBytes >= GIB;
    if (!much || memory.availableBytes >= memory.totalBytes / 5) return [];
    return [
      {
        severity: 'warning' as const,
        params: { usedBytes: memory.swapUsedBytes, totalBytes: memory.swapTotalBytes },
        evidence: [
          fact('memory.swapUsedBytes', memory.swapUsedBytes),
          fact('memory.availableBytes', memory.availableBytes),
        ],
      },
    ];
  },
});

export const oneProcessEatsMemory = rule({
  id: 'one-process-eats-memory',
  topic: 'speed',
  actionable: true,
  reads: ['processes', 'memory'],
  check: ({ processes, memory }) => {
    const biggest = (processes?.top ?? []).toSorted((a, b) => b.memoryBytes - a.memoryBytes)[0];
    if (!biggest || !memory || memory.totalBytes === 0) return [];
    const share = biggest.memoryBytes / memory.totalBytes;
    // A program may use much memory as long as there is enough for the others.
    if (share < 0.3 || memory.availableBytes / memory.totalBytes >= 0.2) return [];
    const free = memory.availableBytes / memory.totalBytes;
    return [
      {
        severity: free < NOTHING_SHARE ? ('critical' as const) : ('warning' as const),
        subject: biggest.name,
        params: {
          name: biggest.name,
          memoryBytes: biggest.memoryBytes,
          sharePercent: Math.min(100, share * 100),
        },
        evidence: [
          fact(`processes.top[${biggest.name}].memoryBytes`, biggest.memoryBytes),
          fact('memory.totalBytes', memory.totalBytes),
          fact('memory.availableBytes', memory.availableBytes),
        ],
      },
    ];
  },
});

const BUSY = 90;
const LASTING_MINUTES = 3;

export const cpuBusy = rule({
  id: 'cpu-busy',
  topic: 'speed',
  actionable: true,
  reads: ['cpu', 'history'],
  check: ({ cpu, history }) => {
    if (typeof cpu?.loadPercent !== 'number' || cpu.loadPercent < BUSY) return [];
    const before = (history?.minutes ?? []).toReversed();
    const quiet = before.findIndex(({ loadPercent }) => loadPercent === null || loadPercent < BUSY);
    const minutes = quiet < 0 ? before.length : quiet;
    // A minute at the limit is a program that starts.
    if (minutes < LASTING_MINUTES) return [];
    return [
      {
        severity: 'warning' as const,
        params: { percent: cpu.loadPercent, minutes },
        evidence: [fact('cpu.loadPercent', cpu.loadPercent), fact('history.minutes', minutes)],
      },
    ];
  },
});

export const oneProcessEatsCpu = rule({
  id: 'one-process-eats-cpu',
  topic: 'speed',
  actionable: true,
  reads: ['processes', 'cpu'],
  check: ({ processes, cpu }) => {
    const busiest = (processes?.top ?? []).toSorted((a, b) => b.cpuPercent - a.cpuPercent)[0];
    // As long as the processors have time left, a program may take what it needs.
    if (!busiest || typeof cpu?.loadPercent !== 'number' || cpu.loadPercent < 70) return [];
    if (busiest.cpuPercent < cpu.loadPercent / 2) return [];
    return [
      {
        severity: 'warning' as const,
        subject: busiest.name,
        params: { name: busiest.name, percent: busiest.cpuPercent },
        evidence: [
          fact(`processes.top[${busiest.name}].cpuPercent`, busiest.cpuPercent),
          fact('cpu.loadPercent', cpu.loadPercent),
        ],
      },
    ];
  },
});

export const cpuThrottled = rule({
  id: 'cpu-throttled',
  topic: 'speed',
  actionable: true,
  reads: ['cpu'],
  check: ({ cpu }) =>
    cpu?.throttled === true
      ? [
          {
            // It may have happened once since the start; what is hot or slow right now is felt.
            severity: (cpu.temperatureC ?? 0) >= 80 || slow(cpu) ? ('warning' as const) : ('info' as const),
            params: { temperatureC: cpu.temperatureC },
            evidence: [
              fact('cpu.throttled', true),
              fact('cpu.temperatureC', cpu.temperatureC),
              fact('cpu.speedGhz', cpu.speedGhz),
            ],
          },
        ]
      : [],
});

/** Working hard, and yet below half of what it can. */
function slow(cpu: { speedGhz: number | null; maxGhz: number | null; loadPercent: number | null }): boolean {
  return (
    (cpu.loadPercent ?? 0) >= 50 &&
    cpu.speedGhz !== null &&
    cpu.maxGhz !== null &&
    cpu.speedGhz < cpu.maxGhz / 2
  );
}

// Processors slow themselves down at 95 to 105 °C, by maker and model (Intel's Tjunction).
const HOT = 90;
const VERY_HOT = 100;

export const cpuHot = rule({
  id: 'cpu-hot',
  topic: 'speed',
  actionable: true,
  reads: ['cpu'],
  check: ({ cpu }) =>
    typeof cpu?.temperatureC === 'number' && cpu.temperatureC >= HOT
      ? [
          {
            severity: cpu.temperatureC >= VERY_HOT ? ('critical' as const) : ('warning' as const),
            params: { temperatureC: cpu.temperatureC },
            evidence: [fact('cpu.temperatureC', cpu.temperatureC)],
          },
        ]
      : [],
});

export const processStuck = rule({
  id: 'process-stuck',
  topic: 'crash',
  actionable: true,
  reads: ['processes'],
  check: ({ processes }): Hit<{ names: readonly string[]; count: number }>[] => {
    const stuck = processes?.stuck ?? [];
    if (stuck.length === 0) return [];
    return [
      {
        severity: 'warning',
        params: { names: named(stuck.map(({ name }) => name)), count: stuck.length },
        evidence: stuck.slice(0, 3).map(({ name, pid }) => fact(`processes.stuck[${name}].pid`, pid)),
      },
    ];
  },
});

export const SPEED_RULES = [
  memoryLow,
  memoryPressure,
  oneProcessEatsMemory,
  oneProcessEatsCpu,
  cpuBusy,
  cpuHot,
  swapHeavy,
  processStuck,
  cpuThrottled,
] as const;
