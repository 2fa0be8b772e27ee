import type { UPKEEP_RULES } from '../rules/findings/upkeep';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('en');

const SEND = 'Tell your IT team: send this request.';

export const upkeepFindingsEn: WordsFor<typeof UPKEEP_RULES> = {
  'antivirus-off': ({ names }) => ({
    technician: [
      `${say.list(names)} is turned off`,
      'Nothing watches for malware on this computer.',
      'Turn it on; find out who turned it off.',
    ],
    requester: ['The virus protection is off', 'Be careful with links and attachments until it is on.', SEND],
  }),
  'firewall-off': ({ name }) => ({
    technician: [
      `Firewall ${name} is off`,
      'Every service on this computer is open to its network.',
      'Turn it on, by policy where there is one.',
    ],
    requester: ['The firewall is off', 'In foreign networks this computer is less protected.', SEND],
  }),
  'antivirus-outdated': ({ name }) => ({
    technician: [
      `${name} is not up to date`,
      'New malware is not recognized.',
      'Start its update and see why it does not come by itself.',
    ],
    requester: ['The virus protection is not up to date', 'It does not know the newest threats.', SEND],
  }),
  'encryption-off': ({ volume, portable }) => ({
    technician: [
      `${volume} is not encrypted`,
      portable ? 'Whoever finds this computer can read its disk.' : 'Whoever takes the disk out can read it.',
      'Turn on BitLocker, FileVault or LUKS, and keep the recovery key.',
    ],
    requester: ['The disk is not encrypted', 'If this computer is lost, its files can be read.', SEND],
  }),
  'os-support-ended': ({ name, version, end }) => ({
    technician: [
      `${name} ${version} gets no security updates since ${say.day(end)}`,
      'Known holes stay open, unless extended support was bought.',
      'Upgrade it.',
    ],
    requester: [
      'This computer’s system is too old to be kept safe',
      'Its maker sends no more security updates.',
      SEND,
    ],
  }),
  'updates-pending-security': ({ count, names }) => ({
    technician: [
      `${say.number(count)} security ${plural('en', count, { one: 'update is', other: 'updates are' })} waiting`,
      names.length > 0 ? `Among them ${say.list(names)}.` : 'The system does not say which.',
      'Install them and restart.',
    ],
    requester: [
      'Security updates are waiting',
      'They close holes that are known.',
      'Install them when you can do without the computer for a while, for example over lunch.',
    ],
  }),
  'updates-long-not-installed': ({ days, pending }) => ({
    technician: [
      `Nothing was installed for ${say.days(days)}; ${say.number(pending)} ${plural('en', pending, { one: 'update waits', other: 'updates wait' })}`,
      'At least two monthly rounds were missed.',
      'See why: paused, no restart, no space, not reached by management.',
    ],
    requester: [`No updates were installed for ${say.days(days)}`, 'Known faults stay in.', SEND],
  }),
  'updates-long-not-checked': ({ days }) => ({
    technician: [
      `Updates were last looked for ${say.days(days)} ago`,
      'What is missing is not even known.',
      'Start a check; see whether the update service runs and reaches its server.',
    ],
    requester: [
      `This computer has not looked for updates for ${say.days(days)}`,
      'It may lack important ones.',
      SEND,
    ],
  }),
  'reboot-required': ({ reason }) => ({
    technician: [
      'A restart is required',
      reason ? `Because of ${reason}.` : 'Updates are only half in effect until then.',
      'Restart before looking further: it may be the cure.',
    ],
    requester: [
      'This computer wants to be restarted',
      'Updates are only half in effect until then.',
      'Save your work and restart. It often helps.',
    ],
  }),
  'not-restarted-for-long': ({ days }) => ({
    technician: [
      `Not restarted for ${say.days(days)}`,
      'Memory leaks and half-applied updates pile up.',
      'Restart before looking further.',
    ],
    requester: [
      `This computer has been on for ${say.days(days)}`,
      'Many small faults go away with a restart.',
      'Save your work and restart.',
    ],
  }),
};
