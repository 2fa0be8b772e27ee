import type { SectionData } from '../../../shared/model/diagnostics';
import type { Installed } from './packages';

type Applications = SectionData<'applications'>;

interface Known {
  name: string;
  /** Whole names of packages, or of stores. */
  names: RegExp;
  /** What the system's setting for links calls it. */
  link: RegExp;
}

const BROWSERS: readonly Known[] = [
  {
    name: 'Firefox',
    names: /^(firefox(-esr)?|MozillaFirefox|org\.mozilla\.firefox|Mozilla Firefox\b.*)$/i,
    link: /firefox/i,
  },
  { name: 'Chromium', names: /^(chromium(-browser)?|org\.chromium\.Chromium|Chromium)$/i, link: /chromium/i },
  {
    name: 'Google Chrome',
    names: /^(google-chrome(-stable)?|com\.google\.Chrome|Google Chrome)$/i,
    link: /google[-. ]?chrome|ChromeHTML/i,
  },
  {
    name: 'Microsoft Edge',
    names: /^(microsoft-edge(-stable)?|com\.microsoft\.edge(mac)?|Microsoft Edge)$/i,
    link: /microsoft[-. ]?edge|MSEdge/i,
  },
  { name: 'Brave', names: /^(brave(-browser)?|com\.brave\.Browser|Brave( Browser)?)$/i, link: /brave/i },
  {
    name: 'Opera',
    names: /^(opera(-stable)?|com\.opera(software)?\.Opera|Opera( Stable.*)?)$/i,
    link: /opera/i,
  },
  { name: 'Vivaldi', names: /^(vivaldi(-stable)?|com\.vivaldi\.Vivaldi|Vivaldi)$/i, link: /vivaldi/i },
  {
    name: 'LibreWolf',
    names: /^(librewolf|io\.gitlab\.librewolf-community|LibreWolf)$/i,
    link: /librewolf/i,
  },
  { name: 'Safari', names: /^(com\.apple\.Safari|Safari)$/, link: /com\.apple\.safari/i },
  { name: 'GNOME Web', names: /^(epiphany(-browser)?|org\.gnome\.Epiphany)$/i, link: /epiphany/i },
  { name: 'Falkon', names: /^(falkon|org\.kde\.falkon)$/i, link: /falkon/i },
  { name: 'Konqueror', names: /^konqueror$/i, link: /konqueror/i },
];

const OFFICE: readonly { name: string; names: RegExp }[] = [
  {
    name: 'LibreOffice',
    names:
      /^(libreoffice(-core|-common|-fresh|-still)?|org\.libreoffice\.LibreOffice|org\.libreoffice\.script|LibreOffice( \d.*)?)$/i,
  },
  {
    name: 'ONLYOFFICE',
    names: /^(onlyoffice-desktopeditors|org\.onlyoffice\.desktopeditors|ONLYOFFICE\b.*)$/i,
  },
  { name: 'Microsoft 365', names: /^Microsoft 365\b.*$/i },
  { name: 'Microsoft Office', names: /^Microsoft Office (Standard|Professional|Home|LTSC|\d{4}).*$/i },
  { name: 'WPS Office', names: /^(wps-office|com\.wps\.Office|WPS Office\b.*)$/i },
  {
    name: 'SoftMaker Office',
    names: /^(softmaker-office-\S+|freeoffice\S*|SoftMaker (Free)?Office\b.*|FreeOffice\b.*)$/i,
  },
  { name: 'Apache OpenOffice', names: /^(openoffice\S*|OpenOffice \d.*)$/i },
  { name: 'Calligra', names: /^calligra(suite)?$/i },
  { name: 'Microsoft Word', names: /^com\.microsoft\.Word$/ },
  { name: 'Microsoft Excel', names: /^com\.microsoft\.Excel$/ },
  { name: 'Microsoft Outlook', names: /^com\.microsoft\.Outlook$/ },
  { name: 'Pages', names: /^com\.apple\.iWork\.Pages$/ },
];

/** `link`: what opens https links here, in the system's own words; null when it does not say. */
export function browsersOf(list: readonly Installed[], link: string | null): Applications['browsers'] {
  // Before "Chrome" its open twin and its like, whose words for links hold the same syllables.
  const preferred = link === null ? null : (BROWSERS.find((known) => known.link.test(link)) ?? null);
  return matches(list, BROWSERS)
    .slice(0, 20)
    .map(({ known, version }) => ({
      name: known.name,
      version,
      default: link === null ? null : known.name === preferred?.name,
    }));
}

export function officeOf(list: readonly Installed[]): Applications['office'] {
  return matches(list, OFFICE)
    .slice(0, 20)
    .map(({ known, version }) => ({ name: known.name, version }));
}

function matches<K extends { name: string; names: RegExp }>(
  list: readonly Installed[],
  table: readonly K[],
): { known: K; version: string }[] {
  return table.flatMap((known) => {
    const versions = list
      .filter((entry) => known.names.test(entry.id ?? entry.name) || known.names.test(entry.name))
      .map((entry) => plainVersion(entry.version));
    return [...new Set(versions)].map((version) => ({ known, version }));
  });
}

/** `1:128.5.0esr-1~deb12u1` is 128.5.0esr to everybody but a packager. */
function plainVersion(version: string): string {
  return (
    version
      .replace(/^\d+:/, '')
      .replace(/-[^-]*$/, '')
      .slice(0, 80) || version.slice(0, 80)
  );
}
