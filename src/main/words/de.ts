import type { Catalog } from '../../shared/words/language';
import type { wordsEn } from './en';

export const wordsDe: Catalog<typeof wordsEn> = {
  tray: {
    getHelp: 'Hilfe holen',
    myTickets: 'Meine Tickets',
    check: 'Meinen Computer prüfen',
    copyDeviceInfo: 'Angaben zu meinem Gerät kopieren',
    settings: 'Einstellungen',
    quit: 'Beenden',
    online: (organization) => `Verbunden mit ${organization}`,
    offline: 'Nicht verbunden. Anfragen werden aufbewahrt und später gesendet.',
    unenrolled: 'Noch mit keinem Helpdesk verbunden',
    pending: 'Wartet auf die Freigabe durch Ihren Helpdesk',
    refused: 'Der Helpdesk hat diesen Computer abgewiesen',
    brokenPolicy: 'Die Einstellungen Ihrer Organisation sind nicht lesbar. Es gelten die letzten gültigen.',
    asking: (name) => `${name} möchte Ihren Bildschirm sehen`,
    live: (name) => `${name} darf Ihren Bildschirm sehen`,
    paused: 'Die Bildschirmfreigabe ist angehalten',
    endSharing: 'Freigabe beenden',
    hotkey: (keys) => `Tastenkürzel: ${keys}`,
    hotkeyTaken: (keys) => `Das Tastenkürzel ${keys} benutzt ein anderes Programm`,
  },
  windows: { help: 'Hilfe holen', assist: 'Bildschirm freigeben' },
  notices: {
    reply: (name, number) => `${name} hat auf ${number} geantwortet`,
    copied: 'Die Angaben zu Ihrem Gerät sind kopiert',
    copiedHint: 'Fügen Sie sie in eine Nachricht ein oder lesen Sie sie vor.',
  },
  deviceInfo: {
    computer: 'Computer',
    model: 'Modell',
    serial: 'Seriennummer',
    os: 'System',
    user: 'Angemeldet',
    addresses: 'IP-Adressen',
    gateway: 'Gateway',
    uptime: 'Läuft seit',
    device: 'Deskside-Gerät',
    agent: 'Deskside-Version',
    date: 'Datum',
    duration: (days, hours, minutes) =>
      days > 0 ? `${days} T. ${hours} Std.` : `${hours} Std. ${minutes} Min.`,
    dateOf: (date) => date.toLocaleString('de-DE', { dateStyle: 'medium', timeStyle: 'short' }),
  },
};
