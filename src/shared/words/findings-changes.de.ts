import type { CHANGE_RULES } from '../rules/findings/changes';
import type { Told, WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('de');

const SEND = 'Hat das Problem zu dieser Zeit begonnen, schreiben Sie das in Ihre Anfrage.';

interface Found {
  names: readonly string[];
  count: number;
  before: string | null;
  after: string | null;
  seenAt: string;
}

function told(what: string, plainWhat: string, next: string): (found: Found) => Told {
  return ({ names, count, before, after, seenAt }) => {
    const more =
      count > names.length && names.length > 0 ? ` und ${say.number(count - names.length)} weitere` : '';
    const about = names.length > 0 ? `: ${names.join(', ')}${more}` : '';
    const step =
      before !== null && after !== null
        ? `${before} → ${after}`
        : (after ?? before ?? 'Die Werte sind nicht bekannt');
    return {
      technician: [`${what}${about}`, `${step}; gesehen ${say.moment(seenAt)}.`, next],
      requester: [`${plainWhat}${about}`, `Gesehen ${say.moment(seenAt)}.`, SEND],
    };
  };
}

export const changeFindingsDe: WordsFor<typeof CHANGE_RULES> = {
  'driver-changed': told(
    'Treiber geändert',
    'Ein Treiber wurde geändert',
    'Hat es damals begonnen, den Treiber zurücksetzen.',
  ),
  'os-updated': told(
    'Das System wurde aktualisiert',
    'Das System wurde aktualisiert',
    'Hat es damals begonnen, nach bekannten Fehlern dieses Updates suchen.',
  ),
  'security-changed': told(
    'Schutz geändert',
    'Der Schutz wurde geändert',
    'Nachsehen, wer ihn geändert hat und ob es so gewollt ist.',
  ),
  'memory-changed': told(
    'Arbeitsspeicher geändert',
    'Der Arbeitsspeicher wurde geändert',
    'Hat ihn niemand getauscht, Module neu einsetzen und testen.',
  ),
  'printer-removed': told(
    'Drucker entfernt',
    'Ein Drucker wurde entfernt',
    'Wird er vermisst, neu hinzufügen.',
  ),
  'filesystem-removed': told(
    'Laufwerk fehlt',
    'Ein Laufwerk oder Netzlaufwerk ist nicht mehr da',
    'Sollte es da sein: Verbindung, Zugangsdaten, Datenträger.',
  ),
  'wifi-changed': told(
    'Anderes WLAN',
    'Ein anderes WLAN wird benutzt',
    'Prüfen, ob es das richtige für die Arbeit ist.',
  ),
  'default-printer-changed': told(
    'Standarddrucker geändert',
    'Ihr Standarddrucker wurde geändert',
    'Zurückstellen, wenn es nicht so gewollt ist.',
  ),
  'dns-changed': told(
    'DNS-Server geändert',
    'Die Namensdienste des Netzwerks wurden geändert',
    'Prüfen, ob sie zu diesem Netz passen.',
  ),
  'gateway-changed': told(
    'Standardgateway geändert',
    'Der Weg ins Netzwerk wurde geändert',
    'Prüfen, ob es das erwartete Netz ist.',
  ),
  'proxy-changed': told(
    'Proxy geändert',
    'Der Weg ins Web wurde geändert',
    'Prüfen, wer ihn gesetzt hat und ob er antwortet.',
  ),
  'vpn-changed': told('VPN geändert', 'Das VPN wurde geändert', 'Seinen Zustand und seine Routen prüfen.'),
  'device-removed': told(
    'Gerät fehlt',
    'Ein Gerät ist nicht mehr da',
    'Sollte es da sein: Kabel, Dock, Treiber.',
  ),
  'disk-space-lost': told(
    'Viel Speicherplatz verbraucht',
    'Viel Speicherplatz wurde verbraucht',
    'Suchen, was dort geschrieben wurde.',
  ),
  'software-removed': told(
    'Software entfernt',
    'Programme wurden entfernt',
    'Fehlt etwas, neu installieren.',
  ),
  'software-updated': told(
    'Software aktualisiert',
    'Programme wurden aktualisiert',
    'Hat es damals begonnen, nach bekannten Fehlern dieser Version suchen.',
  ),
  'software-installed': told(
    'Software installiert',
    'Programme wurden installiert',
    'Hat es damals begonnen, testweise entfernen.',
  ),
  'startup-added': told(
    'Neu beim Start',
    'Ein neues Programm startet mit dem Computer',
    'Hat es damals begonnen, testweise abschalten.',
  ),
};
