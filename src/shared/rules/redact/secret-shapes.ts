import { MASK, type Rule } from './context';

/** What is a secret by its looks alone: the formats in which services hand out their keys. */
const SHAPES: readonly string[] = [
  // JSON web tokens, also cut ones.
  String.raw`eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}`,
  // Code hosts, package registries, builds.
  String.raw`(?:gh[opusr]_|github_pat_|glpat-|gl(?:dt|rt|ptt|ft|soat|cbt|imt|agent)-|ATATT3x|ATBB|ATCTT3x|lin_api_|sntry[su]_)[\w=-]{10,}`,
  String.raw`(?:npm_|pypi-|rubygems_|oy2|dckr_(?:p|o)at_|cio[a-z0-9]|crates-io-)[\w-]{30,}`,
  // Clouds.
  String.raw`(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|LTAI)[A-Z0-9]{12,}`,
  String.raw`AIza[\w-]{30,}`,
  String.raw`ya29\.[\w-]{10,}`,
  String.raw`GOCSPX-[\w-]{10,}`,
  String.raw`1//0[\w-]{20,}`,
  String.raw`(?:dop_v1_|doo_v1_|dor_v1_|hvs\.|hvb\.|tskey-[a-z]+-|exo_|scw-)[\w-]{10,}`,
  String.raw`[\w~.-]{3}[78]Q~[\w~.-]{31,34}`,
  // Chat, mail, payment.
  String.raw`xox[a-z](?:\.xox[a-z])?-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  String.raw`(?:sk|pk|rk)_(?:live|test)_\w{10,}`,
  String.raw`whsec_[\w+/=-]{10,}`,
  String.raw`SG\.[\w-]{10,}\.[\w-]{10,}`,
  String.raw`(?:key-[0-9a-f]{32}|SK[0-9a-f]{32}|xkeysib-[\w-]{20,})`,
  String.raw`\d{8,10}:AA[\w-]{30,}`,
  String.raw`[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}`,
  String.raw`(?:shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}|sq0(?:atp|csp)-[\w-]{22,}|EAAC\w{20,})`,
  // Models, monitoring, design.
  String.raw`sk-(?:ant-|proj-|or-)?[\w-]{20,}`,
  String.raw`(?:hf_|gsk_|r8_|glsa_|glc_|figd_|PMAK-|NRAK-|NRJS-|dapi|pscale_\w{2,5}_)[\w-]{16,}`,
  String.raw`AGE-SECRET-KEY-1[A-Z0-9]{20,}`,
];

export const SHAPE_RULES: readonly Rule[] = [
  // With literal line ends as well, and without an end where the text was cut.
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)|---- BEGIN [A-Z0-9 ]+ ----[\s\S]*?(?:---- END [A-Z0-9 ]+ ----|$)/g,
    replace: () => MASK,
  },
  { pattern: /(PuTTY-User-Key-File-\d: )[\s\S]+/g, replace: (_all, head = '') => `${head}${MASK}` },
  { pattern: new RegExp(String.raw`(?<![A-Za-z0-9])(?:${SHAPES.join('|')})`, 'g'), replace: () => MASK },
  // Addresses that are keys themselves.
  {
    pattern:
      /(\b(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:canary\.|ptb\.)?discord(?:app)?\.com\/api\/webhooks|(?<![\w-])[\w-]{1,63}\.webhook\.office\.com|outlook\.office\.com\/webhook|hooks\.zapier\.com\/hooks|api\.telegram\.org\/bot|maker\.ifttt\.com\/use)(?!\/?•••)\/?)[\w@/.:-]+/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  // Password hashes: a dictionary turns them back.
  {
    pattern: /\$(?:1|2[abxy]|5|6|7|y|gy|apr1|argon2(?:id|i|d)|pbkdf2[\w-]*|scrypt)\$[^\s:"';]+/g,
    replace: () => MASK,
  },
  { pattern: /(?<![0-9a-f])[0-9a-f]{32}:[0-9a-f]{32}(?![0-9a-f])/gi, replace: () => MASK },
  // Recovery keys of disks, product keys.
  { pattern: /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/g, replace: () => MASK },
  {
    pattern: /(?<![A-Z0-9-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![A-Z0-9-])/g,
    replace: () => MASK,
  },
  { pattern: /(?<![A-Z0-9-])[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5}(?![A-Z0-9-])/g, replace: () => MASK },
  // As macOS and Linux name what is mounted from a server.
  {
    pattern: /((?<![\w:/])\/\/)(?!•••@)[^\s"'<>/?#@]+@(?=[\w[])/g,
    replace: (_all, head = '') => `${head}${MASK}@`,
  },
  // The text was cut before the host.
  {
    pattern:
      /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)(?!•••)[^\s@:"'/[\]]+:(?!\d{1,5}(?![^\s"'<>,;)([{|]))[^\s@"'/:<>,;)({|[\]]+(?=$|[\s"'<>,;)([{|])/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  // Who and with what in an address; also a password that should have been written otherwise.
  {
    pattern: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)(?!•••@)[^\s"'<>/?#]*@/gi,
    replace: (_all, head = '') => `${head}${MASK}@`,
  },
  {
    pattern: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)(?!•••@)[^\s@:"'/]*:(?!\d{1,5}(?:[/?#]|$))[^\s"'@]*@(?=[\w[])/gi,
    replace: (_all, head = '') => `${head}${MASK}@`,
  },
  {
    pattern:
      /(?<![\w.+/\\@:%•-])(?!•••|dbus-:)[\w.+\\-]+:(?!\/)(?!•••)[^\s@:"'/]+@(?=[\w-]+(?:\.[\w-]+|:\d))/g,
    replace: () => `${MASK}@`,
  },
];
