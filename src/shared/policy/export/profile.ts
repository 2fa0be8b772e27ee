import { settingWords } from '../../words/settings';
import type { SettingKey } from '../settings';
import { settingOf, TEMPLATE_KEYS } from './managed';
import { plist, type PlistValue } from './plist';
import { xmlComment } from './xml';

export const BUNDLE_ID = 'org.deskside.agent';
/** Stands where the team of the Developer ID certificate belongs; no such team exists. */
export const TEAM_PLACEHOLDER = 'TEAMID0000';

const ORGANIZATION = 'Deskside';
const PROFILE_UUID = '6F1B5B0E-1B3C-4E5A-9A0D-7C6E2A4D1F01';
const PREFERENCES_UUID = '6F1B5B0E-1B3C-4E5A-9A0D-7C6E2A4D1F02';
const PRIVACY_UUID = '6F1B5B0E-1B3C-4E5A-9A0D-7C6E2A4D1F03';

export interface ProfileOptions {
  /** By the names of the table; only what IT decides. */
  readonly settings: Readonly<Record<string, PlistValue>>;
  readonly teamId: string;
}

/** The configuration profile as it is handed out: one setting, and the others named for the person who edits it. */
export function profileTemplate(): string {
  return profile({ settings: { SERVER_URL: 'https://desk.example.org' }, teamId: TEAM_PLACEHOLDER });
}

/** Managed preferences of the agent, and what macOS lets an organization grant to it. */
export function profile({ settings, teamId }: ProfileOptions): string {
  return plist(
    {
      PayloadContent: [
        {
          ...payload(
            'preferences',
            PREFERENCES_UUID,
            'com.apple.ManagedClient.preferences',
            'Deskside settings',
          ),
          PayloadContent: {
            [BUNDLE_ID]: { Forced: [{ mcx_preference_settings: settings }] },
          },
        },
        {
          ...payload(
            'privacy',
            PRIVACY_UUID,
            'com.apple.TCC.configuration-profile-policy',
            'Deskside permissions',
          ),
          Services: {
            ScreenCapture: [permission('AllowStandardUserToSetSystemService', teamId)],
            Accessibility: [permission('Allow', teamId)],
          },
        },
      ],
      PayloadDescription: 'Settings and permissions of the Deskside agent.',
      PayloadDisplayName: 'Deskside',
      PayloadIdentifier: `${BUNDLE_ID}.profile`,
      PayloadOrganization: ORGANIZATION,
      PayloadScope: 'System',
      PayloadType: 'Configuration',
      PayloadUUID: PROFILE_UUID,
      PayloadVersion: 1,
    },
    xmlComment(instructions(teamId)),
  );
}

function payload(
  part: string,
  uuid: string,
  type: string,
  displayName: string,
): Readonly<Record<string, PlistValue>> {
  return {
    PayloadDisplayName: displayName,
    PayloadIdentifier: `${BUNDLE_ID}.profile.${part}`,
    PayloadOrganization: ORGANIZATION,
    PayloadType: type,
    PayloadUUID: uuid,
    PayloadVersion: 1,
  };
}

/** Signed with a Developer ID certificate of this team, the way `codesign --display --requirements -` writes it. */
function codeRequirement(teamId: string): string {
  return [
    `identifier "${BUNDLE_ID}"`,
    'anchor apple generic',
    'certificate 1[field.1.2.840.113635.100.6.2.6] /* exists */',
    'certificate leaf[field.1.2.840.113635.100.6.1.13] /* exists */',
    `certificate leaf[subject.OU] = "${teamId}"`,
  ].join(' and ');
}

function permission(authorization: string, teamId: string): PlistValue {
  return {
    Identifier: BUNDLE_ID,
    IdentifierType: 'bundleID',
    CodeRequirement: codeRequirement(teamId),
    Authorization: authorization,
  };
}

function instructions(teamId: string): string[] {
  return [
    'Deskside: settings and permissions for macOS 11 and later, to be handed out by device management.',
    '',
    ...(teamId === TEAM_PLACEHOLDER
      ? [
          `1. Replace ${TEAM_PLACEHOLDER} (twice) by the team that signed your Deskside, as this command prints it:`,
          '   codesign -dr - /Applications/Deskside.app',
          '   Until then macOS grants nothing; the settings work all the same.',
          '2. Decide settings by adding keys beside SERVER_URL; each key that stands here is locked for people.',
        ]
      : []),
    '',
    'Screen recording: Apple lets a profile allow people without administrator rights to switch it on themselves,',
    'and no more. Accessibility can be granted outright.',
    '',
    ...TEMPLATE_KEYS.filter((key) => settingOf(key).name !== 'SERVER_URL').map(line),
  ];
}

function line(key: SettingKey): string {
  const { name, kind } = settingOf(key);
  const type = {
    switch: '<true/> or <false/>',
    text: '<string>',
    list: '<array> of <string>',
    choice: `<string>: ${kind.is === 'choice' ? kind.of.join(', ') : ''}`,
  }[kind.is];
  return `${name}  ${type}  ${settingWords('en', key).help}`;
}
