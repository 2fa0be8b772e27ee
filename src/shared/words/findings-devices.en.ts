import type { DEVICE_RULES } from '../rules/findings/devices';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';

function waiting(jobs: number): string {
  if (jobs === 0) return 'Nothing waits there.';
  return `${say.number(jobs)} ${plural('en', jobs, { one: 'print job waits', other: 'print jobs wait' })} there.`;
}

const NEEDS = {
  paper: ['is out of paper', 'Put paper in; printing goes on by itself.'],
  jam: ['has a paper jam', 'Open it as its display shows and pull the paper out.'],
  toner: ['is out of toner or ink', 'Change the cartridge, or ask whoever looks after the printer.'],
  door: ['is open', 'Close its doors and covers.'],
  tray: ['has a tray that is missing or full', 'Push the trays in and empty the output.'],
} as const;

export const deviceFindingsEn: WordsFor<typeof DEVICE_RULES> = {
  'battery-low-not-charging': ({ percent, minutes }) => ({
    technician: [
      `Battery at ${say.percent(percent)} and not charging`,
      minutes === null ? 'It may switch off soon.' : `About ${say.minutes(minutes)} left.`,
      'Have it plugged in before a session.',
    ],
    requester: [
      `The battery is at ${say.percent(percent)}`,
      'This computer may switch off soon.',
      'Plug in the power adapter.',
    ],
  }),
  'battery-not-charging-on-mains': ({ percent }) => ({
    technician: [
      `Plugged in, but not charging at ${say.percent(percent)}`,
      'Too weak an adapter or dock, a damaged cable, or a worn battery.',
      'Try the maker’s adapter directly at the computer.',
    ],
    requester: [
      'Plugged in, but the battery does not charge',
      'The adapter, the cable or the dock may not give enough.',
      'Plug the power adapter that came with it straight into the computer, at another socket.',
    ],
  }),
  'printer-needs-hands': ({ name, need, jobs }) => ({
    technician: [`Printer ${name} ${NEEDS[need][0]}`, waiting(jobs), 'Someone has to go there.'],
    requester: [`The printer ${name} ${NEEDS[need][0]}`, waiting(jobs), NEEDS[need][1]],
  }),
  'printer-offline': ({ name, connection, usb, jobs }) => ({
    technician: [
      `Printer ${name} is offline`,
      `${waiting(jobs)}${connection ? ` Connected by ${connection}.` : ''}`,
      usb
        ? 'Check cable and power; reset the port.'
        : 'Ping it; check its address, the port and SNMP status.',
    ],
    requester: [
      `The printer ${name} cannot be reached`,
      waiting(jobs),
      usb
        ? 'Check that it is switched on and its cable is plugged in.'
        : 'Check that it is switched on and that you are in the office network or the VPN.',
    ],
  }),
  'printer-stopped': ({ name, reason, jobs }) => ({
    technician: [
      `Printer ${name} is stopped`,
      `${reason ? `Its reason: ${reason}. ` : ''}${waiting(jobs)}`,
      'Remove the reason, clear a broken job and resume the queue.',
    ],
    requester: [`The printer ${name} is paused`, waiting(jobs), SEND],
  }),
  'jobs-stuck': ({ name, jobs, minutes }) => ({
    technician: [
      `${say.number(jobs)} ${plural('en', jobs, { one: 'print job is', other: 'print jobs are' })} stuck on ${name}`,
      `The oldest has waited ${say.minutes(minutes)}.`,
      'Cancel the oldest job; restart the print service if it stays.',
    ],
    requester: [
      `${say.number(jobs)} ${plural('en', jobs, { one: 'print job is', other: 'print jobs are' })} stuck on ${name}`,
      `The oldest has waited ${say.minutes(minutes)}.`,
      'Open the printer’s list of jobs and cancel the oldest, then print again.',
    ],
  }),
  'no-default-printer': ({ count }) => ({
    technician: [
      'No default printer is set',
      `There are ${say.number(count)} printers; programs choose by themselves.`,
      'Set one.',
    ],
    requester: [
      'No printer is set as the usual one',
      'Programs may print where you do not expect it.',
      'Choose the printer in the print dialog, or set a default one in the settings.',
    ],
  }),
  'no-audio-output': ({ inputs }) => ({
    technician: [
      'There is no audio output',
      inputs > 0 ? 'Only inputs are known to the system.' : 'The system knows no sound device.',
      'Check the driver, the dock and whether it is turned off in the firmware.',
    ],
    requester: [
      'This computer finds no loudspeaker or headphones',
      'There will be no sound.',
      'Unplug the headset or dock and plug it in again.',
    ],
  }),
  'display-odd-resolution': ({ name, width, height }) => ({
    technician: [
      `${name || 'A display'} runs at ${width} × ${height}`,
      'Displays fall back to this without the right driver, or when a cable hides what they are.',
      'Check driver, cable, adapter and dock.',
    ],
    requester: [
      `The screen ${name} shows a very low resolution`,
      'Everything looks large and blurred.',
      'Unplug the screen’s cable and plug it in again, or choose a higher resolution in the display settings.',
    ],
  }),
  'basic-graphics-driver': ({ model, driver }) => ({
    technician: [
      `${model || 'The graphics card'} runs on a fallback driver${driver ? ` (${driver})` : ''}`,
      'No acceleration: slow pictures, low resolution, often one screen only.',
      'Install the maker’s driver.',
    ],
    requester: [
      'The graphics driver is missing',
      'The picture may be slow or blurred, and a second screen dark.',
      SEND,
    ],
  }),
  'bluetooth-battery-low': ({ name, percent }) => ({
    technician: [
      `${name} is at ${say.percent(percent)} battery`,
      'Wireless devices stutter and drop before they stop.',
      'Charge it or change its batteries.',
    ],
    requester: [
      `The battery of ${name} is nearly empty`,
      'It may stop working at any time.',
      'Charge it or change its batteries.',
    ],
  }),
  'battery-worn': ({ percent, cycles }) => ({
    technician: [
      `The battery holds ${say.percent(percent)} of what it held when new`,
      cycles === null ? 'It lasts accordingly shorter.' : `${say.number(cycles)} charge cycles.`,
      'Replace it if the person works away from a socket.',
    ],
    requester: ['The battery has become old', 'It lasts shorter than it did.', SEND],
  }),
};
