import type { STORAGE_RULES } from '../rules/findings/storage';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';

interface Volume {
  mount: string;
  role: string;
}

function isWindows(mount: string): boolean {
  return /^[A-Z]:/i.test(mount);
}

function disk({ mount }: Volume): string {
  return `Laufwerk ${mount}`;
}

/** Mount points mean nothing to most people, drive letters do. */
function plainDisk({ mount, role }: Volume): string {
  if (isWindows(mount)) return `Laufwerk ${mount}`;
  if (role === 'system') return 'Der Datenträger dieses Computers';
  if (role === 'home') return 'Der Datenträger mit Ihren Dateien';
  return role === 'removable' ? 'Der angesteckte Datenträger' : `Der Datenträger „${mount}“`;
}

function atStake({ mount, role }: Volume): string {
  if (role === 'boot') return 'Das nächste Systemupdate kann seine Startdateien nicht ablegen.';
  if (role !== 'system' && role !== 'home') return 'Programme, die hier speichern, scheitern.';
  return isWindows(mount)
    ? 'Unter 5 GB scheitern Windows-Updates und Outlook.'
    : 'Ohne freien Platz scheitern Updates, Mail und Speichern.';
}

const FREE_SPACE =
  'Leeren Sie den Papierkorb und den Ordner „Downloads“ und verschieben Sie große Dateien auf ein Netzlaufwerk. Starten Sie dann neu.';

