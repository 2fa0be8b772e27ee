import { escaped, isNobody, MASK, UNMASKED, type RedactionContext, type Rule } from './context';
import { alone } from './identifiers';

const SEPARATOR = String.raw`(?:[\\/]|%5C|%2F)`;
/** One name in a path, however it is written; it ends where a path or a sentence goes on. */
const FOLDER = String.raw`(?:(?!%2F|%5C|•••)[^\\/\s"'<>|:;,*?&)(\]\[{}\x60])+`;
/** A unit of systemd looks like an address of someone. */
const UNIT = 'service|socket|timer|mount|automount|target|slice|scope|device|swap|path';

const OTHERS_HOMES: readonly RegExp[] = [
  // Unix, also below where systems keep them, and in an address that is not a web page's.
  new RegExp(
    String.raw`((?:(?<![\w.%~-])|(?<=%2F|%3A)|(?<=/(?:var|export|private|net|Data|c|mnt/\w))|(?<=/Volumes/[^/\n]{1,60}))` +
      String.raw`(?:/{1,3}|%2F)(?:home|Users)(?:/{1,2}|%2F))(${FOLDER})`,
    'g',
  ),
  new RegExp(
    String.raw`(\b(?:file|sftp|ssh|scp|smb|nfs|davs?|ftp)://[^\s/]{1,200}/{1,2}(?:home|Users)/{1,2})(${FOLDER})`,
    'g',
  ),
  // Where systems keep a person's sticks, mail and tasks.
  new RegExp(
    String.raw`((?<![\w.%~-])/(?:run/)?media/)(?!(?:cdrom|usb|floppy|data|disk|sd[a-z])\w*(?:/|$))(${FOLDER})(?=/)`,
    'g',
  ),
  new RegExp(String.raw`((?<![\w.%~-])/var/(?:(?:spool/)?mail|spool/cron/crontabs)/)(${FOLDER})`, 'g'),
  // Windows; a name there may have spaces.
  new RegExp(
    String.raw`([a-z](?::|%3A)${SEPARATOR}{1,4}(?:users|documents and settings)${SEPARATOR}{1,4})` +
      String.raw`(${FOLDER}(?:'[^\\/\s"':;,]+|(?: [^\\/\s"':;,]+){0,3})(?=[\\/"'])|${FOLDER}(?: \p{Lu}[\p{L}.-]*(?=$))?)`,
    'giu',
  ),
  // The drive left out, or a variable in its place.
  new RegExp(String.raw`((?:%systemdrive%|%homedrive%|(?<![\w\\]))\\{1,2}users\\{1,2})(${FOLDER})`, 'gi'),
  // Profiles and homes on a file server.
  new RegExp(
    String.raw`((?:\\\\|\\\\\\\\|(?<=(?:file|smb|cifs):)//)[\w.-]+${SEPARATOR}{1,2}(?:profiles?|homes?|users?|userdata|roaming|redirect\w*|benutzer)\$?${SEPARATOR}{1,2})(${FOLDER})`,
    'gi',
  ),
];

/** Own homes become `~`, those of others lose their name. */
export function homeRules({ homeFolders }: RedactionContext): Rule[] {
  const own = longestFirst(homeFolders).map((folder): Rule => {
    const parts = folder.split(/[\\/]+/).map((part) => variants(part));
    const windows = /^[a-z]:/i.test(folder);
    // An address keeps the slash in front of a drive letter.
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}_%~.-])${parts.join(`${SEPARATOR}{1,4}`)}(?![\p{L}\p{N}_-]|%(?!2F|5C)|[.~][\p{L}\p{N}])`,
      windows ? 'giu' : 'gu',
    );
    return { pattern, replace: () => '~' };
  });
  const others = OTHERS_HOMES.map((pattern): Rule => ({
    pattern,
    replace: (all, head = '', name = '') => (isNobody(decoded(name)) ? all : `${head}${MASK}`),
  }));
  return [...own, ...others];
}

const SOMEONE = String.raw`("[^"]*"|'[^']*'|[^\s"'<>;,)(\]\[&]+)`;

