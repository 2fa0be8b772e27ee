import { describe, expect, test } from 'vitest';
import { explanationOf, findingsOf } from '../../../src/shared/rules/findings/findings';
import type { RuleId } from '../../../src/shared/rules/findings/rules';
import { HEALTHY, reportOf } from '../../support/report';
import { change, event, GB, GIB, part, rows, type Facts } from './cases/case';

const PRINTER = rows('printers', { state: 'offline', jobs: 2, oldestJobMinutes: 30 });
const DISK = rows('filesystems', {
  mount: 'C:',
  type: 'NTFS',
  sizeBytes: 120 * GB,
  availableBytes: 1.2 * GB,
});
const MEMORY = part('memory', { availableBytes: 0.4 * GIB });
const WIFI = rows('wifi', { signalDbm: -80 });
const DNS: Facts = {
  ...part('dns', {
    servers: [{ address: '10.0.0.5', answers: false, tookMs: null, error: 'timeout' }],
    deskName: null,
  }),
  ...part('desk', { reachable: false, error: 'timeout' }),
};
const VPN = rows('vpn', { receives: false, sends: true });
const CLOCK = part('clock', { skewMs: 7 * 60_000 });
const CRASHES = event('crash', 'OUTLOOK.EXE', 3);
const CRASHED = part('uptime', { lastEnd: 'crash' });
const SOUND: Facts = { audio: [] };
const BATTERY = part('battery', { percent: 9, onMains: false });
const SCREEN = rows('displays', { width: 800, height: 600 });
const DRIVER = change('driver-changed', { subject: 'Webcam' });
const VIRUS = part('security', { antivirus: [{ name: 'Guard', enabled: false, upToDate: true }] });
const RESTART = part('uptime', { seconds: 40 * 86_400 });
const UPDATES = event('update', 'KB5031455', 2);
/** All of these at once: the right one has to be found among them. */
const MANY: Facts = { ...PRINTER, ...VPN, ...CLOCK, ...SOUND, ...BATTERY };

function explained(text: string, facts: Facts): RuleId | null {
  return explanationOf(text, findingsOf(reportOf(facts)))?.rule ?? null;
}

