import { ENROLLMENT_KEY, POLICY_KEY, policyComponent, type InstallProperty } from './msi-source.ts';
import { stableId } from './guid.ts';

/** After the launch conditions (100): what is refused has read nothing. */
const APP_SEARCH = 200;
/** Behind each property that is put back. */
const PUT_BACK = 250;
/** wixl puts InstallFinalize, which runs what was prepared, at 6600. */
const AT_THE_END = 6601;
/** Before the launch conditions, which may end everything. */
const BEFORE_REFUSAL = 99;
const ADDRESS = 'Installed OR NOT SERVER_URL OR SERVER_URL ~<< "https://" OR SERVER_URL ~<< "http://"';
// A 64-bit component whose key path is a registry value, and whose condition is asked again at a repair.
const REGISTRY_COMPONENT = 4 + 64 + 256;
/** A property set from a text: no program runs. */
const SET_PROPERTY = 51;
const ONCE = 256;
const HIDE_TARGET = 8192;
const LOCAL_MACHINE = 2;
const RAW_VALUE_64_BIT = 2 + 16;

/**
 * SYSTEM and administrators own the place; people may read what lies there and set values, which takes deleting one
 * along, and nothing else: no subkeys, no links, no other owner.
 */
export const ENROLLMENT_SDDL = 'O:SYG:SYD:PAI(A;;KA;;;SY)(A;;KA;;;BA)(A;;0x2001b;;;BU)';

export interface FileVersion {
  readonly path: string;
  readonly version: string;
}

const given = (name: string) => `Given_${name}`;

/** What wixl cannot say, as SQL over the finished database. */
export function msiTables(
  properties: readonly InstallProperty[],
  versions: readonly FileVersion[],
): readonly string[] {
  return [
    ...propertyLists(properties),
    ...properties.flatMap(component),
    ...properties.flatMap(remember),
    ...properties.filter(({ secret }) => secret).flatMap(forget),
    sequence('AppSearch', APP_SEARCH),
    ...drop(),
    ...quietLog(),
    ...shortcutIdentity(),
    ...versions.flatMap(fileVersion),
    launchCondition(
      ADDRESS,
      'SERVER_URL must be the address of the desk, for example https://desk.example.org.',
    ),
  ];
}

function propertyLists(properties: readonly InstallProperty[]): string[] {
  const names = properties.map(({ name }) => name);
  const hidden = properties.filter(({ secret }) => secret).flatMap(({ name }) => [name, given(name)]);
  return [
    `UPDATE \`Property\` SET \`Value\`='WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;${names.join(';')}' WHERE \`Property\`='SecureCustomProperties'`,
    `INSERT INTO \`Property\` (\`Property\`, \`Value\`) VALUES ('MsiHiddenProperties', '${hidden.join(';')}')`,
  ];
}

/**
 * Written only where it was given or is there already, and asked again at each repair; removed in any case, also
 * when what was written has been taken away meanwhile.
 */
function component({ name }: InstallProperty): string[] {
  const where = `WHERE \`Component\`='${policyComponent(name)}'`;
  return [
    `UPDATE \`Component\` SET \`Condition\`='${name} OR REMOVE="ALL"' ${where}`,
    `UPDATE \`Component\` SET \`Attributes\`=${REGISTRY_COMPONENT} ${where}`,
  ];
}

/**
 * An upgrade or a repair without properties keeps what is set. A search overwrites what was given on the command
 * line, so that is put aside before and back after.
 */
function remember({ name, secret }: InstallProperty, at: number): string[] {
  const type = SET_PROPERTY + ONCE + (secret ? HIDE_TARGET : 0);
  const key = secret ? ENROLLMENT_KEY : POLICY_KEY;
  return [
    `INSERT INTO \`RegLocator\` (\`Signature_\`, \`Root\`, \`Key\`, \`Name\`, \`Type\`) VALUES ('Kept_${name}', ${LOCAL_MACHINE}, '${key}', '${name}', ${RAW_VALUE_64_BIT})`,
    `INSERT INTO \`AppSearch\` (\`Property\`, \`Signature_\`) VALUES ('${name}', 'Kept_${name}')`,
    `INSERT INTO \`CustomAction\` (\`Action\`, \`Type\`, \`Source\`, \`Target\`) VALUES ('PutAside_${name}', ${type}, '${given(name)}', '[${name}]')`,
    `INSERT INTO \`CustomAction\` (\`Action\`, \`Type\`, \`Source\`, \`Target\`) VALUES ('PutBack_${name}', ${type}, '${name}', '[${given(name)}]')`,
    sequence(`PutAside_${name}`, APP_SEARCH - 20 + at, name),
    sequence(`PutBack_${name}`, APP_SEARCH + 1 + at, given(name)),
  ];
}

