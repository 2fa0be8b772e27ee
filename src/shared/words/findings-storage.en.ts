import type { STORAGE_RULES } from '../rules/findings/storage';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';

interface Volume {
  mount: string;
  role: string;
}

function isWindows(mount: string): boolean {
  return /^[A-Z]:/i.test(mount);
}

function disk({ mount }: Volume): string {
  return `Disk ${mount}`;
}

/** Mount points mean nothing to most people, drive letters do. */
function plainDisk({ mount, role }: Volume): string {
  if (isWindows(mount)) return `Disk ${mount}`;
  if (role === 'system') return 'This computer’s disk';
  if (role === 'home') return 'The disk with your files';
  return role === 'removable' ? 'The plugged-in disk' : `The disk “${mount}”`;
}

function atStake({ mount, role }: Volume): string {
  if (role === 'boot') return 'The next system update cannot place its boot files.';
  if (role !== 'system' && role !== 'home') return 'Programs that save here fail.';
  return isWindows(mount)
    ? 'Windows updates and Outlook fail below 5 GB.'
    : 'Updates, mail and saving fail when it runs out.';
}

const FREE_SPACE =
  'Empty the trash, clear the downloads folder, and move large files to a network folder. Then restart.';

export const storageFindingsEn: WordsFor<typeof STORAGE_RULES> = {
  'disk-full': (found) => ({
    technician: [
      `${disk(found)} has ${say.bytes(found.availableBytes)} left (${say.percent(found.availablePercent)})`,
      atStake(found),
      'Free space: temporary files, old profiles, update leftovers; else a larger disk.',
    ],
    requester: [
      `${plainDisk(found)} is full: ${say.bytes(found.availableBytes)} left`,
      'Programs may not save, and mail may stop arriving.',
      FREE_SPACE,
    ],
  }),
  'disk-almost-full': (found) => ({
    technician: [
      `${disk(found)} has ${say.bytes(found.availableBytes)} left (${say.percent(found.availablePercent)})`,
      atStake(found),
      'Free space before the next update; look at what grew in “what changed”.',
    ],
    requester: [
      `${plainDisk(found)} is almost full: ${say.bytes(found.availableBytes)} left`,
      'When it is full, programs cannot save any more.',
      FREE_SPACE,
    ],
  }),
  'disk-filling-up': (found) => ({
    technician: [
      `${disk(found)} will be full in ${say.days(found.daysLeft)}`,
      `It loses ${say.bytes(found.perDayBytes)} a day.`,
      'Find what grows: logs, mail files, caches, a backup that keeps everything.',
    ],
    requester: [
      `${plainDisk(found)} is filling up: about ${say.days(found.daysLeft)} left`,
      `Something uses ${say.bytes(found.perDayBytes)} more every day.`,
      'If you are copying or downloading a lot, stop that. Otherwise send this request.',
    ],
  }),
  'inodes-full': (found) => ({
    technician: [
      `${disk(found)} has used ${say.percent(found.usedPercent)} of its inodes`,
      'No new file can be made, although there is space left.',
      'Find the folder with very many small files (caches, sessions, mail queues) and clear it.',
    ],
    requester: [`${plainDisk(found)} holds too many files`, 'Programs may not be able to save.', SEND],
  }),
  'network-drive-silent': ({ mount, device }) => ({
    technician: [
      `Network drive ${mount} does not answer`,
      `${device} is connected, but its server says nothing. Programs that touch it hang.`,
      'Check the server and the way to it (VPN, name, firewall), then connect the drive again.',
    ],
    requester: [
      `The network drive ${mount} does not answer`,
      'Programs that open files there may hang.',
      'If you work from outside, connect the VPN; then open the drive again.',
    ],
  }),
  'read-only-filesystem': (found) => ({
    technician: [
      `${disk(found)} is mounted read-only`,
      found.role === 'data'
        ? 'Nothing can be saved there; it may be meant so.'
        : 'Linux does this after errors on the disk. Programs and sign-in fail in odd ways.',
      'Look for disk errors in the log, save the data, check the file system from outside.',
    ],
    requester: [`${plainDisk(found)} can be read, but not written`, 'What you change cannot be saved.', SEND],
  }),
  'disk-failing': (found) => ({
    technician: [
      `Disk ${found.model} reports that it is failing`,
      'Its own self-check (SMART) expects it to break: the data is at risk.',
      'Back it up today and replace it.',
    ],
    requester: [
      'A disk in this computer is about to break',
      'Your files may be lost if they are only on this computer.',
      'Copy what matters to a network folder now, then send this request.',
    ],
  }),
  'disk-bad-sectors': (found) => ({
    technician: [
      `Disk ${found.model} has ${say.number(found.value)} bad or moved ${plural('en', found.value, { one: 'sector', other: 'sectors' })}`,
      'Disks with any fail many times more often than those with none.',
      'Back it up, watch whether the number grows, plan to replace it.',
    ],
    requester: [
      'A disk in this computer has worn spots',
      'Files on it may become unreadable.',
      'Copy what matters to a network folder, then send this request.',
    ],
  }),
  'disk-worn': (found) => ({
    technician: [
      `Disk ${found.model} has used ${say.percent(found.value)} of its life`,
      'Beyond 100% its maker promises nothing; it may turn read-only.',
      'Plan to replace it.',
    ],
    requester: ['The disk in this computer is nearly worn out', 'It still works, but not for years.', SEND],
  }),
  'disk-hot': (found) => ({
    technician: [
      `Disk ${found.model} is at ${say.number(found.value)} °C`,
      'It slows itself down, and its life shortens.',
      'Check fans, dust and where the computer stands.',
    ],
    requester: [
      'The disk in this computer is hot',
      'A hot disk gets slow.',
      'Put the computer on a hard surface and keep its vents free.',
    ],
  }),
};
