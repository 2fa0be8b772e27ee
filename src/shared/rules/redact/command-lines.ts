import { MASK, UNMASKED, type Rule } from './context';
import { finder, type Edit, type Finder } from './edits';

const VALUE = String.raw`("(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)|[^\s"';|&]\S*)`;

/** Programs that take a secret by a flag whose name does not say so; `{v}` stands for it. */
const PROGRAMS: readonly [programs: string, argument: string][] = [
  [
    'mysql|mysqldump|mysqladmin|mysqlimport|mysqlshow|mysqlcheck|mariadb[\\w-]*',
    '-p(?!ort|rotocol|lugin)(?=\\S){v}',
  ],
  ['mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat', '-p[ =]?{v}'],
  [
    'sshpass|rdesktop|twine|teamviewer|veracrypt|dwagent|docker login|podman login|buildah login|skopeo login|helm registry login|az login|psexec(?:64)?|oc login|influx|cqlsh|net rpc|adcli|ldapvi|arangosh|kafka\\S*|mosquitto_(?:pub|sub)',
    '-(?:p|P) ?{v}',
  ],
  ['(?:7z|7za|7zr|7zz|7zg|rar|unrar|winrar)', '["\']?-h?p{v}'],
  ['zip|unzip|sqlcmd|bcp|osql|isql|ipmitool|mosquitto_pub|mosquitto_sub', '-P ?{v}'],
  ['veracrypt|truecrypt', '/p(?:assword)? {v}'],
  ['xfreerdp3?|wlfreerdp|sdl-freerdp', '/(?:p|gp|pth):{v}'],
  ['kadmin|ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapwhoami|ldappasswd', '-(?:w|s|a) ?{v}'],
  ['redis-cli|valkey-cli', '-a ?{v}'],
  ['plink|pscp|psftp|putty|kitty', '-pw {v}'],
  [
    'x11vnc|vncviewer|x0vncserver|tightvncserver|vncpasswd|anydesk|teamviewer',
    '--?(?:passwd|rfbauth|passwdfile|set-password) {v}',
  ],
  ['schtasks', '/rp {v}'],
  ['snmp\\w+', '-(?:c|A|X|k) ?{v}'],
  ['curl|wget|http|https|xh|aria2c', '(?:-u|-U|--user|--proxy-user|--cert|-E|-a|--auth)[ =]?{v}'],
  ['smbclient|smbget|rpcclient|nmblookup|winexe|wmic|net', '-U ?{v}'],
  ['useradd|usermod|htpasswd|chpasswd', '-p {v}'],
  ['openssl', '(?:pass|passin|passout|-k|-K)(?: |:)(?:pass:)?{v}'],
  ['keytool|jarsigner|apksigner', '-(?:storepass|keypass|srcstorepass|deststorepass|new)(?: |:env )?{v}'],
  [
    'nmcli|iwctl|networksetup|iw|connmanctl',
    '(?:password|psk|passphrase|wifi-sec\\.psk|802-11-wireless-security\\.psk|wep-key\\d|key) {v}',
  ],
  ['gpg2?', '--passphrase {v}'],
  ['ssh-keygen', '-[NP] {v}'],
  ['openconnect', '--cookie[ =]{v}'],
  ['curl', '(?:-b|--cookie)[ =]?{v}'],
  ['frpc|ss-local|sslocal|ss-redir|edge|n2n|sentinelctl|sentinelone\\w*', '-[kt] ?{v}'],
  ['swaks|sendemail', '-(?:ap|xp) {v}'],
  ['check_\\w+', '-[abpC] ?{v}'],
  ['iwconfig', 'key (?:s:)?{v}'],
  ['netsh', 'key(?:material)?={v}'],
  ['rclone', 'obscure {v}'],
  ['vault', 'login {v}'],
  ['bw|bitwarden', 'unlock {v}'],
  ['cloudflared|ngrok', '(?:service install|authtoken|add-authtoken) {v}'],
  ['qemu[\\w-]*', 'secret,\\S*?data={v}'],
  ['winrs', '-p(?:assword)?:{v}'],
  ['security', '-(?:p|w|P) {v}'],
  ['expect', 'send(?: --)? {v}'],
];

const IN_COMMANDS = PROGRAMS.map(([programs, argument]): Finder => {
  // Up to where the next command begins.
  const command = new RegExp(String.raw`(?<![\w.@-])(?:${programs})(?:\.exe)?["']?\s[^|\n]{1,2000}`, 'gi');
  const secrets = finder({
    pattern: new RegExp(String.raw`((?<=\s)${argument.replace('{v}', `)${UNMASKED}${VALUE}`)}`, 'g'),
    replace: (_all, head = '', value = '') => `${head}${quotedMask(value)}`,
  });
  return (text, edits) => {
    for (const { 0: words, index } of text.matchAll(command)) {
      const inside: Edit[] = [];
      secrets(words, inside);
      for (const { start, end, put } of inside) edits.push({ start: start + index, end: end + index, put });
    }
  };
});

