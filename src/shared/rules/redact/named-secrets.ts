import { MASK, UNMASKED, type Rule } from './context';

/** A password in the languages of other systems; what they write in events is in their own. */
const ELSEWHERE =
  'senha|wachtwoord|hasło|lösenord|adgangskode|salasana|heslo|пароль|密码|密碼|パスワード|비밀번호';

/** Words that make what follows a secret wherever they end a name: `dbPassword`, `X-Auth-Token`, `MYSQL_ROOT_PASSWORD`. */
const LONG =
  String.raw`passw(?:or)?d|pass[-_.]word|passwrd|passphrase|passwort|kennwort|passcode|passkey|mot de passe|contrase(?:ñ|n)a|${ELSEWHERE}|secret|credentials?|client[-_ ]?secret|(?<!unexpected )token|` +
  String.raw`(?:api|app|access|activation|consumer|functions|tenant|validation|private|secret|account|shared|shared[-_ ]?access|encryption|signing|licen[sc]e|product|recovery|master|storage|auth|session|host|subscription|function|service|webhook|pre-?shared|pairing)[-_ ]?key(?:[-_ ]?id)?|` +
  String.raw`apikey|key[-_ ]?(?:material|content|pass)|(?:schl(?:ü|ue)sselinhalt|(?:produkt|lizenz|api|netzwerk|sicherheits|wiederherstellungs)-?schl(?:ü|ue)ssel)|(?:access|security|unlock|activation|zugangs|sicherheits|aktivierungs|freischalt)[-_ ]?code|csrf|xsrf|session[-_ ]?id|sessid|access[-_ ]?signature|client[-_ ]?assertion|connection[-_ ]?string|wpa[-_]?psk|wep[-_]?key\d?|storepass|preshared`;
/** Shorter ones count only where a word begins. */
const SHORT = String.raw`pass|pwd|passwd|pw|psw|psk|puk|otp|totp|jwt|auth|cred|creds|pgpass|rootpw|bindpw|userpw|proxypw`;
const NAME =
  String.raw`(?:(?:${LONG})|(?<![a-z])(?:${SHORT})|(?<=[a-z\d_-])(?:Pass|Pwd|pw(?==)))` +
  String.raw`(?:[-_]?(?:\d{1,2}|old|new|confirm(?:ation)?|value|hash|hex|text|plain|base64|base|data))?`;

/** After a colon these say how it is, not what it is. */
const STATE = String.raw`(?!(?:required|needed|expired?|expires|expiring|incorrect|invalid|missing|fail(?:ed|ure|s)?|wrong|enabled|disabled|yes|no|true|false|none|null|nil|undefined|not|un?set|changed|ok|error|empty|unknown|success(?:ful)?|accepted|rejected|denied|optional|never|authentication|permission|abgelaufen|abgelehnt|falsch|fehlt|erforderlich|gesetzt|leer|nicht|ung(?:ü|ue)ltig|f\d{1,2}|\(null\)|is|was|too|and|or|for)(?![\w-]))`;

/** One value: quoted in some way, with spaces inside a connection string, or up to where it cannot go on. */
const VALUE = [
  String.raw`\\"(?:(?!\\")[^\n])*(?:\\"|$)`,
  String.raw`"(?:[^"\\]|\\.)*(?:"|$)`,
  String.raw`'(?:[^'\\]|\\.)*(?:'|$)`,
  String.raw`\{[^}\n]*\}`,
  String.raw`[^;"'\n=\s][^;"'\n=]{0,80}(?=;\s?[\w ]{1,30}=)`,
  String.raw`(?:[^\s"'<;]|["'](?![\s,;:}\])]|$)|;(?!\s|$|[\w .-]{1,40}=)|<(?!\/))+`,
].join('|');

/** Quotes and separators, also as addresses, pages and JSON inside JSON write them. */
const QUOTE = String.raw`(?:\\?["']|%22|&quot;|&#34;|\\u0022)`;
const SEPARATOR = String.raw`(?:=>|:=|={1,2}|:|：|＝|%3D|%3A|&equals;)`;

const IN_QUERY = String.raw`(?:x-amz-(?:signature|credential|security-token)|[\w.%-]{0,30}?(?:pass(?:w(?:or)?d)?|passphrase|pwd|pw|psw|secret|token|key|sig|signature|auth|code|session|sid|sso|jwt|otp|ticket|cred|credential|nonce|state|saml\w{0,12}|relaystate|assertion|verifier|pin|email|mail|user(?:_?name)?|login(?:_hint)?))`;