export const storageFindingsDe: WordsFor<typeof STORAGE_RULES> = {
  'disk-full': (found) => ({
    technician: [
      `${disk(found)} hat noch ${say.bytes(found.availableBytes)} frei (${say.percent(found.availablePercent)})`,
      atStake(found),
      'Platz schaffen: temporäre Dateien, alte Profile, Reste von Updates; sonst ein größerer Datenträger.',
    ],
    requester: [
      `${plainDisk(found)} ist voll: noch ${say.bytes(found.availableBytes)} frei`,
      'Programme können womöglich nicht speichern, und Mails kommen nicht mehr an.',
      FREE_SPACE,
    ],
  }),
  'disk-almost-full': (found) => ({
    technician: [
      `${disk(found)} hat noch ${say.bytes(found.availableBytes)} frei (${say.percent(found.availablePercent)})`,
      atStake(found),
      'Vor dem nächsten Update Platz schaffen; unter „Was sich geändert hat“ steht, was gewachsen ist.',
    ],
    requester: [
      `${plainDisk(found)} ist fast voll: noch ${say.bytes(found.availableBytes)} frei`,
      'Ist kein Platz mehr, können Programme nicht mehr speichern.',
      FREE_SPACE,
    ],
  }),
  'disk-filling-up': (found) => ({
    technician: [
      `${disk(found)} ist in ${say.number(found.daysLeft)} ${plural('de', found.daysLeft, { one: 'Tag', other: 'Tagen' })} voll`,
      `Täglich kommen ${say.bytes(found.perDayBytes)} dazu.`,
      'Suchen, was wächst: Protokolle, Maildateien, Zwischenspeicher, eine Sicherung, die alles behält.',
    ],
    requester: [
      `${plainDisk(found)} läuft voll: noch etwa ${say.days(found.daysLeft)}`,
      `Irgendetwas belegt jeden Tag ${say.bytes(found.perDayBytes)} mehr.`,
      'Wenn Sie gerade viel kopieren oder herunterladen, halten Sie das an. Sonst senden Sie diese Anfrage.',
    ],
  }),
  'inodes-full': (found) => ({
    technician: [
      `${disk(found)} hat ${say.percent(found.usedPercent)} der Inodes verbraucht`,
      'Es lässt sich keine neue Datei anlegen, obwohl noch Platz ist.',
      'Den Ordner mit sehr vielen kleinen Dateien suchen (Zwischenspeicher, Sitzungen, Mailwarteschlangen) und leeren.',
    ],
    requester: [
      `${plainDisk(found)} enthält zu viele Dateien`,
      'Programme können womöglich nicht speichern.',
      SEND,
    ],
  }),
  'network-drive-silent': ({ mount, device }) => ({
    technician: [
      `Das Netzlaufwerk ${mount} antwortet nicht`,
      `${device} ist verbunden, aber der Server schweigt. Programme, die darauf zugreifen, bleiben hängen.`,
      'Server und Weg dorthin prüfen (VPN, Name, Firewall), dann das Laufwerk neu verbinden.',
    ],
    requester: [
      `Das Netzlaufwerk ${mount} antwortet nicht`,
      'Programme, die dort Dateien öffnen, können hängen bleiben.',
      'Wenn Sie von außerhalb arbeiten, verbinden Sie das VPN; öffnen Sie dann das Laufwerk erneut.',
    ],
  }),
  'read-only-filesystem': (found) => ({
    technician: [
      `${disk(found)} ist schreibgeschützt eingehängt`,
      found.role === 'data'
        ? 'Dort lässt sich nichts speichern; das kann so gewollt sein.'
        : 'Linux tut das nach Fehlern auf dem Datenträger. Programme und Anmeldung scheitern auf seltsame Weise.',
      'Im Protokoll nach Datenträgerfehlern sehen, Daten sichern, das Dateisystem von außen prüfen.',
    ],
    requester: [
      `${plainDisk(found)} lässt sich lesen, aber nicht beschreiben`,
      'Was Sie ändern, kann nicht gespeichert werden.',
      SEND,
    ],
  }),
  'disk-failing': (found) => ({
    technician: [
      `Datenträger ${found.model} kündigt seinen Ausfall an`,
      'Seine Selbstprüfung (SMART) erwartet, dass er kaputtgeht: Die Daten sind in Gefahr.',
      'Heute sichern und austauschen.',
    ],
    requester: [
      'Ein Datenträger in diesem Computer geht bald kaputt',
      'Dateien, die nur auf diesem Computer liegen, können verloren gehen.',
      'Kopieren Sie Wichtiges jetzt auf ein Netzlaufwerk und senden Sie dann diese Anfrage.',
    ],
  }),
  'disk-bad-sectors': (found) => ({
    technician: [
      `Datenträger ${found.model}: ${say.number(found.value)} ${plural('de', found.value, { one: 'defekter oder verlegter Sektor', other: 'defekte oder verlegte Sektoren' })}`,
      'Solche Datenträger fallen um ein Vielfaches häufiger aus als andere.',
      'Sichern, beobachten, ob die Zahl wächst, Austausch planen.',
    ],
    requester: [
      'Ein Datenträger in diesem Computer hat schadhafte Stellen',
      'Dateien darauf können unlesbar werden.',
      'Kopieren Sie Wichtiges auf ein Netzlaufwerk und senden Sie dann diese Anfrage.',
    ],
  }),
  'disk-worn': (found) => ({
    technician: [
      `Datenträger ${found.model} hat ${say.percent(found.value)} seiner Lebensdauer verbraucht`,
      'Über 100 % verspricht der Hersteller nichts mehr; er kann dann nur noch lesbar sein.',
      'Austausch planen.',
    ],
    requester: [
      'Der Datenträger in diesem Computer ist fast verbraucht',
      'Er arbeitet noch, aber nicht mehr jahrelang.',
      SEND,
    ],
  }),
  'disk-hot': (found) => ({
    technician: [
      `Datenträger ${found.model} ist ${say.number(found.value)} °C heiß`,
      'Er bremst sich selbst, und seine Lebensdauer sinkt.',
      'Lüfter, Staub und Standort prüfen.',
    ],
    requester: [
      'Der Datenträger in diesem Computer ist heiß',
      'Ein heißer Datenträger wird langsam.',
      'Stellen Sie den Computer auf eine feste Fläche und halten Sie die Lüftungsschlitze frei.',
    ],
  }),
};
