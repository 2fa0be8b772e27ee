import type { CRASH_RULES } from '../rules/findings/crashes';
import type { SPEED_RULES } from '../rules/findings/speed';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';
const CLOSE = 'Close programs and browser tabs you do not need, then restart if it stays slow.';

function times(count: number): string {
  return count === 1 ? 'once' : `${say.number(count)} times`;
}

function quoted(message: string): string {
  return message ? `“${message}”` : 'The log says no more.';
}

export const speedFindingsEn: WordsFor<readonly [...typeof SPEED_RULES, ...typeof CRASH_RULES]> = {
  'memory-low': ({ availableBytes, totalBytes }) => ({
    technician: [
      `${say.memory(availableBytes)} of ${say.memory(totalBytes)} memory are available`,
      'The system swaps, and ends programs when nothing is left.',
      'Look at the processes by memory; else add memory.',
    ],
    requester: ['The memory is almost full', 'Programs get slow or close by themselves.', CLOSE],
  }),
  'memory-pressure': ({ percent }) => ({
    technician: [
      `Work waits for memory ${say.percent(percent)} of the time`,
      'The system spends that time moving memory instead of working.',
      'Look at the processes by memory; else add memory.',
    ],
    requester: ['This computer is waiting for memory', 'More is open than fits.', CLOSE],
  }),
  'swap-heavy': ({ usedBytes, totalBytes }) => ({
    technician: [
      `${say.memory(usedBytes)} of ${say.memory(totalBytes)} swap are in use and memory is short`,
      'What lies on the disk comes back slowly.',
      'Look at the processes by memory; else add memory.',
    ],
    requester: ['More is open than fits into memory', 'Changing between programs takes long.', CLOSE],
  }),
  'one-process-eats-memory': ({ name, memoryBytes, sharePercent }) => ({
    technician: [
      `${name} uses ${say.memory(memoryBytes)} of memory (${say.percent(sharePercent)})`,
      'Little is left for everything else.',
      'Restart it; if it grows again, update it or report a leak.',
    ],
    requester: [
      `${name} uses most of the memory`,
      'Everything else gets slow.',
      `Save your work and close ${name}, then open it again.`,
    ],
  }),
  'cpu-busy': ({ percent, minutes }) => ({
    technician: [
      `The processor is ${say.percent(percent)} busy, for ${say.minutes(minutes)} now`,
      'No single program takes most of it.',
      'Look at the processes by CPU: scans, indexing, updates, many browser tabs.',
    ],
    requester: ['This computer is working at its limit', 'Everything reacts late.', CLOSE],
  }),
  'one-process-eats-cpu': ({ name, percent }) => ({
    technician: [
      `${name} keeps the processor ${say.percent(percent)} busy`,
      'Everything else waits for it.',
      'See what it is doing; restart or update it.',
    ],
    requester: [
      `${name} keeps this computer busy`,
      'Everything else reacts late.',
      `Save your work and close ${name}. If you do not know it, send this request.`,
    ],
  }),
  'cpu-throttled': ({ temperatureC }) => ({
    technician: [
      'The processor was slowed down by heat or power',
      temperatureC === null ? 'Its temperature is not known.' : `It is at ${say.number(temperatureC)} °C.`,
      'Check fans, dust, the power adapter’s wattage and the power mode.',
    ],
    requester: [
      'This computer slows itself down',
      'It was too hot, or its power supply too weak.',
      'Keep the vents free and use the power adapter that came with it.',
    ],
  }),
  'cpu-hot': ({ temperatureC }) => ({
    technician: [
      `The processor is at ${say.number(temperatureC)} °C`,
      'It slows down around 100 °C and switches off soon after.',
      'Check fans, dust, and what keeps it busy.',
    ],
    requester: [
      'This computer is very hot',
      'It slows itself down, so as not to be damaged.',
      'Put it on a hard surface, keep its vents free and close what you do not need.',
    ],
  }),
  'process-stuck': ({ names, count }) => ({
    technician: [
      `Not responding: ${say.list(names)}${count > names.length ? ` (${say.number(count)} in all)` : ''}`,
      'It waits for a disk, a network drive or itself.',
      'See what it waits for; end it if it does not come back.',
    ],
    requester: [
      `${say.list(names)} does not respond`,
      'It may be waiting for a file or the network.',
      'Wait a minute. If it stays, close it; unsaved changes may be lost.',
    ],
  }),
  'restarted-after-crash': ({ at, detail }) => ({
    technician: [
      `Restarted after a crash at ${say.moment(at)}`,
      detail ?? 'The system left no reason.',
      'Look at drivers that changed lately, memory and disk.',
    ],
    requester: ['This computer crashed and restarted', `That was at ${say.moment(at)}.`, SEND],
  }),
  'restarted-after-power-loss': ({ at, detail }) => ({
    technician: [
      `Lost power at ${say.moment(at)}`,
      detail ?? 'The last session ended without shutting down: power, battery, or the power button held.',
      'Check power supply and battery; check file systems if something is missing.',
    ],
    requester: [
      'This computer went off without shutting down',
      `That was at ${say.moment(at)}. What was not saved then is lost.`,
      'If nobody switched it off, check the power cable and its socket.',
    ],
  }),
  'hardware-errors': ({ names, count, message }) => ({
    technician: [
      `Hardware errors in the log (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Test memory and processor; look for a firmware update.',
    ],
    requester: ['A part of this computer reports errors', 'It may crash or lose work.', SEND],
  }),
  'disk-errors-in-log': ({ names, count, message }) => ({
    technician: [
      `Disk errors in the log (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Save the data, then check disk, cable and controller.',
    ],
    requester: ['Reading or writing a disk failed lately', 'Files may not open or save.', SEND],
  }),
  'driver-errors': ({ names, count, message }) => ({
    technician: [
      `Driver errors in the log (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Update or roll back the driver.',
    ],
    requester: [
      'A part of this computer does not work with the system as it should',
      'It may stop at times.',
      SEND,
    ],
  }),
  'out-of-memory-kills': ({ names, count }) => ({
    technician: [
      `The system ran out of memory ${times(count)} and ended ${say.list(names)}`,
      'What was not saved there is lost.',
      'Find what took the memory; else add memory.',
    ],
    requester: [`${say.list(names)} was closed because memory ran out`, 'Too much was open at once.', CLOSE],
  }),
  'service-failed': ({ name, title, detail }) => ({
    technician: [`Service ${name} failed`, detail || title, 'Read its log and start it again.'],
    requester: [`A part of the system stopped working: ${title}`, 'What needs it does not work.', SEND],
  }),
  'service-stopped-that-should-run': ({ name, title }) => ({
    technician: [
      `Service ${name} is not running`,
      `${title} is meant to start by itself.`,
      'Start it and see in its log why it stopped.',
    ],
    requester: [`A part of the system is not running: ${title}`, 'What needs it does not work.', SEND],
  }),
  'app-crashes': ({ name, count, lastAt }) => ({
    technician: [
      `${name} crashed ${times(count)} in the last day`,
      `Last at ${say.moment(lastAt)}.`,
      'Update or repair it; look at add-ins and at what changed lately.',
    ],
    requester: [
      `${name} closed by itself ${times(count)}`,
      `Last at ${say.moment(lastAt)}.`,
      'Restart the computer and try again. If it happens again, send this request.',
    ],
  }),
  'app-hangs': ({ name, count, lastAt }) => ({
    technician: [
      `${name} hung ${times(count)} in the last day`,
      `Last at ${say.moment(lastAt)}.`,
      'Look at add-ins, network drives and disk; update it.',
    ],
    requester: [
      `${name} stopped responding ${times(count)}`,
      `Last at ${say.moment(lastAt)}.`,
      'Restart the computer and try again. If it happens again, send this request.',
    ],
  }),
  'updates-failing': ({ names, count, message }) => ({
    technician: [
      `${say.number(count)} ${plural('en', count, { one: 'update', other: 'updates' })} failed: ${say.list(names)}`,
      quoted(message),
      'Look up the error code; check free space and the update service.',
    ],
    requester: [
      'Updates could not be installed',
      'This computer stays without them until that is solved.',
      SEND,
    ],
  }),
};
