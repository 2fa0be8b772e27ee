import { readdirSync } from 'node:fs';
import path from 'node:path';
import { stableGuid, stableId } from './guid.ts';

/** A setting that the installer takes, as the table of settings marks it (`installer-settings.entry.ts`). */
export interface InstallProperty {
  readonly name: string;
  readonly secret: boolean;
}

export interface MsiInput {
  readonly version: string;
  /** The unpacked program; paths in the source are relative to its parent. */
  readonly unpacked: string;
  readonly properties: readonly InstallProperty[];
  /** In the folder of `unpacked`. */
  readonly icon: string | null;
}

export const EXECUTABLE = 'deskside.exe';
export const POLICY_KEY = 'Software\\Policies\\Deskside';
export const ENROLLMENT_KEY = 'Software\\Deskside\\Enrollment';
const UPGRADE_CODE = stableGuid('upgrade');

export const policyComponent = (name: string) => `Policy_${name}`;

/** Windows Installer counts three numbers and no pre-release. */
export function msiVersion(version: string): string {
  return version.replace(/[-+].*$/, '');
}

/** What wixl understands of the package; the rest of its tables is in msi-tables.ts. */
export function msiSource(input: MsiInput): string {
  const { version, properties, icon } = input;
  const components: string[] = [];
  const files = folder(input.unpacked, '', '          ', components);
  const settings = properties.map((property) => settingComponent(property)).join('\n');
  const refs = [
    ...components,
    ...properties.map(({ name }) => policyComponent(name)),
    'Autostart',
    'Protocol',
  ].map((id) => `      <ComponentRef Id="${id}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="${stableGuid('product', msiVersion(version))}" Name="Deskside" Language="1033" Version="${msiVersion(version)}"
      Manufacturer="Deskside" UpgradeCode="${UPGRADE_CODE}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="Deskside agent"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of Deskside is installed already; it stays."/>
    <Media Id="1" Cabinet="deskside.cab" EmbedCab="yes"/>
    <Property Id="ARPNOMODIFY" Value="1"/>
    <Property Id="ARPCOMMENTS" Value="IT help in one click"/>
    <Property Id="REBOOT" Value="ReallySuppress"/>
    <Property Id="REINSTALLMODE" Value="amus"/>
${icon === null ? '' : `    <Icon Id="deskside.ico" SourceFile="${icon}"/>\n    <Property Id="ARPPRODUCTICON" Value="deskside.ico"/>\n`}    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramMenuFolder"/>
      <Directory Id="ProgramFiles64Folder">
        <Directory Id="InstallFolder" Name="Deskside">
${files}${settings}
          <Component Id="Autostart" Guid="${stableGuid('autostart')}" Win64="yes">
            <RegistryValue Root="HKLM" Key="Software\\Microsoft\\Windows\\CurrentVersion\\Run" Name="Deskside" Type="string"
                Value="&quot;[InstallFolder]${EXECUTABLE}&quot; --at-login" KeyPath="yes"/>
          </Component>
          <Component Id="Protocol" Guid="${stableGuid('protocol')}" Win64="yes">
            <RegistryValue Root="HKLM" Key="Software\\Classes\\deskside" Type="string" Value="URL:Deskside" KeyPath="yes"/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\deskside" Name="URL Protocol" Type="string" Value=""/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\deskside\\DefaultIcon" Type="string" Value="&quot;[InstallFolder]${EXECUTABLE}&quot;,0"/>
            <RegistryValue Root="HKLM" Key="Software\\Classes\\deskside\\shell\\open\\command" Type="string"
                Value="&quot;[InstallFolder]${EXECUTABLE}&quot; -- &quot;%1&quot;"/>
          </Component>
        </Directory>
      </Directory>
    </Directory>
    <Feature Id="Main" Title="Deskside" Level="1" Absent="disallow">
${refs.join('\n')}
    </Feature>
  </Product>
</Wix>
`;
}

/** One component a setting, so that each is written only where it was given. The token goes where the agent may take it away. */
function settingComponent({ name, secret }: InstallProperty): string {
  const key = secret ? ENROLLMENT_KEY : POLICY_KEY;
  return `          <Component Id="${policyComponent(name)}" Guid="${stableGuid('policy', name)}" Win64="yes">
            <RegistryValue Id="${policyComponent(name)}" Root="HKLM" Key="${key}" Name="${name}" Type="string" Value="[${name}]" KeyPath="yes"/>
          </Component>`;
}

/** Every file a component of its own, known by its path: an upgrade finds each again. */
function folder(root: string, relative: string, indent: string, components: string[]): string {
  const entries = readdirSync(path.join(root, relative), { withFileTypes: true });
  return entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((entry) => {
      const inner = path.posix.join(relative, entry.name);
      if (entry.isDirectory()) {
        const content = folder(root, inner, `${indent}  `, components);
        return `${indent}<Directory Id="${stableId('d', inner)}" Name="${entry.name}">\n${content}${indent}</Directory>\n`;
      }
      const id = stableId('c', inner);
      components.push(id);
      const source = path.posix.join(path.basename(root), inner);
      return [
        `${indent}<Component Id="${id}" Guid="${stableGuid('file', inner)}" Win64="yes">`,
        `${indent}  <File Id="${stableId('f', inner)}" Source="${source}" KeyPath="yes"/>`,
        ...(inner === EXECUTABLE ? [`${indent}  ${shortcut()}`] : []),
        `${indent}</Component>\n`,
      ].join('\n');
    })
    .join('');
}

function shortcut(): string {
  return `<Shortcut Id="StartMenu" Directory="ProgramMenuFolder" Name="Deskside" Description="IT help in one click" Target="[InstallFolder]${EXECUTABLE}" WorkingDirectory="InstallFolder"/>`;
}
