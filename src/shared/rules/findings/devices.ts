import type { SectionData } from '../../model/diagnostics';
import { fact, rule } from './rule';

type Printer = SectionData<'printers'>[number];

/** A printer nobody prints on may be off. */
function missed(printer: Printer): boolean {
  return printer.default || printer.jobs > 0;
}

function evidenceOf(printer: Printer) {
  const where = `printers[${printer.name}]`;
  return [
    fact(`${where}.state`, printer.state),
    fact(`${where}.reason`, printer.reason),
    fact(`${where}.jobs`, printer.jobs),
  ];
}

/** What a person can mend at the printer itself, in the words of the Printer Working Group (RFC 8011, 5.4.12) and Windows. */
const NEEDS = [
  ['paper', /media-empty|media-needed|paper[-_ ]?out|no[-_ ]?paper/i],
  ['jam', /media-jam|paper[-_ ]?jam/i],
  ['toner', /toner-empty|marker-supply-empty|ink-empty|no[-_ ]?toner/i],
  ['door', /door-open|cover-open|interlock-open/i],
  ['tray', /input-tray-missing|output-(tray-missing|area-full)|output[-_ ]?bin[-_ ]?full/i],
] as const;
type Need = (typeof NEEDS)[number][0];

function needOf(reason: string | null): Need | null {
  return reason === null ? null : (NEEDS.find(([, pattern]) => pattern.test(reason))?.[0] ?? null);
}

export const printerNeedsHands = rule({
  id: 'printer-needs-hands',
  topic: 'printing',
  actionable: true,
  reads: ['printers'],
  check: ({ printers }) =>
    (printers ?? []).filter(missed).flatMap((printer) => {
      const need = needOf(printer.reason);
      return need === null
        ? []
        : [
            {
              severity: 'warning' as const,
              subject: printer.name,
              params: { name: printer.name, need, jobs: printer.jobs },
              evidence: evidenceOf(printer),
            },
          ];
    }),
});

export const printerStopped = rule({
  id: 'printer-stopped',
  topic: 'printing',
  actionable: false,
  reads: ['printers'],
  check: ({ printers }) =>
    (printers ?? [])
      .filter(({ state }) => state === 'stopped')
      .map((printer) => ({
        severity: missed(printer) ? ('warning' as const) : ('info' as const),
        subject: printer.name,
        params: { name: printer.name, reason: printer.reason, jobs: printer.jobs },
        evidence: evidenceOf(printer),
      })),
});

export const printerOffline = rule({
  id: 'printer-offline',
  topic: 'printing',
  actionable: true,
  reads: ['printers'],
  check: ({ printers }) =>
    (printers ?? [])
      .filter((printer) => printer.state === 'offline' && missed(printer))
      .map((printer) => ({
        severity: 'warning' as const,
        subject: printer.name,
        params: {
          name: printer.name,
          connection: printer.connection,
          usb: /^usb/i.test(printer.connection),
          jobs: printer.jobs,
        },
        evidence: [...evidenceOf(printer), fact(`printers[${printer.name}].connection`, printer.connection)],
      })),
});

/** Long enough for the longest job to begin. */
const STUCK_MINUTES = 10;

export const jobsStuck = rule({
  id: 'jobs-stuck',
  topic: 'printing',
  actionable: true,
  reads: ['printers'],
  check: ({ printers }) =>
    (printers ?? [])
      .filter(({ jobs, oldestJobMinutes }) => jobs > 0 && (oldestJobMinutes ?? 0) >= STUCK_MINUTES)
      .map((printer) => ({
        severity: 'warning' as const,
        subject: printer.name,
        params: { name: printer.name, jobs: printer.jobs, minutes: printer.oldestJobMinutes ?? 0 },
        evidence: [
          ...evidenceOf(printer),
          fact(`printers[${printer.name}].oldestJobMinutes`, printer.oldestJobMinutes),
        ],
      })),
});

export const noDefaultPrinter = rule({
  id: 'no-default-printer',
  topic: 'printing',
  actionable: true,
  reads: ['printers'],
  check: ({ printers }) =>
    printers && printers.length > 0 && !printers.some((printer) => printer.default)
      ? [
          {
            severity: 'info' as const,
            params: { count: printers.length },
            evidence: [fact('printers.length', printers.length), fact('printers.default', null)],
          },
        ]
      : [],
});

export const noAudioOutput = rule({
  id: 'no-audio-output',
  topic: 'sound',
  actionable: true,
  reads: ['audio', 'users', 'system'],
  check: ({ audio, users, system }) => {
    // A remote session has its sound at the other end.
    if (!audio || users?.session === 'remote-desktop' || users?.session === 'ssh') return [];
    if (audio.some(({ direction }) => direction !== 'input')) return [];
    return [
      {
        severity: system?.virtual === true ? ('info' as const) : ('warning' as const),
        params: { inputs: audio.length },
        evidence: [fact('audio.length', audio.length), fact('audio.direction', audio[0]?.direction ?? null)],
      },
    ];
  },
});