/**
 * A log ends with all properties: once a secret is written, or is not going to be, it is none any more.
 * What was put aside has done its work as soon as it is put back.
 */
function forget({ name }: InstallProperty): string[] {
  const actions = [
    [`Forget_${given(name)}`, given(name), PUT_BACK],
    [`Forget_${name}`, name, AT_THE_END],
    [`ForgetRefused_${name}`, name, BEFORE_REFUSAL, `WIX_DOWNGRADE_DETECTED OR NOT (${ADDRESS})`],
  ] as const;
  return actions.flatMap(([action, property, at, condition]) => [
    `INSERT INTO \`CustomAction\` (\`Action\`, \`Type\`, \`Source\`) VALUES ('${action}', ${SET_PROPERTY + HIDE_TARGET}, '${property}')`,
    sequence(action, at, condition),
  ]);
}

function sequence(action: string, at: number, condition?: string): string {
  const values = condition === undefined ? `'${action}', ${at}` : `'${action}', '${condition}', ${at}`;
  const columns = condition === undefined ? '`Action`, `Sequence`' : '`Action`, `Condition`, `Sequence`';
  return `INSERT INTO \`InstallExecuteSequence\` (${columns}) VALUES (${values})`;
}

/** The token's place: its rights, and that it goes as a whole at the uninstall, emptied or not. */
function drop(): string[] {
  const token = policyComponent('ENROLL_TOKEN');
  return [
    `INSERT INTO \`Registry\` (\`Registry\`, \`Root\`, \`Key\`, \`Name\`, \`Component_\`) VALUES ('EnrollmentKey', ${LOCAL_MACHINE}, '${ENROLLMENT_KEY}', '*', '${token}')`,
    'CREATE TABLE `MsiLockPermissionsEx` (`MsiLockPermissionsEx` CHAR(72) NOT NULL, `LockObject` CHAR(72) NOT NULL, `Table` CHAR(32) NOT NULL, `SDDLText` CHAR(0) NOT NULL, `Condition` CHAR(255) PRIMARY KEY `MsiLockPermissionsEx`)',
    `INSERT INTO \`MsiLockPermissionsEx\` (\`MsiLockPermissionsEx\`, \`LockObject\`, \`Table\`, \`SDDLText\`) VALUES ('EnrollmentKey', 'EnrollmentKey', 'Registry', '${ENROLLMENT_SDDL}')`,
  ];
}

/** Windows Installer logs each registry value it writes; ours are named without what is in them. */
function quietLog(): string[] {
  return [
    'CREATE TABLE `ActionText` (`Action` CHAR(72) NOT NULL, `Description` CHAR(64) LOCALIZABLE, `Template` CHAR(128) LOCALIZABLE PRIMARY KEY `Action`)',
    "INSERT INTO `ActionText` (`Action`, `Description`, `Template`) VALUES ('WriteRegistryValues', 'Writing settings', 'Key: [1], Name: [2]')",
  ];
}

/** Windows shows a program's notifications under the name of the shortcut that carries its identity. */
function shortcutIdentity(): string[] {
  return [
    'CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, `Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(0) NOT NULL, `PropVariantValue` CHAR(0) NOT NULL PRIMARY KEY `MsiShortcutProperty`)',
    "INSERT INTO `MsiShortcutProperty` (`MsiShortcutProperty`, `Shortcut_`, `PropertyKey`, `PropVariantValue`) VALUES ('Identity', 'StartMenu', 'System.AppUserModel.ID', 'org.deskside.agent')",
  ];
}

/** A file with a version is compared by it; its checksum is only for those that have none. */
function fileVersion({ path, version }: FileVersion): string[] {
  const file = stableId('f', path);
  return [
    `UPDATE \`File\` SET \`Version\`='${version}' WHERE \`File\`='${file}'`,
    `UPDATE \`File\` SET \`Language\`='1033' WHERE \`File\`='${file}'`,
    `DELETE FROM \`MsiFileHash\` WHERE \`File_\`='${file}'`,
  ];
}

function launchCondition(condition: string, message: string): string {
  return `INSERT INTO \`LaunchCondition\` (\`Condition\`, \`Description\`) VALUES ('${condition}', '${message}')`;
}
