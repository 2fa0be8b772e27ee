import type { DEVICE_RULES } from '../rules/findings/devices';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';
import { plural } from './language';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';

function waiting(jobs: number): string {
  if (jobs === 0) return 'Dort wartet nichts.';
  return `Dort ${plural('de', jobs, { one: 'wartet', other: 'warten' })} ${orders(jobs)}.`;
}

function orders(jobs: number): string {
  return `${say.number(jobs)} ${plural('de', jobs, { one: 'Druckauftrag', other: 'Druckaufträge' })}`;
}

function stuck(jobs: number, name: string): string {
  return `${orders(jobs)} ${plural('de', jobs, { one: 'hängt', other: 'hängen' })} auf ${name} fest`;
}

const NEEDS = {
  paper: ['hat kein Papier', 'Legen Sie Papier ein; der Druck geht von selbst weiter.'],
  jam: [
    'hat einen Papierstau',
    'Öffnen Sie ihn, wie seine Anzeige es zeigt, und ziehen Sie das Papier heraus.',
  ],
  toner: [
    'hat keinen Toner oder keine Tinte',
    'Tauschen Sie die Patrone, oder fragen Sie, wer sich um den Drucker kümmert.',
  ],
  door: ['ist offen', 'Schließen Sie seine Klappen.'],
  tray: ['hat ein fehlendes oder volles Fach', 'Schieben Sie die Fächer ein und leeren Sie die Ausgabe.'],
} as const;

