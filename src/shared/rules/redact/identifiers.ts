import { escaped, MASK, type RedactionContext, type Rule } from './context';
import { shortHash } from './salted-hash';

/** Values that name this computer or its network, gathered from their own fields to be found in any other text. */
export interface KnownIdentifiers {
  ssids: ReadonlySet<string>;
  /** In lower case with colons. */
  bssids: ReadonlySet<string>;
  serials: ReadonlySet<string>;
}

export const NOTHING_KNOWN: KnownIdentifiers = { ssids: new Set(), bssids: new Set(), serials: new Set() };

/** What makers write where a serial number should be: it names nothing. */
const NO_SERIAL =
  /^(?:0+|none|n\/a|unknown|default string|to be filled by o\.?e\.?m\.?|not (?:specified|available|applicable)|system serial number|(?:chassis )?serial number|standard|invalid|empty|x+|123456789|\.*)$/i;
/** Networks are called so everywhere, and so are many other things in a report. */
const COMMON_NAME =
  /^(?:wlan|wi-?fi|default|guest|gast|home|office|linux|windows|internet|network|any|off\/any|free|public|hotspot|test|unknown|none|<hidden>|hidden)$/i;
const HARDWARE_ADDRESS = /^([0-9a-f]{2})[:._-]?([0-9a-f]{2})[:._-]?([0-9a-f]{2})[:._-]?[0-9a-f]{2}/i;
/** All zeros and all ones are nobody's address. */
const NO_ADDRESS = /^(?:(?:00[:.-]?)+|(?:ff[:.-]?)+)$/i;

export function maskSsid(value: string, { policy, salt }: RedactionContext): string {
  if (policy.ssid === 'show' || value.trim() === '' || value.startsWith(MASK)) return value;
  return `${MASK} (${shortHash(salt, value)})`;
}

/** The maker's first three bytes stay: they tell a docking station from a laptop. */
export function maskMac(value: string, { policy }: RedactionContext): string {
  if (policy.mac === 'show' || value === '' || value.includes(MASK) || NO_ADDRESS.test(value)) return value;
  return makerOf(value);
}

/** Like a MAC address, and with a mark that changes with the access point. */
export function maskBssid(value: string, { policy, salt }: RedactionContext): string {
  if (policy.bssid === 'show' || value === '' || value.includes(MASK) || NO_ADDRESS.test(value)) return value;
  return `${makerOf(value)} (${shortHash(salt, plainAddress(value))})`;
}

export function maskSerial(value: string, { policy }: RedactionContext): string {
  if (policy.serial === 'show' || value.startsWith(MASK) || NO_SERIAL.test(value.trim())) return value;
  return value.length < 8 ? MASK : `${MASK}${value.slice(-4)}`;
}

export function plainAddress(value: string): string {
  const digits = value.toLowerCase().replace(/[^0-9a-f]/g, '');
  return digits.match(/../g)?.join(':') ?? digits;
}

function makerOf(value: string): string {
  const found = HARDWARE_ADDRESS.exec(value);
  return found ? `${found[1]}:${found[2]}:${found[3]}:${MASK}`.toLowerCase() : MASK;
}

/** Identifiers wherever they turn up in a text: recognized by their shape, by what stands before, or known. */
export function identifierRules(context: RedactionContext, known: KnownIdentifiers): Rule[] {
  const address = (value: string) =>
    known.bssids.has(plainAddress(value)) ? maskBssid(value, context) : maskMac(value, context);
  const rules: Rule[] = [
    {
      pattern:
        /(?<!(?<!\w)[0-9a-f]{2}[:-])(?<!\w)[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?![\w]|[:-][0-9a-f]{2})/gi,
      replace: address,
    },
    {
      // As Cisco writes it; without a letter it is more likely a version.
      pattern: /(?<![\w.])(?=[\d.]{0,13}[a-f])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w]|\.\w)/gi,
      replace: address,
    },
    // As BlueZ names devices, and as Linux names network adapters on USB.
    { pattern: /(?<![0-9a-z])[0-9a-f]{2}(?:_[0-9a-f]{2}){5}(?![0-9a-z_])/gi, replace: address },
    {
      pattern: /(?<![a-z0-9])((?:en|wl|ww)x)([0-9a-f]{12})(?![0-9a-z])/g,
      replace: (all, head = '', value = '') =>
        address(value) === value ? all : `${head}${value.slice(0, 6)}${MASK}`,
    },
    { pattern: /(?<=\b(?:ssid|bssid)\s{0,30}[=:]\s{0,30})[0-9a-f]{12}(?!\w)/gi, replace: address },
    {
      pattern: /((?<![a-z])(?:mac|hwaddr|ether|address)[=:\s]{1,3})([0-9a-f]{12})(?!\w)/gi,
      replace: (_all, head = '', value = '') => `${head}${address(value)}`,
    },
    {
      pattern:
        /((?<![a-z])e?ssid["']?\s{0,30}[=:]\s{0,30})("[^"]*"|'[^']*'|[^\s"',;)•<][^\n"',;:)•]{0,31}?(?=\s{2})|[^\s"',;)•<][^\n"',;:)•]{0,31}?(?=\s?(?:$|[\n"',;)])|\s[\w ]{1,25}:)|[^\s"',;)<][^\s"',;)]*)/gi,
      replace: (_all, head = '', value = '') => `${head}${quoted(value, (text) => maskSsid(text, context))}`,
    },
    {
      pattern: /((?<![a-z])e?ssid )("[^"]+"|'[^']+')/gi,
      replace: (_all, head = '', value = '') => `${head}${quoted(value, (text) => maskSsid(text, context))}`,
    },
    {
      pattern:
        /(\b(?:serial(?:[\s_-]?(?:number|no|nr|num)\.?)?|serien(?:nummer|nr\.?)|s\/n|sn)["']?(?:\s{0,30}[=:]\s{0,30}|(?<=s\/n|nr\.) )["']?)(?=[\w./+-]*\d)(?!\d{1,4}(?![\w-]))([\w.+-]{5,}(?![\w+/-]))/gi,
      replace: (_all, head = '', value = '') => `${head}${maskSerial(value, context)}`,
    },
  ];
  if (context.policy.mac === 'mask') {
    rules.push(
      // A firewall writes both ends of a frame and its type in one row.
      { pattern: /(?<![\w:])[0-9a-f]{2}(?::[0-9a-f]{2}){13}(?![\w:])/gi, replace: () => MASK },
      // Addresses of their own making carry the hardware's in their last half.
      {
        pattern: /(?<=:[0-9a-f]{0,2})([0-9a-f]{0,2}ff:fe)[0-9a-f]{2}:[0-9a-f]{1,4}(?![\w:])/gi,
        replace: (_all, head = '') => `${head}${MASK}`,
      },
    );
  }
  for (const ssid of known.ssids) {
    if (ssid.length < 3 || COMMON_NAME.test(ssid)) continue;
    rules.push({ pattern: alone(ssid, 'gu'), replace: () => maskSsid(ssid, context) });
  }
  for (const serial of known.serials) {
    if (serial.length < 5 || NO_SERIAL.test(serial) || !/\d/.test(serial)) continue;
    rules.push({ pattern: alone(serial, 'giu'), replace: () => maskSerial(serial, context) });
  }
  return rules;
}

/** `text` where no letter or digit goes on before or after it. */
export function alone(text: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`, flags);
}

function quoted(value: string, mask: (text: string) => string): string {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return quote === '' ? mask(value) : `${quote}${mask(value.slice(1, -1))}${quote}`;
}
