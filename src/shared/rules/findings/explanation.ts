import type { Topic } from './finding';

/** A whole word. `stem*`: a word that begins so. `*stem*`: also within a compound, as German makes them. */
type Stem = string;

const STEMS: { readonly [T in Topic]: readonly Stem[] } = {
  storage: [
    ...['*speicherplatz*', 'speicher', '*festplatte*', '*laufwerk*', 'platz', '*datentrager*', 'ssd'],
    ...['speichern', 'abspeichern', 'gespeichert', 'disk', 'disks', '*storage*', 'space', 'save', 'saving'],
    ...['saved', '*outlook*', 'download*', 'herunterladen', 'drive'],
  ],
  speed: [
    ...[
      '*langsam*',
      'lahm*',
      'trage',
      'ruckel*',
      'hangt',
      'hangen',
      'aufgehangt',
      'speicher',
      '*arbeitsspeicher*',
    ],
    ...['slow*', 'sluggish', 'lag', 'lags', 'lagging', 'laggy', 'hang', 'hangs', 'hanging', 'memory', 'ram'],
    ...[
      'freez*',
      'frozen',
      'eingefroren',
      'friert',
      'dauert',
      'ewig',
      '*lufter*',
      'fan',
      'heiss',
      'hot',
      'takes',
    ],
  ],
  network: [
    ...[
      '*netzwerk*',
      'netz',
      '*wlan*',
      'wifi',
      'wi-fi',
      'wireless',
      'lan',
      'vpn',
      '*network*',
      '*verbindung*',
    ],
    ...[
      'verbunden',
      '*internet*',
      'connect*',
      'offline',
      'disconnect*',
      'ethernet',
      'teams',
      'zoom',
      'server*',
    ],
  ],
  internet: [
    ...[
      '*internet*',
      '*webseite*',
      '*website*',
      '*homepage*',
      '*browser*',
      'web',
      'site',
      'sites',
      'page',
      'pages',
    ],
    ...[
      'chrome',
      'firefox',
      'edge',
      'safari',
      'online',
      '*outlook*',
      '*mail*',
      'teams',
      'zoom',
      '*zertifikat*',
    ],
    ...['certificate*', 'dns', 'proxy', 'seiten', 'intranet', 'vpn', '*wlan*', 'wifi', 'wi-fi', 'sharepoint'],
  ],
  'sign-in': [
    ...[
      '*anmeld*',
      '*einlogg*',
      'eingeloggt',
      '*login*',
      'logon',
      '*passwor*',
      '*kennwor*',
      'log-in',
      'log-on',
    ],
    ...[
      'sign-in',
      'signin',
      'signing',
      'logging',
      '*uhrzeit*',
      'uhr',
      'clock',
      'mfa',
      '2fa',
      'authenticator',
    ],
  ],
  printing: [
    ...[
      '*drucker*',
      'druck*',
      'ausdruck*',
      'gedruckt',
      'bedruckt',
      '*print*',
      '*toner*',
      '*papierstau*',
      'plotter',
    ],
  ],
  power: [
    ...['*akku*', '*batterie*', 'batter*', '*ladegerat*', 'ladt', 'laden', 'netzteil', 'charg*', 'recharg*'],
    ...['strom', 'power', 'unplugged', 'plugged', 'ladekabel'],
  ],
  crash: [
    ...[
      '*absturz*',
      '*abgesturzt*',
      'absturzt',
      'crash*',
      'bluescreen*',
      'blue-screen',
      'neustart*',
      'neugestartet',
    ],
    ...['restart*', 'reboot*', 'hangt', 'hangen', 'aufgehangt', 'eingefroren', 'friert', 'freez*', 'frozen'],
    ...['startet', 'schliesst', 'closes', 'closing', 'responding', 'reagiert', 'antwortet', 'fehlermeldung*'],
  ],
  sound: [
    ...[
      'ton',
      'sound*',
      'audio',
      '*lautsprecher*',
      '*kopfhorer*',
      'headset*',
      'speaker*',
      'headphone*',
      'hore',
    ],
    ...['hear', 'horen', 'hort', 'volume', '*lautstarke*', 'stumm', 'mute*'],
  ],
  display: [
    ...[
      '*bildschirm*',
      '*monitor*',
      'display*',
      'screen*',
      '*auflosung*',
      'resolution',
      'unscharf',
      'blurry',
    ],
    ...['flacker*', 'flicker*', 'beamer', 'projector'],
  ],
  security: [
    ...['*virus*', '*viren*', 'antivirus*', 'firewall*', 'malware', 'trojan*', '*verschlussel*', 'bitlocker'],
    ...['defender', 'hacked', 'gehackt', 'encrypt*'],
  ],
  updates: ['*update*', '*aktualisier*', 'upgrade*', 'patch*', 'neustart*'],
  'live-view': ['screenshare', 'screen-share', '*bildschirmfreigabe*', 'fernwartung*', 'screensharing'],
  hardware: [
    ...[
      '*tastatur*',
      'maus',
      'keyboard*',
      'mouse',
      'bluetooth',
      'usb',
      '*webcam*',
      '*kamera*',
      'camera*',
      'docking*',
    ],
    ...['dock', '*treiber*', 'driver*', '*stick', 'scanner*', '*gerat*'],
  ],
};

/** Words people write apart, as one. */
const TOGETHER: readonly (readonly [RegExp, string])[] = [
  [/\b(sign|log|signed|logged|signing|logging)[ -]?(in|on)\b/g, 'sign-in'],
  [/\bblue screens?\b/g, 'bluescreen'],
  [/\bscreen shar(e|ing)\b/g, 'screenshare'],
  [/\bwi[ -]?fi\b/g, 'wifi'],
  [/\bw-lan\b/g, 'wlan'],
  [/\be-?mails?\b/g, 'mail'],
];

/** Somebody wishes for something; what is wrong with this computer does not explain that. */
const WISH =
  /\b(bestell\w*|beantrag\w*|anschaff\w*|order|purchase|buy)\b|\b(brauche?n?|benotige?n?|mochte|hatte gern\w*|need|want|would like|get me)\b.*\b(neue[nrsm]?|new|another|zweite[nrsm]?|second|zusatzlich\w*|additional|lizenz\w*|licen[cs]e\w*|zugriff|zugang|access|berechtigung\w*|permission\w*)\b/;

/** Small, without accents: `ä`, `ae` and `a` are the same to people in a hurry. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ae/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u');
}

type Matcher = (word: string) => boolean;

function matcher(stem: Stem): Matcher {
  const core = fold(stem.replaceAll('*', ''));
  if (stem.startsWith('*') && stem.endsWith('*')) return (word) => word.includes(core);
  if (stem.startsWith('*')) return (word) => word.endsWith(core);
  return stem.endsWith('*') ? (word) => word.startsWith(core) : (word) => word === core;
}

const MATCHERS = Object.entries(STEMS).map(([topic, stems]) => [topic as Topic, stems.map(matcher)] as const);

/** What a person's words may be about; nothing where they wish for something or no stem is in them. */
export function topicsOf(text: string): ReadonlySet<Topic> {
  let plain = fold(text.slice(0, 4000));
  if (WISH.test(plain)) return new Set();
  for (const [apart, joined] of TOGETHER) plain = plain.replace(apart, joined);
  const words = plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  // `Outlook-Absturz` is one word and two.
  const all = new Set(words.flatMap((word) => [word, ...word.split('-')]));
  const found = MATCHERS.filter(([, matchers]) =>
    [...all].some((word) => matchers.some((matches) => matches(word))),
  );
  return new Set(found.map(([topic]) => topic));
}