describe('as people type it', () => {
  test.each<[string, Facts, RuleId | null]>([
    ['Drucker druckt nicht', PRINTER, 'printer-offline'],
    ['Ich kann nicht drucken!!!', MANY, 'printer-offline'],
    ['Der Etikettendrucker im Lager reagiert nicht', PRINTER, 'printer-offline'],
    ['my print job never comes out', MANY, 'printer-offline'],
    ['PRINTER BROKEN', MANY, 'printer-offline'],
    ['Computer ist extrem langsam', MEMORY, 'memory-low'],
    ['Mein Rechner hängt ständig', MEMORY, 'memory-low'],
    ['mein rechner haengt staendig', MEMORY, 'memory-low'],
    ['mein rechner hangt', MEMORY, 'memory-low'],
    ['everything is so slow today', MEMORY, 'memory-low'],
    ['Excel freezes all the time', MEMORY, 'memory-low'],
    ['alles so langsam', RESTART, 'not-restarted-for-long'],
    ['Kein Internet', DNS, 'dns-all-silent'],
    ['internet weg', DNS, 'dns-all-silent'],
    ['I cannot open any website', DNS, 'dns-all-silent'],
    ['Outlook empfängt keine E-Mails', DNS, 'dns-all-silent'],
    ['WLAN bricht dauernd ab', WIFI, 'wifi-weak'],
    ['Wi-Fi keeps dropping', WIFI, 'wifi-weak'],
    ['wi fi is bad in the meeting room', WIFI, 'wifi-weak'],
    ['VPN verbunden, aber kein Zugriff', MANY, 'vpn-no-traffic'],
    ['vpn does not work', MANY, 'vpn-no-traffic'],
    ['Ich kann mich nicht anmelden', MANY, 'clock-wrong'],
    ['I can’t sign in to the portal', MANY, 'clock-wrong'],
    ['cannot log in', MANY, 'clock-wrong'],
    ['Passwort wird nicht angenommen', MANY, 'clock-wrong'],
    ['Kein Ton in Teams', { ...SOUND, ...CLOCK }, 'no-audio-output'],
    ['nobody can hear, no sound', MANY, 'no-audio-output'],
    ['Lautsprecher geht nicht', MANY, 'no-audio-output'],
    ['Bildschirm ganz unscharf', SCREEN, 'display-odd-resolution'],
    ['second monitor looks strange', SCREEN, 'display-odd-resolution'],
    ['Outlook stürzt ab', CRASHES, 'app-crashes'],
    ['Outlook-Absturz beim Öffnen', CRASHES, 'app-crashes'],
    ['outlook crashes when I open it', CRASHES, 'app-crashes'],
    ['Blue screen this morning', CRASHED, 'restarted-after-crash'],
    ['Bluescreen', CRASHED, 'restarted-after-crash'],
    ['Outlook cannot save attachments', DISK, 'disk-full'],
    ['Kein Speicherplatz mehr', DISK, 'disk-full'],
    ['Festplatte voll?', DISK, 'disk-full'],
    ['disk full message', DISK, 'disk-full'],
    ['Akku hält nicht', MANY, 'battery-low-not-charging'],
    ['laptop battery does not charge', MANY, 'battery-low-not-charging'],
    ['Is this a virus?', VIRUS, 'antivirus-off'],
    ['Windows Update schlägt fehl', UPDATES, 'updates-failing'],
    ['Webcam wird nicht erkannt', DRIVER, 'driver-changed'],
  ])('%s', (text, facts, rule) => {
    expect(explained(text, facts)).toBe(rule);
  });
});

describe('nothing rather than a guess', () => {
  test.each<[string, Facts]>([
    ['', MANY],
    ['Hilfe!!', MANY],
    ['It does not work', MANY],
    ['Bitte rufen Sie mich an', MANY],
    ['Ich habe eine Frage zur Reisekostenabrechnung', MANY],
    ['The button in our own application is gray', MANY],
    ['Montag geht nichts', MANY],
    ['Eindruck schinden', PRINTER],
    ['Ich brauche einen neuen Drucker', PRINTER],
    ['Bitte einen zweiten Monitor bestellen', SCREEN],
    ['I need a new battery', BATTERY],
    ['Ich benötige Zugriff auf das Netzlaufwerk', { ...DISK, ...WIFI }],
    ['we would like another headset', SOUND],
    ['Drucker druckt nicht', DISK],
    ['Kein Ton', PRINTER],
    ['Drucker druckt nicht', {}],
    ['🙈', MANY],
  ])('%s', (text, facts) => {
    expect(explained(text, facts)).toBeNull();
  });
});

test('what weighs more explains better; what is only worth knowing explains when nothing else does', () => {
  const wifiAndChange = { ...WIFI, ...change('wifi-changed', { section: 'wifi' }) };
  expect(explained('wlan geht nicht', wifiAndChange)).toBe('wifi-weak');
  expect(explained('wlan geht nicht', change('wifi-changed', { section: 'wifi' }))).toBe('wifi-changed');
  expect(explained('alles langsam', { ...MEMORY, ...RESTART })).toBe('memory-low');
});

test('a service that failed explains what a person misses by it', () => {
  const spooler = part('services', {
    ...HEALTHY.services,
    failed: [{ name: 'Spooler', title: 'Print Spooler', detail: '', since: null }],
  });
  expect(explained('ich kann nicht drucken', spooler)).toBe('service-failed');
});

test('a very long text is read up to a point, and quickly', () => {
  const started = performance.now();
  expect(explained(`Drucker ${'ich brauche '.repeat(50_000)}`, PRINTER)).toBe('printer-offline');
  expect(performance.now() - started).toBeLessThan(1000);
});
