import type { SettingsWords } from './settings';

export const settingsEn: SettingsWords = {
  settings: {
    serverUrl: {
      label: 'Address of the help desk',
      help: 'The desk this computer belongs to, for example https://desk.example.org.',
    },
    enrollToken: {
      label: 'Enrollment token',
      help: 'Admits this computer to the desk once; the installer takes it away again afterwards.',
    },
    site: {
      label: 'Site',
      help: 'Where this computer stands, as it appears in the list of devices.',
    },
    tags: {
      label: 'Tags',
      help: 'Words by which technicians find this computer in the list of devices, with commas between them.',
    },
    autostart: {
      label: 'Start at log-in',
      help: 'Deskside starts by itself whenever somebody logs in.',
    },
    tray: {
      label: 'Icon in the tray',
      help: 'Shows the tray icon while nothing happens; while somebody sees the screen it is always shown.',
    },
    language: {
      label: 'Language',
      help: 'The language Deskside speaks on this computer.',
      choices: { system: 'As the system', en: 'English', de: 'Deutsch' },
    },
    caCertFile: {
      label: 'Additional certificate authority',
      help: 'A PEM file with the certificate of your own authority, trusted besides those of the system.',
    },
    proxy: {
      label: 'Proxy',
      help: '“system” follows the operating system, “direct” uses none, or one address such as http://proxy.example.org:3128.',
    },
    hotkey: {
      label: 'Key combination',
      help: 'Opens “Get help” from anywhere, such as Control+Alt+H; “none” switches it off.',
    },
    allowQuit: {
      label: 'People may quit Deskside',
      help: 'Shows “Quit” in the tray menu.',
    },
    screenshots: {
      label: 'Screenshots with requests',
      help: 'Lets people add pictures of their screen to a request; seeing the screen live is not affected.',
    },
    checkHosts: {
      label: 'Hosts to check',
      help: 'Up to 15 hosts that each report tries to reach, such as mail.example.org:8443.',
    },
    showIdentifiers: {
      label: 'Identifiers shown unmasked',
      help: 'Which names of devices and networks reports contain in full; all others stay masked.',
      choices: {
        ssid: 'Wi-Fi names',
        bssid: 'Addresses of access points',
        mac: 'Hardware addresses',
        serial: 'Serial numbers',
      },
    },
    updates: {
      label: 'Updates',
      help: 'Whether Deskside installs the releases that your help desk hands out.',
      choices: { automatic: 'Automatic', off: 'Off' },
    },
    updateChannel: {
      label: 'Update channel',
      help: 'Which releases this computer gets.',
      choices: { stable: 'Stable', preview: 'Preview' },
    },
    updateRing: {
      label: 'Update ring',
      help: 'When this computer gets a new release, compared with the others.',
      choices: { auto: 'As the rollout goes', pilot: 'First, as a pilot', last: 'Last, with everyone' },
    },
    keepData: {
      label: 'Keep data at uninstall',
      help: 'Leaves the identity, drafts and unsent requests on the computer when Deskside is removed.',
    },
    logLevel: {
      label: 'Log detail',
      help: 'How much the log on this computer records.',
      choices: { info: 'Normal', debug: 'Everything, to find a fault' },
    },
    attendedOnly: {
      label: 'Only while somebody is there',
      help: 'A screen is only ever seen while a person at the computer takes part.',
    },
    requireConsent: {
      label: 'Only with consent',
      help: 'Each session needs the answer of the person at the computer.',
    },
    showIndicator: {
      label: 'Always in sight',
      help: 'While somebody sees the screen, the computer shows who it is and a way to end it.',
    },
  },
  groups: {
    desk: 'Help desk and network',
    person: 'Everyday use',
    privacy: 'Requests and diagnostics',
    updates: 'Updates',
    upkeep: 'Maintenance',
    floor: 'Never negotiable',
  },
  on: 'On',
  off: 'Off',
  undecided: 'Not decided',
  nothing: 'nothing',
};
