import type { LINK_RULES } from '../rules/findings/links';
import type { NAME_RULES } from '../rules/findings/names';
import type { NETWORK_RULES } from '../rules/findings/network';
import type { WordsFor } from './findings-words';
import { formatFor } from './format';

const say = formatFor('de');

const SEND = 'Sagen Sie es Ihrer IT: Senden Sie diese Anfrage.';
const RECONNECT =
  'Schalten Sie WLAN aus und wieder ein, oder ziehen Sie das Netzwerkkabel und stecken Sie es wieder ein. Hilft das nicht, starten Sie neu.';

function wifi(ssid: string): string {
  return ssid ? `WLAN ${ssid}` : 'WLAN';
}

export const networkFindingsDe: WordsFor<
  readonly [...typeof NETWORK_RULES, ...typeof LINK_RULES, ...typeof NAME_RULES]
> = {
  'self-assigned-address': ({ name, address, wireless }) => ({
    technician: [
      `${name} hat sich selbst die Adresse ${address} gegeben`,
      'Kein DHCP-Server hat geantwortet, also ist außen nichts erreichbar.',
      wireless
        ? 'Netz des Zugangspunkts, 802.1X und DHCP-Bereich prüfen.'
        : 'Kabel, Switch-Port, VLAN, 802.1X und DHCP-Bereich prüfen.',
    ],
    requester: [
      'Das Netzwerk hat diesem Computer keine Adresse gegeben',
      'Ohne Adresse ist außen nichts erreichbar.',
      RECONNECT,
    ],
  }),
  'no-network': ({ linked, wireless }) => ({
    technician: [
      'Kein Netzwerkanschluss ist aktiv und hat eine Adresse',
      linked
        ? 'Es gibt eine Verbindung, aber keine Adresse: DHCP oder 802.1X.'
        : 'Es gibt keine Verbindung: Kabel, Funkschalter, Flugmodus oder Treiber.',
      'Am Telefon durchgehen; diese Anfrage geht ab, sobald es eine Verbindung gibt.',
    ],
    requester: [
      'Dieser Computer ist mit keinem Netzwerk verbunden',
      'Alles, wofür ein Netzwerk nötig ist, geht nicht.',
      wireless
        ? 'Schalten Sie den Flugmodus aus und WLAN ein und wählen Sie Ihr Netz, oder stecken Sie das Kabel ein.'
        : 'Prüfen Sie, ob das Netzwerkkabel an beiden Enden steckt.',
    ],
  }),
  'no-default-route': () => ({
    technician: [
      'Es gibt keine Standardroute',
      'Der Computer hat eine Adresse, kennt aber keinen Weg aus seinem eigenen Netz.',
      'Gateway im DHCP oder in den festen Einstellungen prüfen, und was ein VPN hinterlassen hat.',
    ],
    requester: [
      'Dieser Computer kennt keinen Weg aus seinem Netzwerk',
      'Das Internet ist nicht erreichbar.',
      RECONNECT,
    ],
  }),
  'gateway-silent': ({ address }) => ({
    technician: [
      `Gateway ${address} antwortet nicht`,
      'Es antwortet auf keinen Ping, und seine Hardwareadresse ist unbekannt: Der Weg aus diesem Netz ist tot.',
      'Router, VLAN und Kabel prüfen; nachsehen, ob andere in diesem Netz es auch haben.',
    ],
    requester: [
      'Der Router dieses Netzwerks antwortet nicht',
      'Das Internet ist nicht erreichbar, hier und vielleicht auch bei anderen.',
      'Zu Hause: Schalten Sie den Router zehn Sekunden aus und wieder ein. Im Büro: Fragen Sie, ob andere es auch haben.',
    ],
  }),
  'gateway-lossy': ({ percent, address }) => ({
    technician: [
      `${say.percent(percent)} der Pings zum Gateway ${address ?? ''} gehen verloren`,
      'Gespräche brechen ab, Seiten stocken: Die Ursache liegt im lokalen Netz.',
      'WLAN: Signal und Kanal. Kabel: Fehler am Port, anderes Kabel.',
    ],
    requester: [
      'Die Verbindung zu Ihrem Netzwerk setzt immer wieder aus',
      'Gespräche brechen ab, und Seiten laden mit Pausen.',
      'Gehen Sie näher an das WLAN, oder nehmen Sie ein Netzwerkkabel.',
    ],
  }),
  'gateway-slow': ({ ms, address }) => ({
    technician: [
      `Gateway ${address ?? ''} antwortet erst nach ${say.ms(ms)}`,
      'Im lokalen Netz dauert das wenige Millisekunden: Funk oder Leitung sind überlastet.',
      'WLAN-Signal und Kanallast prüfen, und was die Leitung füllt.',
    ],
    requester: [
      'Die Verbindung zu Ihrem Netzwerk ist langsam',
      'Alles, was über das Netzwerk geht, wartet darauf.',
      'Gehen Sie näher an das WLAN, nehmen Sie ein Kabel, oder halten Sie große Downloads an.',
    ],
  }),
  'wifi-weak': ({ ssid, dbm, band }) => ({
    technician: [
      `${wifi(ssid)} kommt mit ${say.number(dbm)} dBm an${band ? ` (${band})` : ''}`,
      'Unter -75 dBm sinkt die Rate, und Gespräche brechen ab.',
      'Entfernung, Wände, ein Gerät, das an einem fernen Zugangspunkt hängt; sonst ein weiterer Zugangspunkt.',
    ],
    requester: [
      'Das WLAN ist hier schwach',
      'Gespräche und Seiten können abbrechen.',
      'Gehen Sie näher an den Zugangspunkt, oder nehmen Sie ein Netzwerkkabel.',
    ],
  }),
  'wifi-slow-band': ({ ssid, rateMbit }) => ({
    technician: [
      `${wifi(ssid)} nutzt das 2,4-GHz-Band${rateMbit === null ? '' : ` mit ${say.number(rateMbit)} Mbit/s`}`,
      'Es ist voll und langsam gegenüber 5 und 6 GHz.',
      'Band Steering prüfen, und ob 5 GHz bis hierher reicht.',
    ],
    requester: [
      'Das WLAN nutzt sein langsameres Band',
      'Große Dateien und Gespräche können langsam sein.',
      'Gibt es ein zweites Netz mit „5G“ im Namen, wählen Sie dieses.',
    ],
  }),
  'link-slow': ({ name, speedMbit, half }) => ({
    technician: [
      `${name} ist verbunden mit ${speedMbit === null ? 'unbekannter Geschwindigkeit' : `${say.number(speedMbit)} Mbit/s`}${half ? ', halbduplex' : ''}`,
      half
        ? 'Halbduplex kommt von Einstellungen, die an beiden Enden verschieden sind; Pakete stoßen zusammen.'
        : 'Ein Gigabit-Anschluss fällt darauf zurück bei beschädigtem Kabel oder hinter einem alten Telefon.',
      'Kabel tauschen, Port und zwischengeschaltetes Telefon prüfen.',
    ],
    requester: [
      'Das Netzwerkkabel überträgt weniger, als es könnte',
      'Große Dateien dauern lange.',
      'Versuchen Sie ein anderes Kabel oder eine andere Dose.',
    ],
  }),
  'interface-errors': ({ name, errors }) => ({
    technician: [
      `${name}: ${say.number(errors)} beschädigte oder verworfene Pakete`,
      'Sie werden erneut gesendet, also wird alles langsamer.',
      'Kabel, Switch-Port, Treiber; im WLAN: Störungen.',
    ],
    requester: [
      'Vieles, was über das Netzwerk kommt, kommt beschädigt an',
      'Es wird jedes Mal erneut gesendet, und das dauert.',
      'Versuchen Sie ein anderes Netzwerkkabel oder eine andere Dose, oder gehen Sie näher an das WLAN.',
    ],
  }),
  'no-dns-servers': () => ({
    technician: [
      'Kein DNS-Server ist eingestellt',
      'Kein Name lässt sich auflösen; Adressen gehen noch.',
      'DHCP-Optionen und feste Einstellungen prüfen.',
    ],
    requester: [
      'Das Netzwerk hat diesem Computer keinen Namensdienst genannt',
      'Keine Website wird gefunden.',
      RECONNECT,
    ],
  }),
  'dns-all-silent': ({ addresses }) => ({
    technician: [
      addresses.length === 1
        ? `DNS-Server ${say.list(addresses)} antwortet nicht`
        : `Keiner der DNS-Server antwortet: ${say.list(addresses)}`,
      'Kein Name lässt sich auflösen: Web, Mail und Anmeldung scheitern.',
      'Die Server und den Weg dorthin prüfen (VPN, Firewall, Port 53).',
    ],
    requester: [
      'Websites und Server werden unter ihrem Namen nicht gefunden',
      'Der Dienst, der Namen nachschlägt, antwortet nicht.',
      RECONNECT,
    ],
  }),
  'dns-one-silent': ({ silent, answering, first }) => ({
    technician: [
      `DNS-Server ${say.list(silent)} antwortet nicht, ${say.list(answering)} schon`,
      first
        ? 'Er wird zuerst gefragt: Jede Abfrage wartet auf ihn, bevor der nächste an der Reihe ist.'
        : 'Abfragen, die an ihn gehen, warten und werden anderswo wiederholt.',
      'Diesen Server in Ordnung bringen oder aus dem DHCP nehmen.',
    ],
    requester: [
      'Einer der Namensdienste im Netzwerk antwortet nicht',
      'Seiten brauchen womöglich einige Sekunden, bevor sie laden.',
      SEND,
    ],
  }),
  'dns-slow': ({ address, ms }) => ({
    technician: [
      `DNS-Server ${address} braucht ${say.ms(ms)} für einen Namen`,
      'Eine Seite fragt nach vielen Namen, also wirkt jede langsam.',
      'Seine Last, seine Weiterleitungen und den Weg dorthin prüfen.',
    ],
    requester: [
      'Namen nachzuschlagen dauert in diesem Netzwerk lange',
      'Seiten beginnen spät zu laden.',
      SEND,
    ],
  }),
  'desk-name-unresolved': ({ name, error }) => ({
    technician: [
      `Der Name des Helpdesks ${name} lässt sich nicht auflösen${error ? ` (${error})` : ''}`,
      'DNS antwortet, aber nicht mit diesem Namen: getrenntes DNS, fehlendes VPN oder falsche Suchdomäne.',
      'Den Eintrag prüfen, und welche DNS-Server dieser Computer fragen soll.',
    ],
    requester: [
      'Die Adresse des Helpdesks wird nicht gefunden',
      'Ihre Anfrage wird aufbewahrt und später von selbst gesendet.',
      'Wenn Sie von außerhalb arbeiten, verbinden Sie das VPN.',
    ],
  }),
};