/** Names of accounts and addresses of people: known, or told by the words around them. */
export function personRules({ userNames }: RedactionContext): Rule[] {
  const rules: Rule[] = [
    {
      // `@` may be written for an address bar. Who stands in an address is masked there, and its host stays. What follows is a host, not a version and not a unit.
      pattern: new RegExp(
        String.raw`(?<![\p{L}\p{N}._%+'-])(?<!:\/\/[^\s\/?#@"']{0,100})(?!git@)(?![\w-]+@(?:openssh\.com|libssh\.org)(?![\w.]))[\p{L}\p{N}._%+'-]+?(?:@|%40)(?![\w.\\-]*\.(?:${UNIT})\b)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}`,
        'giu',
      ),
      replace: () => MASK,
    },
    { pattern: /\bS-1-5-21(?:-\d+){2,5}/g, replace: () => `S-1-5-21-${MASK}` },
    { pattern: /\bS-1-12-1(?:-\d+){2,5}/g, replace: () => `S-1-12-1-${MASK}` },
    {
      pattern: new RegExp(
        String.raw`((?<![a-z])(?:(?:target|subject|sam)?user[\s_-]?(?:name|id)?|login|logname|account[\s_-]?name|acct|ruser|auid|benutzer(?:name)?|kontoname)["']?\s{0,20}[=:]\s{0,20})(?![\w-]+=)${UNMASKED}${SOMEONE}`,
        'gi',
      ),
      replace: (all, head = '', name = '') => (isWord(name) ? all : `${head}${MASK}`),
    },
    {
      pattern: new RegExp(
        String.raw`(\b(?:(?:for|by|of|to) (?:(?:invalid|illegal|unknown) )?user |(?:accepted|failed) \S+ for (?:(?:invalid|illegal) user )?|new session \S+ of user |invalid user |(?:authenticating|disconnected from) user |(?<!\w)(?:user|benutzer) (?="[^"]{1,64}" (?:logged|signed|hat|ist|has|is|failed))))${UNMASKED}${SOMEONE}`,
        'gi',
      ),
      replace: (all, head = '', name = '') => (isWord(name) ? all : `${head}${MASK}`),
    },
    {
      pattern:
        /(\bregistered ?owner(?:\s{1,4}REG_SZ\s{1,4}|["']?\s{0,4}[:=]\s{0,4}))(?!["']?•••)("[^"]*"|\p{L}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,3}|\S+)/giu,
      replace: (all, head = '', name = '') => (isWord(name) ? all : `${head}${MASK}`),
    },
    {
      pattern: /(\b[ug]id=\d+\()([^)\s]+)(?=\))/gi,
      replace: (all, head = '', name = '') => (isNobody(name) || name === MASK ? all : `${head}${MASK}`),
    },
    {
      // As cron writes who it runs for.
      pattern: /((?<![\w)])\()([\w.-]+)(?=\) (?:CMD|RELOAD|MAIL|LIST|BEGIN|END) )/g,
      replace: (all, head = '', name = '') => (isNobody(name) ? all : `${head}${MASK}`),
    },
  ];
  for (const name of longestFirst(userNames))
    rules.push({ pattern: personPattern(name), replace: () => MASK });
  return rules;
}

const BORDER = {
  before: String.raw`(?<![\p{L}\p{N}])`,
  after: String.raw`(?![\p{L}\p{N}])`,
  number: String.raw`s?(?!\p{L})(?!\p{N}{5})`,
};
const BETWEEN = '(?:[ ._-]{1,3}|%20|%2E)';
const INITIAL = String.raw` \p{L}\. `;

/** `jane.miller` is also Jane Miller and "Miller, Jane". */
function personPattern(name: string): RegExp {
  const parts = name.split(/[ ._-]+/).filter((part) => part.length > 1);
  const [first, last] = parts;
  // These are written without spaces between words.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(name)) {
    return new RegExp(escaped(name), 'gu');
  }
  // Two letters are a word of many a language unless written alike.
  if (name.length < 3) return alone(name, 'gu');
  // Computers are numbered (`JSMITH01`), and German has no apostrophe (`jsmiths Laptop`).
  const [before, after] = name.length < 4 ? [BORDER.before, BORDER.after] : [BORDER.before, BORDER.number];
  if (parts.length !== 2 || !first || !last) {
    return new RegExp(`${before}${escaped(name)}${after}`, 'giu');
  }
  const [a, b] = [escaped(first), escaped(last)];
  // Both names together are nobody else's, whatever they are glued to: `JaneMillerVPN`.
  const glued = first.length + last.length >= 8 ? `|${a}${b}` : '';
  return new RegExp(
    String.raw`${before}(?:${a}(?:${BETWEEN}|${INITIAL})?${b}|${b}(?:, {0,2}|${BETWEEN})${a})${after}${glued}`,
    'giu',
  );
}

const NOT_A_NAME =
  /^(?:\d{1,4}|session|sessions|input|data|manager|mode|namespaces?|interface|service|slice|instance|is|was|has|not|failed|unknown|invalid|illegal|\(null\)|-|runtime|preset|logged|requests?|"[^"]{41,}")$/i;

function isWord(name: string): boolean {
  const bare = name.replace(/^["']|["']$/g, '').replace(/[.:]+$/, '');
  return isNobody(bare) || NOT_A_NAME.test(bare) || bare.startsWith(MASK) || bare.startsWith('~');
}

function variants(part: string): string {
  const encoded = encodeURIComponent(part);
  return encoded === part ? escaped(part) : `(?:${escaped(part)}|${escaped(encoded)})`;
}

function decoded(name: string): string {
  return name.replaceAll('%20', ' ');
}

function longestFirst(values: readonly string[]): string[] {
  return values.filter((value) => value.length > 1 && !isNobody(value)).sort((a, b) => b.length - a.length);
}
