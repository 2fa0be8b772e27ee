import type { CRASH_RULES } from '../rules/findings/crashes';
import type { SPEED_RULES } from '../rules/findings/speed';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';
const CLOSE =
  'Schließen Sie Programme und Browser-Tabs, die Sie nicht brauchen. Bleibt es langsam, starten Sie neu.';

function times(count: number): string {
  return count === 1 ? 'einmal' : `${say.number(count)}-mal`;
}

function quoted(message: string): string {
  return message ? `„${message}“` : 'Das Protokoll sagt nicht mehr.';
}

export const speedFindingsDe: WordsFor<readonly [...typeof SPEED_RULES, ...typeof CRASH_RULES]> = {
  'memory-low': ({ availableBytes, totalBytes }) => ({
    technician: [
      `Arbeitsspeicher: ${say.memory(availableBytes)} von ${say.memory(totalBytes)} verfügbar`,
      'Das System lagert aus und beendet Programme, wenn nichts mehr da ist.',
      'Prozesse nach Speicher ansehen; sonst Speicher nachrüsten.',
    ],
    requester: [
      'Der Arbeitsspeicher ist fast voll',
      'Programme werden langsam oder schließen sich von selbst.',
      CLOSE,
    ],
  }),
  'memory-pressure': ({ percent }) => ({
    technician: [
      `${say.percent(percent)} der Zeit wartet die Arbeit auf Speicher`,
      'In dieser Zeit verschiebt das System Speicher, statt zu arbeiten.',
      'Prozesse nach Speicher ansehen; sonst Speicher nachrüsten.',
    ],
    requester: ['Dieser Computer wartet auf Arbeitsspeicher', 'Es ist mehr offen, als hineinpasst.', CLOSE],
  }),
  'swap-heavy': ({ usedBytes, totalBytes }) => ({
    technician: [
      `${say.memory(usedBytes)} von ${say.memory(totalBytes)} Auslagerung belegt, und Speicher ist knapp`,
      'Was auf dem Datenträger liegt, kommt langsam zurück.',
      'Prozesse nach Speicher ansehen; sonst Speicher nachrüsten.',
    ],
    requester: [
      'Es ist mehr offen, als in den Arbeitsspeicher passt',
      'Zwischen Programmen zu wechseln dauert lange.',
      CLOSE,
    ],
  }),
  'one-process-eats-memory': ({ name, memoryBytes, sharePercent }) => ({
    technician: [
      `${name} belegt ${say.memory(memoryBytes)} Speicher (${say.percent(sharePercent)})`,
      'Für alles andere bleibt wenig.',
      'Neu starten; wächst es wieder, aktualisieren oder als Speicherleck melden.',
    ],
    requester: [
      `${name} belegt den meisten Arbeitsspeicher`,
      'Alles andere wird langsam.',
      `Speichern Sie Ihre Arbeit, schließen Sie ${name} und öffnen Sie es wieder.`,
    ],
  }),
  'cpu-busy': ({ percent, minutes }) => ({
    technician: [
      `Der Prozessor ist zu ${say.percent(percent)} ausgelastet, seit ${say.number(minutes)} min`,
      'Kein einzelnes Programm nimmt das meiste davon.',
      'Prozesse nach CPU ansehen: Prüfläufe, Indizierung, Updates, viele Browser-Tabs.',
    ],
    requester: ['Dieser Computer arbeitet am Anschlag', 'Alles reagiert verzögert.', CLOSE],
  }),
  'one-process-eats-cpu': ({ name, percent }) => ({
    technician: [
      `${name} lastet den Prozessor zu ${say.percent(percent)} aus`,
      'Alles andere wartet darauf.',
      'Nachsehen, was es tut; neu starten oder aktualisieren.',
    ],
    requester: [
      `${name} beschäftigt diesen Computer`,
      'Alles andere reagiert verzögert.',
      `Speichern Sie Ihre Arbeit und schließen Sie ${name}. Kennen Sie es nicht, senden Sie diese Anfrage.`,
    ],
  }),
  'cpu-throttled': ({ temperatureC }) => ({
    technician: [
      'Der Prozessor wurde gebremst, durch Hitze oder Stromversorgung',
      temperatureC === null
        ? 'Seine Temperatur ist nicht bekannt.'
        : `Er ist ${say.number(temperatureC)} °C warm.`,
      'Lüfter, Staub, Leistung des Netzteils und Energiemodus prüfen.',
    ],
    requester: [
      'Dieser Computer bremst sich selbst',
      'Er war zu heiß, oder sein Netzteil ist zu schwach.',
      'Halten Sie die Lüftungsschlitze frei und nehmen Sie das Netzteil, das dabei war.',
    ],
  }),
  'cpu-hot': ({ temperatureC }) => ({
    technician: [
      `Der Prozessor ist ${say.number(temperatureC)} °C heiß`,
      'Um 100 °C bremst er sich, kurz darauf schaltet er ab.',
      'Lüfter, Staub und das, was ihn beschäftigt, prüfen.',
    ],
    requester: [
      'Dieser Computer ist sehr heiß',
      'Er bremst sich selbst, um keinen Schaden zu nehmen.',
      'Stellen Sie ihn auf eine feste Fläche, halten Sie die Lüftungsschlitze frei und schließen Sie, was Sie nicht brauchen.',
    ],
  }),
  'process-stuck': ({ names, count }) => ({
    technician: [
      `Reagiert nicht: ${say.list(names)}${count > names.length ? ` (${say.number(count)} insgesamt)` : ''}`,
      'Es wartet auf einen Datenträger, ein Netzlaufwerk oder sich selbst.',
      'Nachsehen, worauf es wartet; beenden, wenn es nicht zurückkommt.',
    ],
    requester: [
      `Reagiert nicht: ${say.list(names)}`,
      'Es wartet vielleicht auf eine Datei oder das Netzwerk.',
      'Warten Sie eine Minute. Bleibt es so, schließen Sie es; Ungespeichertes kann verloren gehen.',
    ],
  }),
  'restarted-after-crash': ({ at, detail }) => ({
    technician: [
      `Neustart nach einem Absturz (${say.moment(at)})`,
      detail ?? 'Das System hat keinen Grund hinterlassen.',
      'Kürzlich geänderte Treiber, Speicher und Datenträger ansehen.',
    ],
    requester: ['Dieser Computer ist abgestürzt und neu gestartet', `Zeitpunkt: ${say.moment(at)}.`, SEND],
  }),
  'restarted-after-power-loss': ({ at, detail }) => ({
    technician: [
      `Stromausfall (${say.moment(at)})`,
      detail ?? 'Die letzte Sitzung endete ohne Herunterfahren: Strom, Akku oder gedrückter Netzschalter.',
      'Stromversorgung und Akku prüfen; fehlt etwas, die Dateisysteme prüfen.',
    ],
    requester: [
      'Dieser Computer ging aus, ohne herunterzufahren',
      `Zeitpunkt: ${say.moment(at)}. Was da nicht gespeichert war, ist verloren.`,
      'Wenn ihn niemand ausgeschaltet hat, prüfen Sie Stromkabel und Steckdose.',
    ],
  }),
  'hardware-errors': ({ names, count, message }) => ({
    technician: [
      `Hardwarefehler im Protokoll (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Speicher und Prozessor testen; nach einem Firmware-Update sehen.',
    ],
    requester: ['Ein Teil dieses Computers meldet Fehler', 'Er kann abstürzen oder Arbeit verlieren.', SEND],
  }),
  'disk-errors-in-log': ({ names, count, message }) => ({
    technician: [
      `Datenträgerfehler im Protokoll (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Daten sichern, dann Datenträger, Kabel und Controller prüfen.',
    ],
    requester: [
      'Ein Datenträger ließ sich kürzlich nicht lesen oder beschreiben',
      'Dateien lassen sich womöglich nicht öffnen oder speichern.',
      SEND,
    ],
  }),
  'driver-errors': ({ names, count, message }) => ({
    technician: [
      `Treiberfehler im Protokoll (${times(count)}): ${say.list(names)}`,
      quoted(message),
      'Treiber aktualisieren oder zurücksetzen.',
    ],
    requester: [
      'Ein Teil dieses Computers arbeitet nicht richtig mit dem System zusammen',
      'Er kann zeitweise ausfallen.',
      SEND,
    ],
  }),
  'out-of-memory-kills': ({ names, count }) => ({
    technician: [
      `Speicher ausgegangen (${times(count)}), beendet: ${say.list(names)}`,
      'Was dort nicht gespeichert war, ist verloren.',
      'Suchen, was den Speicher nahm; sonst Speicher nachrüsten.',
    ],
    requester: [
      `Geschlossen, weil der Arbeitsspeicher ausging: ${say.list(names)}`,
      'Es war zu viel auf einmal offen.',
      CLOSE,
    ],
  }),
  'service-failed': ({ name, title, detail }) => ({
    technician: [
      `Dienst ${name} ist ausgefallen`,
      detail || title,
      'Sein Protokoll lesen und ihn neu starten.',
    ],
    requester: [`Ein Teil des Systems ist ausgefallen: ${title}`, 'Was ihn braucht, geht nicht.', SEND],
  }),
  'service-stopped-that-should-run': ({ name, title }) => ({
    technician: [
      `Dienst ${name} läuft nicht`,
      `${title} soll von selbst starten.`,
      'Ihn starten und in seinem Protokoll nachsehen, warum er anhielt.',
    ],
    requester: [`Ein Teil des Systems läuft nicht: ${title}`, 'Was ihn braucht, geht nicht.', SEND],
  }),
  'app-crashes': ({ name, count, lastAt }) => ({
    technician: [
      `${name} ist am letzten Tag ${times(count)} abgestürzt`,
      `Zuletzt ${say.moment(lastAt)}.`,
      'Aktualisieren oder reparieren; Add-ins und kürzliche Änderungen ansehen.',
    ],
    requester: [
      `${name} hat sich ${times(count)} von selbst geschlossen`,
      `Zuletzt ${say.moment(lastAt)}.`,
      'Starten Sie den Computer neu und versuchen Sie es erneut. Passiert es wieder, senden Sie diese Anfrage.',
    ],
  }),
  'app-hangs': ({ name, count, lastAt }) => ({
    technician: [
      `${name} hat sich am letzten Tag ${times(count)} aufgehängt`,
      `Zuletzt ${say.moment(lastAt)}.`,
      'Add-ins, Netzlaufwerke und Datenträger ansehen; aktualisieren.',
    ],
    requester: [
      `${name} hat ${times(count)} nicht mehr reagiert`,
      `Zuletzt ${say.moment(lastAt)}.`,
      'Starten Sie den Computer neu und versuchen Sie es erneut. Passiert es wieder, senden Sie diese Anfrage.',
    ],
  }),
  'updates-failing': ({ names, count, message }) => ({
    technician: [
      `${say.number(count)} ${plural('de', count, { one: 'Update ist', other: 'Updates sind' })} gescheitert: ${say.list(names)}`,
      quoted(message),
      'Fehlercode nachschlagen; freien Platz und Updatedienst prüfen.',
    ],
    requester: [
      'Updates ließen sich nicht installieren',
      'Bis das gelöst ist, bleibt dieser Computer ohne sie.',
      SEND,
    ],
  }),
};