export const deviceFindingsDe: WordsFor<typeof DEVICE_RULES> = {
  'battery-low-not-charging': ({ percent, minutes }) => ({
    technician: [
      `Akku bei ${say.percent(percent)} und lädt nicht`,
      minutes === null ? 'Der Computer geht womöglich bald aus.' : `Noch etwa ${say.minutes(minutes)}.`,
      'Vor einer Sitzung anstecken lassen.',
    ],
    requester: [
      `Der Akku ist bei ${say.percent(percent)}`,
      'Dieser Computer geht womöglich bald aus.',
      'Stecken Sie das Netzteil an.',
    ],
  }),
  'battery-not-charging-on-mains': ({ percent }) => ({
    technician: [
      `Angesteckt, lädt aber nicht (${say.percent(percent)})`,
      'Zu schwaches Netzteil oder Dock, beschädigtes Kabel oder verbrauchter Akku.',
      'Das Netzteil des Herstellers direkt am Computer versuchen.',
    ],
    requester: [
      'Angesteckt, aber der Akku lädt nicht',
      'Netzteil, Kabel oder Dock geben womöglich nicht genug.',
      'Stecken Sie das mitgelieferte Netzteil direkt an den Computer, an einer anderen Steckdose.',
    ],
  }),
  'printer-needs-hands': ({ name, need, jobs }) => ({
    technician: [`Drucker ${name} ${NEEDS[need][0]}`, waiting(jobs), 'Jemand muss hingehen.'],
    requester: [`Der Drucker ${name} ${NEEDS[need][0]}`, waiting(jobs), NEEDS[need][1]],
  }),
  'printer-offline': ({ name, connection, usb, jobs }) => ({
    technician: [
      `Drucker ${name} ist offline`,
      `${waiting(jobs)}${connection ? ` Verbunden über ${connection}.` : ''}`,
      usb
        ? 'Kabel und Strom prüfen; Anschluss zurücksetzen.'
        : 'Anpingen; Adresse, Anschluss und SNMP-Status prüfen.',
    ],
    requester: [
      `Der Drucker ${name} ist nicht erreichbar`,
      waiting(jobs),
      usb
        ? 'Prüfen Sie, ob er eingeschaltet ist und das Kabel steckt.'
        : 'Prüfen Sie, ob er eingeschaltet ist und Sie im Büronetz oder im VPN sind.',
    ],
  }),
  'printer-stopped': ({ name, reason, jobs }) => ({
    technician: [
      `Drucker ${name} ist angehalten`,
      `${reason ? `Sein Grund: ${reason}. ` : ''}${waiting(jobs)}`,
      'Den Grund beheben, einen defekten Auftrag löschen und die Warteschlange fortsetzen.',
    ],
    requester: [`Der Drucker ${name} ist angehalten`, waiting(jobs), SEND],
  }),
  'jobs-stuck': ({ name, jobs, minutes }) => ({
    technician: [
      stuck(jobs, name),
      `Der älteste wartet seit ${say.number(minutes)} min.`,
      'Den ältesten Auftrag abbrechen; bleibt es, den Druckdienst neu starten.',
    ],
    requester: [
      stuck(jobs, name),
      `Der älteste wartet seit ${say.number(minutes)} min.`,
      'Öffnen Sie die Liste der Druckaufträge, brechen Sie den ältesten ab und drucken Sie erneut.',
    ],
  }),
  'no-default-printer': ({ count }) => ({
    technician: [
      'Kein Standarddrucker ist eingestellt',
      `Anzahl der Drucker: ${say.number(count)}; Programme wählen selbst.`,
      'Einen einstellen.',
    ],
    requester: [
      'Kein Drucker ist als Standarddrucker eingestellt',
      'Programme drucken womöglich, wo Sie es nicht erwarten.',
      'Wählen Sie den Drucker beim Drucken aus, oder stellen Sie einen Standarddrucker ein.',
    ],
  }),
  'no-audio-output': ({ inputs }) => ({
    technician: [
      'Es gibt keine Tonausgabe',
      inputs > 0 ? 'Das System kennt nur Eingänge.' : 'Das System kennt kein Tongerät.',
      'Treiber, Dock und Firmware-Einstellung prüfen.',
    ],
    requester: [
      'Dieser Computer findet weder Lautsprecher noch Kopfhörer',
      'Es wird kein Ton zu hören sein.',
      'Ziehen Sie Headset oder Dock ab und stecken Sie es wieder an.',
    ],
  }),
  'display-odd-resolution': ({ name, width, height }) => ({
    technician: [
      `${name || 'Ein Bildschirm'} läuft mit ${width} × ${height}`,
      'Darauf fallen Bildschirme zurück ohne den richtigen Treiber, oder wenn ein Kabel verbirgt, was sie sind.',
      'Treiber, Kabel, Adapter und Dock prüfen.',
    ],
    requester: [
      `Der Bildschirm ${name} zeigt eine sehr niedrige Auflösung`,
      'Alles wirkt groß und unscharf.',
      'Ziehen Sie das Kabel des Bildschirms ab und stecken Sie es wieder an, oder wählen Sie in den Anzeigeeinstellungen eine höhere Auflösung.',
    ],
  }),
  'basic-graphics-driver': ({ model, driver }) => ({
    technician: [
      `${model || 'Die Grafikkarte'} läuft mit einem Ersatztreiber${driver ? ` (${driver})` : ''}`,
      'Keine Beschleunigung: langsames Bild, niedrige Auflösung, oft nur ein Bildschirm.',
      'Den Treiber des Herstellers installieren.',
    ],
    requester: [
      'Der Grafiktreiber fehlt',
      'Das Bild kann langsam oder unscharf sein, ein zweiter Bildschirm dunkel.',
      SEND,
    ],
  }),
  'bluetooth-battery-low': ({ name, percent }) => ({
    technician: [
      `${name}: Akku bei ${say.percent(percent)}`,
      'Funkgeräte stottern und setzen aus, bevor sie ausgehen.',
      'Aufladen oder Batterien wechseln.',
    ],
    requester: [
      `Der Akku von ${name} ist fast leer`,
      'Das Gerät kann jederzeit ausgehen.',
      'Laden Sie es auf oder wechseln Sie die Batterien.',
    ],
  }),
  'battery-worn': ({ percent, cycles }) => ({
    technician: [
      `Der Akku hat noch ${say.percent(percent)} seiner ursprünglichen Kapazität`,
      cycles === null ? 'Er hält entsprechend kürzer.' : `Ladezyklen: ${say.number(cycles)}.`,
      'Austauschen, wenn die Person fern von Steckdosen arbeitet.',
    ],
    requester: ['Der Akku ist alt geworden', 'Er hält kürzer als früher.', SEND],
  }),
};