function keep(head: string, value: string): string {
  const quote = /^(?:\\"|["'])/.exec(value)?.[0] ?? '';
  const closed = quote !== '' && value.length > quote.length && value.endsWith(quote);
  return `${head}${quote}${MASK}${closed ? quote : ''}`;
}

function isMixed(value: string): boolean {
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && !/\w\.\w{1,4}$/.test(value);
}

const rule = (pattern: string, flags = 'gi'): Rule => ({
  pattern: new RegExp(pattern, flags),
  replace: (_all, head = '', value = '') => keep(head, value),
});

/** Without one of these none of the rules has anything to do: one look instead of twenty. */
export const ANY_NAME =
  /[?&#<]|pass|pwd|pw|kennwort|contrase|psk|puk|otp|jwt|auth|cred|key|token|secret|schl(?:ü|ue)ssel|sess|assertion|connection|storepass|preshared|cookie|bearer|basic|negotiate|ntlm|kerberos|sig|hmac|nonce|seed|code|pin|convertto|licen[sc]e|activation|recovery|sas|csrf|xsrf|cid|senha|wachtwoord|hasło|lösenord|adgangskode|salasana|heslo|пароль|密码|密碼|パスワード|비밀번호/i;

export const NAMED_RULES: readonly Rule[] = [
  rule(String.raw`(\bconvertto-securestring\s{1,4}(?:-string\s{1,4})?)(?!-)${UNMASKED}(${VALUE})`),
  rule(String.raw`(-asplaintext\s{1,4})(?!-)${UNMASKED}(${VALUE})`),
  // Headers: whatever the scheme, to the end of the quote or the line.
  rule(
    String.raw`((?:proxy-)?authorization(?:\\?["'])?\s{0,4}[:=]\s{0,4})${UNMASKED}${STATE}(\\"[^\n]*?\\"|"[^"\n]*"|'[^'\n]*'|digest [^\r\n]+|[^\r\n"']+)`,
  ),
  rule(
    String.raw`((?<![\w-])(?:set-)?cookie2?(?:\\?["'])?\s{0,4}:\s{0,4})${UNMASKED}(\\"[^\n]*?\\"|"[^"\n]*"|'[^'\n]*'|[^\r\n]+)`,
  ),
  rule(String.raw`(\bbearer\s{1,4})${UNMASKED}((?=[\w-]*[\d._~+/=]|[\w-]*[a-z][A-Z])[\w.~+/=-]{8,})`, 'g'),
  rule(
    String.raw`(\b[Bb](?:earer|EARER)\s{1,4})${UNMASKED}((?=[\w-]*[\d._~+/=]|[\w-]*[a-z][A-Z])[\w.~+/=-]{8,})`,
    'g',
  ),
  rule(
    String.raw`(\b(?:[Bb]asic|BASIC)\s{1,4})${UNMASKED}(?!-)((?=[\w+/-]*[\d=]|[\w+/-]*[a-z][A-Z])[\w+/=-]{8,})`,
    'g',
  ),
  rule(
    String.raw`(\b(?:negotiate|ntlm|kerberos|apikey|sharedkey(?:lite)?)\s{1,4})${UNMASKED}([\w+/:-]{20,}={0,2})`,
  ),
  // Elements of XML.
  rule(
    String.raw`(<(?:\w{1,20}:)?\w{0,30}?(?:${LONG}|pwd)[^<>]{0,60}>\s{0,40}(?:<value>)?)${UNMASKED}([^<•]+)`,
  ),
  // The query of an address.
  rule(String.raw`([?&#](?:amp;)?${IN_QUERY}(?:\[\])?=)${UNMASKED}([^&#\s"'<>]+)`),
  rule(
    String.raw`((?<![?&a-z\d])(?:sig|signature|hmac|sid|sessionid|session|jsessionid|phpsessid|cookies?|key|cid|nonce|seed|code)\s{0,2}[=:]\s{0,2})${UNMASKED}((?=["'\w+/%.-]*\d)["']?[\w+/%.=-]{16,}["']?)`,
  ),
  // name = value.
  rule(
    String.raw`(${NAME}${QUOTE}?\]?[\s.]{0,40}${SEPARATOR}\s{0,4}(?:[>|]\s{1,8}|%22|&quot;|&#34;|\\u0022)?)${UNMASKED}${STATE}(${VALUE})`,
  ),
  // Its name in one field and its value in the next: lists of variables, XML, property lists, the registry.
  rule(
    String.raw`(\b(?:name|key|id|parameterkey)["']?\s{0,3}[:=]\s{0,3}["']?[\w.-]{0,40}?${NAME}["']?,?\s{1,8}(?:-\s)?["']?(?:parameter)?value["']?\s{0,3}[:=]\s{0,3})${UNMASKED}(${VALUE})`,
  ),
  rule(
    String.raw`(\b(?:name|key|id|parameterkey)["']?\s{0,3}[:=]\s{0,3}["']?[\w.-]{0,40}?${NAME}["']?,\s{0,8}["']?(?:parameter)?value["']?\s{0,3}[:=]\s{0,3})${UNMASKED}(${VALUE})`,
  ),
  rule(String.raw`(\b(?:name|key|id)=["'][\w.-]{0,40}?${NAME}["'][^<>]{0,40}>\s{0,8})${UNMASKED}([^<•]+)`),
  rule(String.raw`(<key>[\w.-]{0,40}?${NAME}</key>\s{0,8}<\w{1,12}>)${UNMASKED}([^<•]+)`),
  rule(String.raw`(${NAME}\s{1,8}(?:/t\s{1,4})?REG_\w{1,12}\s{1,8}(?:/d\s{1,4})?)${UNMASKED}(${VALUE})`),
  rule(String.raw`(/v\s{1,4}[\w.-]{0,40}?${NAME}\s{1,4}/d\s{1,4})${UNMASKED}(${VALUE})`),
  rule(String.raw`(\b(?:pin|pin code|pin-code)\s{0,4}[=:]\s{0,4})${UNMASKED}(\d{4,12})(?!\d)`),
  // --name value, also as a list of arguments.
  rule(
    String.raw`((?<![\w/-])(?:--?|\/)[\w-]{0,30}?${NAME}(?:["'],?\s{0,4}|,\s{0,4}|\s{1,4}))(?!--|["']--|-?\w+[:=]|\/(?:run|var|etc|tmp)\/|none(?!\S))${UNMASKED}(${VALUE})`,
  ),
  // In a sentence.
  rule(
    String.raw`(\b(?:password|passwort|kennwort|passphrase|passcode|pin|token|secret)\s{1,4}(?:(?:is|was|ist|war|lautet)(?!\w)|=>|->)\s{0,4}:?\s{0,4})${UNMASKED}${STATE}(?!(?:a|an|the|in|to|on|used|stored|always|weak|strong|locked|blank|correct|valid|being|about|now|already|still|only|also|protected|mandatory|abgelaufen|falsch|nicht|erforderlich|ung)(?![\w-]))(${VALUE})`,
  ),
  rule(
    String.raw`(\b(?:password|passwort|kennwort|passphrase)\s{1,4}(?:to\s{1,4})?)${UNMASKED}("[^"\n]+"|'[^'\n]+')`,
  ),
  rule(
    String.raw`(\b(?:password|passwort|kennwort|passphrase)\s(?:for|of|für|von)\s(?:(?:user|account|benutzer|konto)\s)?[^\s:]{1,64}\s?(?::|\s(?:is|ist|was|lautet)\s)\s{0,4})${UNMASKED}${STATE}(${VALUE})`,
  ),
  rule(
    String.raw`(\b(?:password|passwort|kennwort|passphrase)\s(?:(?:was|is|has been|wurde)\s)?(?:set|changed|reset)\s(?:to|auf)\s{1,4})${UNMASKED}${STATE}(?!(?:a|an|the|its|never|not|default|expire)(?![\w-]))(${VALUE})`,
  ),
  // Beside a telling name, and written as no word, version, address or file is: small, large and a digit.
  {
    pattern: new RegExp(
      String.raw`((?:${LONG}|(?<![a-z])(?:bearer|pwd)|master-?auth)["']?(?:\s{1,4}|:\s{0,4}|=)["']?)${UNMASKED}([^\s"'<>;,()[\]{}|&\\/]{8,})(?![\\/])`,
      'gi',
    ),
    replace: (all, head = '', value = '') => (isMixed(value) ? keep(head, value) : all),
  },
  // Long random text next to a telling word. A public key's own name is none of it.
  rule(
    String.raw`((?<!(?:rsa|dsa|ecdsa|eddsa|ed25519|public) )(?<![a-z])(?:key|(?:[a-z]{1,20}-?)?schl(?:ü|ue)ssel|token|secret|seed|nonce|cookie|session|credential|auth|license|activation|recovery|hmac|signature|psk|sas|password)["']?\s{0,3}(?:[=:(]|is|ist|->)?\s{0,3}["']?)${UNMASKED}(?!\/(?:run|var|etc|tmp|usr)\/)((?=[A-Za-z+/_=-]*\d)(?=[\d+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{24,})`,
  ),
];
