import type { Topic } from './finding';

/**
 * How people name what is wrong, in English and German. A whole word; `stem*`: a word that begins so;
 * `*stem*`: also within a compound, as German makes them.
 */
const STEMS: { readonly [T in Topic]: string } = {
  storage: `*speicherplatz* speicher *festplatte* *laufwerk* platz *datenträger* ssd speichern abspeichern
    gespeichert disk disks *storage* space save saving saved *outlook* download* herunterladen drive`,
  speed: `*langsam* lahm* träge ruckel* hängt hängen aufgehängt speicher *arbeitsspeicher* slow* sluggish lag
    lags lagging laggy hang hangs hanging memory ram freez* frozen eingefroren friert dauert ewig lüfter* fan
    fans heiß hot takes`,
  network: `*netzwerk* netz *wlan* wifi wireless lan vpn *network* *verbindung* verbunden *internet* connect*
    offline disconnect* ethernet teams zoom server*`,
  internet: `*internet* *webseite* *website* *homepage* *browser* web site sites page pages chrome firefox edge
    safari online *outlook* mail mails *mails *zertifikat* certificate* dns proxy seite seiten intranet vpn *wlan*
    wifi sharepoint teams zoom`,
  'sign-in': `*anmeld* *einlogg* eingeloggt *login* logon *passwor* *kennwor* sign-in *uhrzeit* uhr clock mfa 2fa
    authenticator`,
  printing: `*drucker* druck* ausdruck* gedruckt *print* toner* papierstau* plotter`,
  power: `*akku* *batterie* batter* *ladegerät* lädt aufladen netzteil* charg* recharg* strom unplugged plugged
    ladekabel*`,
  crash: `*absturz* *abgestürzt* abstürzt stürzt crash* bluescreen* neustart* neugestartet restart* reboot* hängt hängen
    aufgehängt eingefroren friert freez* frozen startet schließt closes closing responding reagiert antwortet
    fehlermeldung*`,
  sound: `ton sound* audio *lautsprecher* *kopfhörer* headset* speaker* headphone* höre hear hören hört volume
    *lautstärke* stumm mute*`,
  display: `*bildschirm* *monitor* display* screen* *auflösung* resolution unscharf blurry flacker* flicker* beamer
    projector*`,
  security: `*virus* *viren* firewall* malware trojan* *verschlüssel* bitlocker defender hacked gehackt encrypt*`,
  updates: `*update* *aktualisier* upgrade* patch* neustart*`,
  'live-view': `screenshare* *bildschirmfreigabe* fernwartung*`,
  hardware: `*tastatur* maus keyboard* mouse bluetooth usb *webcam* *kamera* camera* docking* dock *treiber* driver*
    *stick scanner* headset*`,
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
  /\b(bestell\w*|beantrag\w*|anschaff\w*|order|purchase|buy)\b|\b(brauche?n?|beno?e?tigen?|mo?e?chten?|ha?e?tte gern\w*|need|want|would like|get me)\b.*\b(neue[nrsm]?|new|another|zweite[nrsm]?|second|zusa?e?tzlich\w*|additional|lizenz\w*|licen[cs]e\w*|zugriff|zugang|access|berechtigung\w*|permissions?)\b/;

/** Small and without accents. */
function plainly(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}

/** `ä`, `ae` and `a` are the same to people in a hurry. */
function fold(plain: string): string {
  return plain.replace(/([aou])e/g, '$1');
}

type Matcher = (word: string) => boolean;

function matcher(stem: string): Matcher {
  const core = fold(plainly(stem.replaceAll('*', '')));
  if (stem.startsWith('*')) {
    return stem.endsWith('*') ? (word) => word.includes(core) : (word) => word.endsWith(core);
  }
  return stem.endsWith('*') ? (word) => word.startsWith(core) : (word) => word === core;
}

const MATCHERS = Object.entries(STEMS).map(
  ([topic, stems]) => [topic as Topic, stems.split(/\s+/).map(matcher)] as const,
);

/** What a person's words may be about; nothing where they wish for something or no stem is in them. */
export function topicsOf(text: string): ReadonlySet<Topic> {
  let plain = plainly(text.slice(0, 4000));
  if (WISH.test(plain)) return new Set();
  for (const [apart, joined] of TOGETHER) plain = plain.replace(apart, joined);
  const words = fold(plain).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  // `Outlook-Absturz` is one word and two.
  const all = new Set(words.flatMap((word) => [word, ...word.split('-')]));
  const found = MATCHERS.filter(([, matchers]) =>
    [...all].some((word) => matchers.some((matches) => matches(word))),
  );
  return new Set(found.map(([topic]) => topic));
}
