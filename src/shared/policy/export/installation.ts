/** The part of docs/policy.md on what installers do with settings. */
export const INSTALLATION = `## At installation on Windows

\`\`\`bat
msiexec /i Deskside-0.1.0-x64.msi /qn /l* deskside.log SERVER_URL=https://desk.example.org ENROLL_TOKEN=... SITE="Front office" TAGS=front,till
Deskside-Setup-0.1.0-x64.exe /S /POLICY=deskside.ini "/SITE=Front office"
\`\`\`

| | MSI | NSIS installer |
| --- | --- | --- |
| settings | properties of the names above | \`/NAME=value\`, or \`/POLICY=FILE\`: an INI file with a section \`[Deskside]\` (UTF-16 where it holds more than ASCII); the command line outweighs the file |
| where they go | \`HKLM\\Software\\Policies\\Deskside\`, only those that are given | the same |
| token | property \`ENROLL_TOKEN\`, or in a transform (\`TRANSFORMS=site.mst\`), which keeps it off the command line | in the file of \`/POLICY\` only; \`/ENROLL_TOKEN\` is refused |
| where the token waits | \`HKLM\\Software\\Deskside\\Enrollment\`: people may read it and take it away, and nothing else; the first agent that enrolls does | the same |
| upgrade | keeps every setting that is not given anew, and a token nobody has used | the same |
| repair | writes what is missing; what was taken out of the policy stays out: \`msiexec /fa\` | run it again |
| folder | \`Program Files\\Deskside\`; no property moves it | the same; \`/D=\` is refused |
| removal | program, start at log-in, link, menu entry, its settings, the token's place | the same |
| start at log-in | for everybody, by the machine's Run key; \`AUTOSTART\` decides in the agent | the same; installed for one person: by that person's agent |

What Group Policy set itself comes back with the next refresh, also after a removal. People's own data (\`%LOCALAPPDATA%\\Deskside\`) stays after the removal of a machine-wide installation: an elevated program that deletes in folders people may rearrange can be led elsewhere. Decommission the device at the desk; where the data must go as well, run \`rmdir /s /q "%APPDATA%\\Deskside"\` as each person. The installer for one person removes that person's data, unless \`KEEP_DATA\` is set.

The token is hidden in the MSI's own log lines. Windows Installer's verbose level (\`/l*v\`) also records each registry operation, and we could check that on Wine only: log with \`/l*\`, and use tokens that expire. A value that begins with \`#\` is not text to Windows Installer; write \`##\`.

| exit code of the MSI | meaning |
| --- | --- |
| 0 | done |
| 1603 | refused or failed: an older version over a newer one, \`SERVER_URL\` is no address; the log says which |
| 1638 | this version is installed already, from another package |
| 1641, 3010 | done, a restart is needed; the MSI never restarts by itself |

| exit code of the NSIS installer | meaning |
| --- | --- |
| 0 | done |
| 2 | the file of \`/POLICY\` is not there, or the installation was broken off |
| 87 | an option, or a name in the file of \`/POLICY\`, is unknown, or its value is none; nothing was changed |

## At installation on Linux

deb and rpm take their settings from \`/etc/deskside/policy.json\`, which may lie there before the package or come later. An \`ENROLL_TOKEN\` in it (letters, digits, \`-\` and \`_\`) is moved at once to \`/var/lib/deskside/enrollment/token\`, from where the agent takes it away, and its value becomes \`null\`. A tool that writes the file anew at each run brings the token back each time: let it write the token once. The file and its folder must belong to root and be writable by root alone; else it is left as it is, and the installation says so.

Removal keeps the policy and people's data. \`apt purge\` removes both, people's data as those people, unless \`KEEP_DATA\` is set in the policy; rpm knows no purge and keeps both.

## At installation on macOS

The package takes its settings from a configuration profile. A token can lie beside them in \`/Library/Preferences/org.deskside.agent.plist\` (a file that device management lays there, mode 0600; \`defaults write\` would show the token in the process list) before the package is installed: its script moves it to \`/Library/Application Support/Deskside/enrollment/token\`, from where the agent takes it away. Removal: \`sudo /Applications/Deskside.app/Contents/Resources/uninstall\`; it removes people's data as those people, unless \`KEEP_DATA\` is set. The scripts are tried with Apple's programs stood in for; they have not run on macOS.
`;
