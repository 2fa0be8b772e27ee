import type { FaultCode } from '../base/fault';
import type { FaultWords } from './faults.en';

export const faultsDe: Record<FaultCode, FaultWords> = {
  'invalid-input': {
    says: 'Eine der Eingaben wird nicht angenommen.',
    next: 'Prüfen Sie die markierten Felder und versuchen Sie es erneut.',
  },
  unauthenticated: {
    says: 'Sie sind nicht mehr angemeldet.',
    next: 'Melden Sie sich neu an; Ihr Text bleibt erhalten.',
  },
  'credentials-refused': {
    says: 'Diese E-Mail-Adresse und das Passwort gehören nicht zusammen.',
    next: 'Prüfen Sie beides und versuchen Sie es erneut.',
  },
  'token-refused': {
    says: 'Dieser Link oder dieses Token ist ungültig oder bereits verwendet.',
    next: 'Bitten Sie Ihre IT um ein neues.',
  },
  'proof-refused': {
    says: 'Der Helpdesk hat die Identität dieses Computers nicht anerkannt.',
    next: 'Bitten Sie Ihre IT, den Computer neu zu registrieren.',
  },
  forbidden: { says: 'Ihre Rolle erlaubt das nicht.', next: 'Fragen Sie einen Administrator.' },
  'origin-refused': {
    says: 'Die Anfrage kam von einer fremden Seite und wurde abgelehnt.',
    next: 'Öffnen Sie die Konsole unter ihrer eigenen Adresse.',
  },
  'device-pending': {
    says: 'Ihr IT-Team hat diesen Computer noch nicht freigegeben.',
    next: 'Sie müssen nichts tun: Was Sie schreiben, bleibt hier und wird gesendet, sobald es so weit ist.',
  },
  'device-copied': {
    says: 'Dieser Computer wurde aus einer Kopie eines anderen eingerichtet.',
    next: 'Sie müssen nichts tun: Er meldet sich neu an.',
  },
  'policy-refused': {
    says: 'Die Einstellungen Ihrer Organisation sind nicht verwendbar.',
    next: 'Die letzten gültigen gelten weiter. Ihr IT-Team sieht den Grund.',
  },
  'update-refused': {
    says: 'Eine Aktualisierung wurde abgelehnt, weil sie nicht geprüft werden konnte.',
    next: 'Es wurde nichts installiert. Ihr IT-Team sieht den Grund.',
  },
  'device-revoked': {
    says: 'Dieser Computer wurde vom Helpdesk entfernt.',
    next: 'Wenden Sie sich an Ihre IT. Ihr Text bleibt hier gespeichert.',
  },
  'not-a-participant': {
    says: 'Sie nehmen an dieser Sitzung nicht teil.',
    next: 'Treten Sie ihr über das Ticket bei.',
  },
  'not-found': {
    says: 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
    next: 'Gehen Sie zurück und sehen Sie erneut nach.',
  },
  'already-exists': {
    says: 'Das gibt es bereits mit anderem Inhalt.',
    next: 'Laden Sie neu, um es zu sehen.',
  },
  stale: {
    says: 'Jemand hat dies inzwischen geändert.',
    next: 'Sehen Sie sich den neuen Stand an und versuchen Sie es erneut.',
  },
  'wrong-state': {
    says: 'Das ist im jetzigen Zustand nicht möglich.',
    next: 'Laden Sie neu, um den Stand zu sehen.',
  },
  'report-outdated': {
    says: 'Diese Diagnose stammt von einer älteren Version von Deskside und kann hier nicht angezeigt werden.',
    next: 'Bitten Sie um eine neue Anfrage von diesem Computer; sie bringt eine lesbare Diagnose mit.',
  },
  'device-offline': {
    says: 'Der Computer ist gerade nicht verbunden.',
    next: 'Versuchen Sie es, wenn er wieder online ist.',
  },
  'assist-open': {
    says: 'Für diesen Computer läuft bereits eine Sitzung.',
    next: 'Treten Sie ihr bei oder warten Sie, bis sie beendet ist.',
  },
  'too-large': {
    says: 'Das ist größer, als der Helpdesk annimmt.',
    next: 'Senden Sie weniger, zum Beispiel ohne Bildschirmfoto.',
  },
  'media-type-refused': {
    says: 'Diese Art von Datei nimmt der Helpdesk nicht an.',
    next: 'Senden Sie sie in einem anderen Format.',
  },
  'hash-mismatch': { says: 'Die Datei kam beschädigt an.', next: 'Sie wird von selbst erneut gesendet.' },
  'protocol-unsupported': {
    says: 'Diese Version passt nicht zur Version des Helpdesks.',
    next: 'Aktualisieren Sie Deskside.',
  },
  'rate-limited': {
    says: 'Das war zu oft in kurzer Zeit.',
    next: 'Warten Sie einen Moment und versuchen Sie es erneut.',
  },
  internal: {
    says: 'Der Helpdesk hat einen Fehler gemacht.',
    next: 'Versuchen Sie es erneut; bleibt er, nennen Sie Ihrer IT den Code unten.',
  },
  unavailable: { says: 'Der Helpdesk ist gerade nicht bereit.', next: 'Es wird von selbst erneut versucht.' },
  'storage-full': {
    says: 'Der Helpdesk hat keinen Platz mehr, um dies zu speichern.',
    next: 'Es wird von selbst erneut versucht; Ihre IT muss Platz schaffen.',
  },
  'desk-unreachable': {
    says: 'Der Helpdesk ist gerade nicht erreichbar.',
    next: 'Ihre Anfrage wird aufbewahrt und gesendet, sobald die Verbindung wieder da ist.',
  },
  'desk-unverified': {
    says: 'Der Server, der geantwortet hat, ist nicht Ihr Helpdesk.',
    next: 'Es wurde nichts gesendet. Informieren Sie Ihre IT.',
  },
  'not-enrolled': {
    says: 'Dieser Computer ist noch mit keinem Helpdesk verbunden.',
    next: 'Bitten Sie Ihre IT, ihn zu registrieren.',
  },
  'disk-full': {
    says: 'Nicht gespeichert: Der Datenträger dieses Computers ist voll.',
    next: 'Schaffen Sie etwas Platz und senden Sie erneut. Ihr Text ist noch hier.',
  },
  'disk-failed': {
    says: 'Nicht gespeichert: Der Datenträger dieses Computers hat abgelehnt.',
    next: 'Ihr Text ist noch hier. Kopieren Sie ihn und rufen Sie Ihre IT an.',
  },
  'capture-failed': {
    says: 'Das Bildschirmfoto konnte nicht aufgenommen werden.',
    next: 'Versuchen Sie es erneut oder senden Sie ohne Bild.',
  },
  'secrets-unavailable': {
    says: 'Der Schlüssel dieses Computers ist nicht lesbar.',
    next: 'Melden Sie sich ab und wieder an, oder bitten Sie Ihre IT, den Computer neu zu registrieren.',
  },
};