export const bluetoothBatteryLow = rule({
  id: 'bluetooth-battery-low',
  topic: 'hardware',
  actionable: true,
  reads: ['bluetooth'],
  check: ({ bluetooth }) =>
    (bluetooth?.devices ?? []).flatMap(({ name, connected, batteryPercent }) =>
      connected && batteryPercent !== null && batteryPercent <= 10
        ? [
            {
              severity: 'warning' as const,
              subject: name,
              params: { name, percent: batteryPercent },
              evidence: [fact(`bluetooth.devices[${name}].batteryPercent`, batteryPercent)],
            },
          ]
        : [],
    ),
});

/** What a screen shows when its driver or cable does not know it. Windows 11 asks for 720 lines at least. */
const FALLBACK_WIDTH = 1024;
const FALLBACK_HEIGHT = 768;

export const displayOddResolution = rule({
  id: 'display-odd-resolution',
  topic: 'display',
  actionable: true,
  reads: ['displays', 'system'],
  check: ({ displays, system }) =>
    (displays ?? [])
      .filter(({ width, height }) => width > 0 && width <= FALLBACK_WIDTH && height <= FALLBACK_HEIGHT)
      .map(({ name, width, height }) => ({
        severity: system?.virtual === true ? ('info' as const) : ('warning' as const),
        subject: name,
        params: { name, width, height },
        evidence: [fact(`displays[${name}].width`, width), fact(`displays[${name}].height`, height)],
      })),
});

/** Drivers a system falls back to when the right one is missing. */
const FALLBACK_DRIVER =
  /basic (display|render)|basicdisplay|\bvesa|simpledrm|efifb|simple-framebuffer|llvmpipe|swrast/i;

export const basicGraphicsDriver = rule({
  id: 'basic-graphics-driver',
  topic: 'display',
  actionable: false,
  reads: ['graphics', 'system'],
  check: ({ graphics, system }) =>
    system?.virtual === true
      ? []
      : (graphics ?? [])
          .filter(({ model, driver }) => FALLBACK_DRIVER.test(`${model} ${driver}`))
          .map(({ model, driver }) => ({
            severity: 'warning' as const,
            subject: model,
            params: { model, driver },
            evidence: [fact(`graphics[${model}].driver`, driver)],
          })),
});

// Apple recommends service below 80 % of the first capacity; below 60 % a working day away from a socket is over early.
const WORN = 80;
const WORN_OUT = 60;

export const batteryWorn = rule({
  id: 'battery-worn',
  topic: 'power',
  actionable: false,
  reads: ['battery'],
  check: ({ battery }) =>
    typeof battery?.healthPercent === 'number' && battery.healthPercent > 0 && battery.healthPercent < WORN
      ? [
          {
            severity: battery.healthPercent < WORN_OUT ? ('warning' as const) : ('info' as const),
            params: { percent: battery.healthPercent, cycles: battery.cycles },
            evidence: [
              fact('battery.healthPercent', battery.healthPercent),
              fact('battery.cycles', battery.cycles),
            ],
          },
        ]
      : [],
});

export const batteryLow = rule({
  id: 'battery-low-not-charging',
  topic: 'power',
  actionable: true,
  reads: ['battery'],
  check: ({ battery }) =>
    battery && battery.percent <= 15 && !battery.charging && battery.onMains !== true
      ? [
          {
            severity: battery.percent <= 5 ? ('critical' as const) : ('warning' as const),
            params: { percent: battery.percent, minutes: battery.remainingMinutes },
            evidence: [fact('battery.percent', battery.percent), fact('battery.charging', false)],
          },
        ]
      : [],
});

export const batteryNotCharging = rule({
  id: 'battery-not-charging-on-mains',
  topic: 'power',
  actionable: true,
  reads: ['battery'],
  check: ({ battery }) =>
    // Makers hold the charge at 50 to 80 % on purpose.
    battery && battery.percent < 40 && !battery.charging && battery.onMains === true
      ? [
          {
            severity: 'warning' as const,
            params: { percent: battery.percent },
            evidence: [
              fact('battery.percent', battery.percent),
              fact('battery.charging', false),
              fact('battery.onMains', true),
            ],
          },
        ]
      : [],
});

export const DEVICE_RULES = [
  batteryLow,
  batteryNotCharging,
  printerNeedsHands,
  printerOffline,
  printerStopped,
  jobsStuck,
  noAudioOutput,
  displayOddResolution,
  basicGraphicsDriver,
  bluetoothBatteryLow,
  batteryWorn,
  noDefaultPrinter,
] as const;
