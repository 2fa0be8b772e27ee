import type { UPKEEP_RULES } from '../rules/findings/upkeep';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';

export const upkeepFindingsDe: WordsFor<typeof UPKEEP_RULES> = {
  'antivirus-off': ({ names }) => ({
    technician: [
      `Ausgeschaltet: ${say.list(names)}`,
      'Auf diesem Computer achtet nichts auf Schadsoftware.',
      'Einschalten; herausfinden, wer es ausgeschaltet hat.',
    ],
    requester: [
      'Der Virenschutz ist aus',
      'Seien Sie vorsichtig mit Links und Anhängen, bis er an ist.',
      SEND,
    ],
  }),
  'firewall-off': ({ name }) => ({
    technician: [
      `Firewall ${name} ist aus`,
      'Jeder Dienst dieses Computers steht seinem Netz offen.',
      'Einschalten, möglichst per Richtlinie.',
    ],
    requester: ['Die Firewall ist aus', 'In fremden Netzen ist dieser Computer weniger geschützt.', SEND],
  }),
  'antivirus-outdated': ({ name }) => ({
    technician: [
      `${name} ist nicht aktuell`,
      'Neue Schadsoftware wird nicht erkannt.',
      'Aktualisierung anstoßen und nachsehen, warum sie nicht von selbst kommt.',
    ],
    requester: ['Der Virenschutz ist nicht aktuell', 'Er kennt die neuesten Bedrohungen nicht.', SEND],
  }),
  'encryption-off': ({ volume, portable }) => ({
    technician: [
      `${volume} ist nicht verschlüsselt`,
      portable
        ? 'Wer diesen Computer findet, kann seinen Datenträger lesen.'
        : 'Wer den Datenträger ausbaut, kann ihn lesen.',
      'BitLocker, FileVault oder LUKS einschalten und den Wiederherstellungsschlüssel aufbewahren.',
    ],
    requester: [
      'Der Datenträger ist nicht verschlüsselt',
      'Geht dieser Computer verloren, lassen sich seine Dateien lesen.',
      SEND,
    ],
  }),
  'os-support-ended': ({ name, version, end }) => ({
    technician: [
      `${name} ${version} bekommt seit ${say.day(end)} keine Sicherheitsupdates`,
      'Bekannte Lücken bleiben offen, außer es wurde verlängerter Support gekauft.',
      'Auf eine neue Version bringen.',
    ],
    requester: [
      'Das System dieses Computers ist zu alt, um sicher zu bleiben',
      'Sein Hersteller liefert keine Sicherheitsupdates mehr.',
      SEND,
    ],
  }),
  'updates-pending-security': ({ count, names }) => ({
    technician: [
      `${say.number(count)} ${plural('de', count, { one: 'Sicherheitsupdate wartet', other: 'Sicherheitsupdates warten' })}`,
      names.length > 0 ? `Darunter ${say.list(names)}.` : 'Das System sagt nicht, welche.',
      'Installieren und neu starten.',
    ],
    requester: [
      'Sicherheitsupdates warten',
      'Sie schließen bekannte Lücken.',
      'Installieren Sie sie, wenn Sie den Computer eine Weile entbehren können, zum Beispiel über Mittag.',
    ],
  }),
  'updates-long-not-installed': ({ days, pending }) => ({
    technician: [
      `Seit ${say.number(days)} Tagen nichts installiert; ${say.number(pending)} ${plural('de', pending, { one: 'Update wartet', other: 'Updates warten' })}`,
      'Mindestens zwei monatliche Runden wurden verpasst.',
      'Nachsehen, warum: pausiert, kein Neustart, kein Platz, von der Verwaltung nicht erreicht.',
    ],
    requester: [`Seit ${say.number(days)} Tagen keine neuen Updates`, 'Bekannte Fehler bleiben drin.', SEND],
  }),
  'updates-long-not-checked': ({ days }) => ({
    technician: [
      `Zuletzt vor ${say.number(days)} Tagen nach Updates gesucht`,
      'Was fehlt, ist nicht einmal bekannt.',
      'Suche anstoßen; nachsehen, ob der Updatedienst läuft und seinen Server erreicht.',
    ],
    requester: [
      `Dieser Computer hat seit ${say.number(days)} Tagen nicht nach Updates gesucht`,
      'Ihm fehlen womöglich wichtige.',
      SEND,
    ],
  }),
  'reboot-required': ({ reason }) => ({
    technician: [
      'Ein Neustart steht aus',
      reason ? `Wegen ${reason}.` : 'Bis dahin wirken Updates nur halb.',
      'Erst neu starten, dann weitersuchen: Es kann schon die Lösung sein.',
    ],
    requester: [
      'Dieser Computer möchte neu gestartet werden',
      'Bis dahin wirken Updates nur halb.',
      'Speichern Sie Ihre Arbeit und starten Sie neu. Das hilft oft.',
    ],
  }),
  'not-restarted-for-long': ({ days }) => ({
    technician: [
      `Seit ${say.number(days)} Tagen nicht neu gestartet`,
      'Speicherlecks und halb wirksame Updates sammeln sich an.',
      'Erst neu starten, dann weitersuchen.',
    ],
    requester: [
      `Dieser Computer läuft seit ${say.number(days)} Tagen ohne Neustart`,
      'Viele kleine Fehler gehen durch einen Neustart weg.',
      'Speichern Sie Ihre Arbeit und starten Sie neu.',
    ],
  }),
};
