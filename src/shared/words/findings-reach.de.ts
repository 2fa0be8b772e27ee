import type { CERTIFICATE_RULES } from '../rules/findings/certificates';
import type { REACH_RULES } from '../rules/findings/reach';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';

interface Clock {
  skewMs: number;
  ahead: boolean;
  zone: boolean;
  timeZone: string | null;
}

function clock({ skewMs, ahead }: Clock): string {
  return `geht ${say.span(skewMs)} ${ahead ? 'vor' : 'nach'}`;
}

function clockCause({ zone, timeZone }: Clock): string {
  return zone
    ? `Sie irrt um ganze halbe Stunden: Zeitzone${timeZone ? ` (${timeZone})` : ''} und ein zweites System auf diesem Computer prüfen.`
    : 'Zeitabgleich prüfen, und die Pufferbatterie, wenn es bei jedem Start so ist.';
}

const SET_CLOCK =
  'Öffnen Sie die Einstellungen für Datum und Uhrzeit und schalten Sie „Uhrzeit automatisch festlegen“ ein.';

export const reachFindingsDe: WordsFor<readonly [...typeof REACH_RULES, ...typeof CERTIFICATE_RULES]> = {
  'clock-wrong': (found) => ({
    technician: [
      `Die Uhr ${clock(found)}: Die Anmeldung wird scheitern`,
      'Kerberos lehnt Tickets ab 5 Minuten ab, und Zertifikate scheinen noch nicht oder nicht mehr gültig.',
      clockCause(found),
    ],
    requester: [
      `Die Uhr dieses Computers ${clock(found)}`,
      'Bei falscher Uhrzeit scheitern Anmeldung und sichere Seiten.',
      SET_CLOCK,
    ],
  }),
  'clock-drifting': (found) => ({
    technician: [
      `Die Uhr ${clock(found)}`,
      'Einmalcodes werden ab etwa einer Minute abgelehnt; ab 5 Minuten scheitert die Anmeldung.',
      clockCause(found),
    ],
    requester: [
      `Die Uhr dieses Computers ${clock(found)}`,
      'Codes zur Anmeldung werden womöglich nicht angenommen.',
      SET_CLOCK,
    ],
  }),
  'captive-portal': ({ host }) => ({
    technician: [
      `Eine Anmeldeseite antwortet anstelle des Helpdesks${host ? `: ${host}` : ''}`,
      'Bis die Person den Bedingungen zustimmt, wird nichts anderes durchgelassen.',
      'Eine beliebige http-Seite öffnen lassen und sich dort anmelden.',
    ],
    requester: [
      'Dieses Netzwerk will, dass Sie sich zuerst anmelden',
      'Hotels, Züge und Gastnetze tun das; vorher geht nichts anderes.',
      'Öffnen Sie Ihren Browser, rufen Sie eine beliebige Seite auf und nehmen Sie die Bedingungen an, die erscheinen.',
    ],
  }),
  'proxy-unreachable': ({ server, automatic }) => ({
    technician: [
      `Proxy ${server || '(nicht genannt)'} ist nicht erreichbar`,
      'Aller Webverkehr soll über ihn gehen.',
      automatic
        ? 'Die PAC-Datei prüfen, und ob sie einen Proxy nennt, den es von hier aus gibt.'
        : 'Den Proxy prüfen, oder ihn aus den Einstellungen nehmen, wo er nicht hingehört.',
    ],
    requester: [
      'Der Server, über den Ihr Webverkehr geht, antwortet nicht',
      'Websites laden nicht.',
      'Wenn Sie von außerhalb arbeiten, verbinden Sie das VPN. Sonst senden Sie diese Anfrage.',
    ],
  }),
  'proxy-wants-password': ({ server }) => ({
    technician: [
      `Proxy ${server || '(nicht genannt)'} verlangt ein Passwort`,
      'Programme, die sich bei ihm nicht anmelden können, bekommen nichts (HTTP 407).',
      'Diesen Computer durchlassen, oder ihm Zugangsdaten geben, die das System nutzen kann.',
    ],
    requester: [
      'Der Server, über den Ihr Webverkehr geht, fragt nach einem Passwort',
      'Manche Programme können darauf nicht antworten und bleiben offline.',
      SEND,
    ],
  }),
  'vpn-no-traffic': ({ name, default: all }) => ({
    technician: [
      `VPN ${name} steht, überträgt aber nichts`,
      all
        ? 'Alles wird hineingeleitet, und nichts kommt zurück.'
        : 'Pakete gehen hinaus, und nichts kommt zurück.',
      'Gegenstelle, Schlüssel und Uhrzeit, UDP unterwegs und die MTU prüfen.',
    ],
    requester: [
      'Das VPN meldet „verbunden“, aber es kommt nichts durch',
      'Server der Firma sind nicht erreichbar.',
      'Trennen Sie das VPN und verbinden Sie es neu.',
    ],
  }),
  'vpn-not-connected': ({ name }) => ({
    technician: [
      `VPN ${name} ist nicht verbunden, und der Helpdesk ist nicht erreichbar`,
      'Von außerhalb ist er womöglich nur darüber erreichbar.',
      'Es verbinden lassen; die Anfrage geht dann von selbst ab.',
    ],
    requester: [
      'Das VPN ist nicht verbunden',
      'Server der Firma sind womöglich nur darüber erreichbar.',
      'Verbinden Sie das VPN; Ihre Anfrage wird aufbewahrt und von selbst gesendet.',
    ],
  }),
  'desk-unreachable': ({ url, status, error }) => ({
    technician: [
      status === null
        ? `Der Helpdesk unter ${url} ist nicht erreichbar`
        : `Der Helpdesk unter ${url} antwortet mit Status ${status}`,
      error ?? 'Netzwerk, Namen und Proxy sehen von diesem Computer aus gut aus.',
      'Den Helpdesk prüfen, und was davor steht (Firewall, Reverse Proxy).',
    ],
    requester: [
      'Der Helpdesk ist gerade nicht erreichbar',
      'Ihre Anfrage wird aufbewahrt und gesendet, sobald er antwortet.',
      'Sie müssen nichts tun. Wenn es eilt, rufen Sie an.',
    ],
  }),
  'ipv6-broken': () => ({
    technician: [
      'IPv6 hat Adresse und Route, erreicht den Helpdesk aber nicht; IPv4 schon',
      'Programme versuchen IPv6 zuerst und verlieren bei jeder Verbindung Sekunden.',
      'Router-Ankündigungen, Firewall für IPv6 und den AAAA-Eintrag des Helpdesks prüfen.',
    ],
    requester: [
      'Einer von zwei Wegen ins Internet ist gestört',
      'Seiten beginnen womöglich spät zu laden.',
      SEND,
    ],
  }),
  'path-black-hole': ({ target, mtu, interfaceMtu }) => ({
    technician: [
      `Pakete über ${say.number(mtu)} Byte an ${target} verschwinden, und niemand sagt es`,
      `Der Anschluss sendet bis zu ${interfaceMtu === null ? 'mehr' : say.number(interfaceMtu)}: Die Anmeldung geht, große Übertragungen und Gespräche bleiben hängen.`,
      'ICMP „Fragmentierung nötig“ und „Paket zu groß“ durchlassen, oder die MTU von VPN oder Leitung senken.',
    ],
    requester: [
      'Große Pakete gehen unterwegs verloren',
      'Kleines geht; große Dateien und Gespräche bleiben hängen.',
      SEND,
    ],
  }),
  'path-mtu-small': ({ target, mtu, interfaceMtu }) => ({
    technician: [
      `Nur Pakete bis ${say.number(mtu)} Byte erreichen ${target}`,
      `Der Anschluss sendet bis zu ${interfaceMtu === null ? 'mehr' : say.number(interfaceMtu)}: Große Übertragungen stocken, wo der Hinweis darauf gefiltert wird.`,
      'Die MTU von VPN oder Leitung senken, oder ICMP „zu groß“ durchlassen.',
    ],
    requester: [
      'Große Pakete gehen unterwegs verloren',
      'Kleines geht; große Dateien und Gespräche bleiben hängen.',
      SEND,
    ],
  }),
  'chosen-host-unreachable': ({ host, port, error }) => ({
    technician: [
      `${host}:${port} ist nicht erreichbar`,
      error ?? 'Ein Grund ist nicht bekannt.',
      'Den Dienst prüfen, und die Firewall zwischen ihm und diesem Computer.',
    ],
    requester: [`${host} ist nicht erreichbar`, 'Was davon abhängt, geht gerade nicht.', SEND],
  }),
  'live-view-blocked': ({ relayTried }) => ({
    technician: [
      'Die Bildschirmfreigabe wird aus diesem Netzwerk nicht gehen',
      relayTried
        ? 'UDP ist gesperrt, und kein Relay antwortet.'
        : 'UDP ist gesperrt, und der Helpdesk nennt kein Relay.',
      'UDP 3478 zum Relay erlauben, oder es über TLS auf Port 443 anbieten.',
    ],
    requester: [
      'Ihren Bildschirm zu zeigen wird aus diesem Netzwerk nicht gehen',
      'Dieses Netzwerk lässt es nicht durch. Alles andere an Ihrer Anfrage geht.',
      'Nehmen Sie nach Möglichkeit ein anderes Netzwerk, wenn Ihre IT nachsehen möchte.',
    ],
  }),
  'live-view-no-udp': () => ({
    technician: [
      'UDP ist gesperrt: Die Bildschirmfreigabe geht per Relay über TCP',
      'Sie geht, mit mehr Verzögerung und schlechterem Bild.',
      'UDP zum Relay erlauben, wenn es zu langsam ist.',
    ],
    requester: [
      'Ihren Bildschirm zu zeigen kann aus diesem Netzwerk langsam sein',
      'Das Bild nimmt einen längeren Weg.',
      SEND,
    ],
  }),
  'tls-expired': ({ host, validTo }) => ({
    technician: [
      `Das Zertifikat von ${host} ist abgelaufen (${say.day(validTo)})`,
      'Jedes Programm lehnt die Verbindung ab.',
      'Erneuern, und nachsehen, warum das nicht von selbst geschah.',
    ],
    requester: [
      `${host} kann sich nicht ausweisen`,
      'Das Zertifikat ist zu alt, also wird die Verbindung abgelehnt.',
      SEND,
    ],
  }),
  'tls-intercepted': ({ host, issuer, product, trusted }) => ({
    technician: [
      product
        ? `${product} öffnet die Verbindung zu ${host}`
        : `Die Verbindung zu ${host} wird unterwegs geöffnet`,
      trusted
        ? `Das Zertifikat hat „${issuer}“ ausgestellt, und dieser Computer vertraut dem Aussteller.`
        : `Das Zertifikat hat „${issuer}“ ausgestellt, und dieser Computer vertraut dem Aussteller nicht.`,
      trusted
        ? 'In Firmen üblich; den Host ausnehmen, wenn ein Programm daran scheitert.'
        : 'Das Zertifikat dieser Stelle installieren oder den Host von der Prüfung ausnehmen. Kennt sie niemand, als Angriff behandeln.',
    ],
    requester: [
      trusted
        ? `Die Verbindung zu ${host} wird unterwegs geprüft`
        : `Zwischen diesem Computer und ${host} liest etwas mit`,
      trusted
        ? 'Ein Sicherheitsprodukt prüft die Verbindung; Firmen tun das mit Absicht.'
        : 'Die Verbindung wird abgelehnt, weil unklar ist, wer antwortet.',
      SEND,
    ],
  }),
  'tls-untrusted': ({ host, issuer, error }) => ({
    technician: [
      `Dem Zertifikat von ${host} wird nicht vertraut`,
      `Aussteller: ${issuer ? `„${issuer}“` : 'nicht genannt'}${error ? `; ${error}` : '.'}`,
      'Das Zertifikat der Stelle installieren, die Kette auf dem Server vervollständigen, oder herausfinden, wer an seiner Stelle antwortet.',
    ],
    requester: [`${host} kann sich nicht ausweisen`, 'Die Verbindung wird zur Sicherheit abgelehnt.', SEND],
  }),
  'tls-expires-soon': ({ host, days, validTo }) => ({
    technician: [
      `Das Zertifikat von ${host} läuft bald ab: noch ${say.days(days)}`,
      `Gültig bis ${say.day(validTo)}; eine automatische Erneuerung wäre schon geschehen.`,
      'Erneuern, und nachsehen, warum das nicht von selbst geschah.',
    ],
    requester: [
      `Das Zertifikat von ${host} läuft bald ab: noch ${say.days(days)}`,
      'Heute geht es noch.',
      SEND,
    ],
  }),
};