/** Without one of these words none of the rules has anything to do: one look instead of thirty. */
export const ANY_COMMAND = new RegExp(
  String.raw`(?<![\w.@-])(?:${PROGRAMS.map(([programs]) => programs).join('|')}|net1?|wpa_passphrase|sqlplus|impdp|expdp|rman|exp|imp|sqlldr|echo|printf|autologon(?:64)?|nssm|rabbitmqctl|lftp)(?![\w-])|-pass(?:in|out)|<<<|identified\s+by|sp_addlogin|(?<!\S)(?:psk|eap|xauth)\s|\s-(?:user|username|u|l)[ =\w]|-auth|--user|--proxy-user|-credential|[\w$-]:[^\s/@]+@`,
  'i',
);

const RULES: readonly Rule[] = [
  // Second words of commands that take a password as they come.
  {
    pattern: /(\bnet1?(?:\.exe)?\s+use\s+(?:[a-z]:|\*)?\s*\\\\\S+\s+)(?!\/|•••)(\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(\bnet1?(?:\.exe)?\s+user\s+\S+\s+)(?!\/|•••)(\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(\bwpa_passphrase\s+(?:"[^"]*"|\S+)\s+)(?!•••)("[^"]*"|\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+)(?!•••)(\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern:
      /(\b(?:sqlplus|impdp|expdp|rman|exp|imp|sqlldr)(?:\.exe)?\s+(?:-\w+\s+)?(?:userid=)?["']?)(?!•••)[\w$.]+\/[^\s@"']+/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern:
      /(\b(?:echo|printf)(?:\.exe)?\s+(?:-\w+\s+|'%s\\n'\s+)?)(?!•••)("[^"]*"|'[^']*'|[^|]{1,200}?)(?=\s*\|\s*(?:sudo|su|passwd|chpasswd|docker|podman|cryptsetup|kinit|openssl|smbclient|gpg|ssh-add|mount)\b)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(\bnet1?(?:\.exe)?\s+user\s+\/add\s+\S+\s+)(?!\/|•••)(\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(\bsmbclient\s+\/\/\S+\s+)(?!-|•••)(\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern:
      /(\b(?:autologon(?:64)?(?:\.exe)?\s+\S+\s+\S+|rabbitmqctl\s+(?:add_user|change_password)\s+\S+|nssm(?:\.exe)?\s+set\s+\S+\s+objectname\s+\S+|networksetup\s+-setairportnetwork\s+\S+\s+\S+|networksetup\s+-set\w*proxy\s+\S+\s+\S+\s+\d+\s+on\s+\S+)\s+)(?!•••)("[^"]*"|\S+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /(<<<\s{0,4})(?!["']?•••)("[^"]*"|'[^']*'|\S+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /((?:\blftp\b|\bopen)[^|\n]{0,200}?\s-u\s+[^\s,]+,)(?!•••)([^\s"']+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /((?:\bidentified\s+by|\bsp_addlogin\s+\S+?,)\s+)(?!["']?•••)("[^"]*"|'[^']*')/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    // As ipsec.secrets has them.
    pattern: /((?<!\S)(?:psk|eap|xauth)\s{1,8})(?!["']?•••)("[^"\n]*"|'[^'\n]*')/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /((?<!\S):\s{1,4}(?:PSK|EAP|XAUTH)\s{1,8})(?!["']?•••)(\S+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    // Whatever the program: after who it is comes with what. A port is a number of at most five digits.
    pattern:
      /((?<=\s)-(?:u|U|l|user|username)(?:[ =]|(?=\w))[^\s|-][^\s|]{0,100}(?:\s+-{0,2}[\w.:/-]+){0,4}?\s+-[pP](?:[ =]|(?=["'])))(?!["']?•••|[\d.:]+(?:\/\w+)?(?!\S)|-)("[^"]*"|'[^']*'|[^\s|]+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    // Who and with what in one: numbers are the ids of accounts and groups.
    pattern:
      /((?<=\s)(?:--?auth|--user(?:pass)?|--proxy-user|--credentials?|-credential)[ =]["']?[^\s:"'|/]{1,80}:)(?!•••|\d{1,5}(?!\S))([^\s"'|]+)/gi,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    // As tools for Windows hosts take it: DOMAIN/user:password@host.
    pattern: /((?<=\s)[\w.-]{1,60}\/[\w.$-]{1,60}:)(?!•••)([^\s/@]+)(?=@[\w.-]+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
  {
    pattern: /((?:pass|env|file):)(?!•••)(?<=-pass(?:in|out)?\s+pass:)(\S+)/g,
    replace: (_all, head = '') => `${head}${MASK}`,
  },
];

export const COMMAND_FINDERS: readonly Finder[] = [...IN_COMMANDS, ...RULES.map(finder)];

function quotedMask(value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return `${quote}${MASK}${quote !== '' && value.length > 1 && value.endsWith(quote) ? quote : ''}`;
}
