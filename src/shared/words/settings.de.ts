import type { SettingsWords } from './settings';

export const settingsDe: SettingsWords = {
  settings: {
    serverUrl: {
      label: 'Adresse des Helpdesks',
      help: 'Der Helpdesk, zu dem dieser Computer gehört, zum Beispiel https://desk.example.org.',
    },
    enrollToken: {
      label: 'Registrierungs-Token',
      help: 'Nimmt diesen Computer einmalig in den Helpdesk auf; das Installationsprogramm entfernt es danach wieder.',
    },
    site: {
      label: 'Standort',
      help: 'Wo dieser Computer steht, so wie es in der Geräteliste erscheint.',
    },
    tags: {
      label: 'Schlagwörter',
      help: 'Wörter, an denen Techniker diesen Computer in der Geräteliste finden, durch Kommas getrennt.',
    },
    autostart: {
      label: 'Beim Anmelden starten',
      help: 'Deskside startet von selbst, sobald sich jemand anmeldet.',
    },
    tray: {
      label: 'Symbol im Infobereich',
      help: 'Zeigt das Symbol, solange nichts geschieht; während jemand den Bildschirm sieht, ist es immer da.',
    },
    language: {
      label: 'Sprache',
      help: 'Die Sprache, die Deskside auf diesem Computer spricht.',
      choices: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
    },
    caCertFile: {
      label: 'Zusätzliche Zertifizierungsstelle',
      help: 'Eine PEM-Datei mit dem Zertifikat Ihrer eigenen Stelle, der neben denen des Systems vertraut wird.',
    },
    proxy: {
      label: 'Proxy',
      help: '„system“ folgt dem Betriebssystem, „direct“ verwendet keinen, sonst eine Adresse wie http://proxy.example.org:3128.',
    },
    hotkey: {
      label: 'Tastenkombination',
      help: 'Öffnet „Hilfe holen“ von überall, etwa Control+Alt+H; „none“ schaltet sie ab.',
    },
    allowQuit: {
      label: 'Deskside darf beendet werden',
      help: 'Zeigt „Beenden“ im Menü des Symbols.',
    },
    screenshots: {
      label: 'Bildschirmfotos bei Anfragen',
      help: 'Erlaubt, einer Anfrage Bilder des Bildschirms beizulegen; das Zeigen in Echtzeit bleibt davon unberührt.',
    },
    checkHosts: {
      label: 'Zu prüfende Server',
      help: 'Bis zu 15 Server, deren Erreichbarkeit jede Diagnose prüft, etwa mail.example.org:8443.',
    },
    showIdentifiers: {
      label: 'Unmaskierte Kennungen',
      help: 'Welche Namen von Geräten und Netzen in Diagnosen ganz stehen; alle anderen bleiben maskiert.',
      choices: {
        ssid: 'WLAN-Namen',
        bssid: 'Adressen von Zugangspunkten',
        mac: 'Hardware-Adressen',
        serial: 'Seriennummern',
      },
    },
    updates: {
      label: 'Aktualisierungen',
      help: 'Ob Deskside die Versionen installiert, die Ihr Helpdesk verteilt.',
      choices: { automatic: 'Automatisch', off: 'Aus' },
    },
    updateChannel: {
      label: 'Kanal der Aktualisierungen',
      help: 'Welche Versionen dieser Computer bekommt.',
      choices: { stable: 'Stabil', preview: 'Vorschau' },
    },
    updateRing: {
      label: 'Ring der Aktualisierungen',
      help: 'Wann dieser Computer eine neue Version bekommt, verglichen mit den anderen.',
      choices: { auto: 'Wie die Verteilung läuft', pilot: 'Zuerst, als Pilot', last: 'Zuletzt, mit allen' },
    },
    keepData: {
      label: 'Daten beim Entfernen behalten',
      help: 'Lässt Identität, Entwürfe und ungesendete Anfragen auf dem Computer, wenn Deskside entfernt wird.',
    },
    logLevel: {
      label: 'Umfang des Protokolls',
      help: 'Wie viel das Protokoll auf diesem Computer festhält.',
      choices: { info: 'Normal', debug: 'Alles, zur Fehlersuche' },
    },
    attendedOnly: {
      label: 'Nur wenn jemand da ist',
      help: 'Ein Bildschirm wird nur gesehen, während ein Mensch am Computer daran teilnimmt.',
    },
    requireConsent: {
      label: 'Nur mit Einwilligung',
      help: 'Jede Sitzung braucht die Antwort des Menschen am Computer.',
    },
    showIndicator: {
      label: 'Immer sichtbar',
      help: 'Während jemand den Bildschirm sieht, zeigt der Computer, wer es ist und wie man es beendet.',
    },
  },
  groups: {
    desk: 'Helpdesk und Netz',
    person: 'Alltag',
    privacy: 'Anfragen und Diagnose',
    updates: 'Aktualisierungen',
    upkeep: 'Wartung',
    floor: 'Nicht verhandelbar',
  },
  on: 'Ein',
  off: 'Aus',
  undecided: 'Nicht festgelegt',
  nothing: 'nichts',
};
