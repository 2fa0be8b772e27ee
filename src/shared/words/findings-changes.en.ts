import type { CHANGE_RULES } from '../rules/findings/changes';
import type { Told, WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('en');

const SEND = 'If the trouble began then, say so in your request.';

interface Found {
  names: readonly string[];
  count: number;
  before: string | null;
  after: string | null;
  seenAt: string;
}

function told(what: string, plainWhat: string, next: string): (found: Found) => Told {
  return ({ names, count, before, after, seenAt }) => {
    const more =
      count > names.length && names.length > 0 ? ` and ${say.number(count - names.length)} more` : '';
    const about = names.length > 0 ? `: ${names.join(', ')}${more}` : '';
    const step =
      before !== null && after !== null
        ? `${before} → ${after}`
        : (after ?? before ?? 'The values are not known');
    return {
      technician: [`${what}${about}`, `${step}; seen ${say.moment(seenAt)}.`, next],
      requester: [`${plainWhat}${about}`, `Seen ${say.moment(seenAt)}.`, SEND],
    };
  };
}

export const changeFindingsEn: WordsFor<typeof CHANGE_RULES> = {
  'driver-changed': told('Driver changed', 'A driver was changed', 'If it began then, roll the driver back.'),
  'os-updated': told(
    'The system was updated',
    'The system was updated',
    'If it began then, look for known faults of that update.',
  ),
  'security-changed': told(
    'Protection changed',
    'The protection was changed',
    'See who changed it and whether it is meant so.',
  ),
  'memory-changed': told(
    'Memory changed',
    'The memory was changed',
    'If nobody exchanged it, reseat and test the modules.',
  ),
  'default-printer-changed': told(
    'Default printer changed',
    'Your usual printer was changed',
    'Set it back if it is not meant so.',
  ),
  'dns-changed': told(
    'DNS servers changed',
    'The network’s name servers were changed',
    'Check whether they fit this network.',
  ),
  'gateway-changed': told(
    'Default gateway changed',
    'The way into the network was changed',
    'Check whether it is the expected network.',
  ),
  'proxy-changed': told(
    'Proxy changed',
    'The way to the web was changed',
    'Check who set it and whether it answers.',
  ),
  'vpn-changed': told('VPN changed', 'The VPN was changed', 'Check its state and its routes.'),
  'device-removed': told(
    'Device gone',
    'A device is no longer there',
    'If it should be there: cable, dock, driver.',
  ),
  'disk-space-lost': told(
    'Much disk space was used up',
    'Much space on the disk was used up',
    'Find what was written there.',
  ),
  'software-removed': told(
    'Software removed',
    'Programs were removed',
    'If something is missing, install it again.',
  ),
  'software-updated': told(
    'Software updated',
    'Programs were updated',
    'If it began then, look for known faults of that version.',
  ),
  'software-installed': told(
    'Software installed',
    'Programs were installed',
    'If it began then, remove it to try.',
  ),
  'startup-added': told(
    'New at start-up',
    'A new program starts with the computer',
    'If it began then, turn it off to try.',
  ),
  'printer-removed': told('Printer removed', 'A printer was removed', 'If it is missed, add it again.'),
  'filesystem-removed': told(
    'Disk or network drive gone',
    'A disk or network drive is no longer there',
    'If it should be there: connection, credentials, disk.',
  ),
  'wifi-changed': told(
    'Another Wi-Fi',
    'Another Wi-Fi is used',
    'Check whether it is the right one for work.',
  ),
};
