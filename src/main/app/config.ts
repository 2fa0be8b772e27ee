import { fail, ok, type Result } from '../../shared/base/result';
import type { HelpView } from '../../shared/contract/ipc';
import { IDENTIFIERS, type Identifier } from '../../shared/rules/redact/context';

export interface AgentConfig {
  deskUrl: string | null;
  /** Used once and forgotten. */
  token: string | null;
  /** An Electron accelerator; null for none. */
  hotkey: string | null;
  /** Write the login item also when the agent is not packaged. */
  autostart: boolean;
  allowQuit: boolean;
  /** Hosts that must be reachable over TLS from here; diagnostics try them. */
  checkHosts: readonly { host: string; port: number }[];
  /** What names this computer or its network and is sent as it is; all else is masked. */
  showIdentifiers: readonly Identifier[];
  logLevel: 'debug' | 'info';
}

const DEFAULT_HOTKEY = 'Control+Alt+H';
const HOTKEY = /^(?:(?:Control|Ctrl|CommandOrControl|Alt|Option|Shift|Super|Meta)\+){1,4}[A-Z0-9]+$/i;
const HOST_AND_PORT = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?$/;
/** With the desk itself as many as the report has room for. */
const MOST_CHECK_HOSTS = 15;
const WRONG_HOSTS = `--check-hosts must name up to ${MOST_CHECK_HOSTS} hosts, for example mail.example.org,files.example.org:8443`;
const WRONG_IDENTIFIERS = `--show-identifiers may name ${IDENTIFIERS.join(', ')}, with commas between`;
const TOKEN = /^[A-Za-z0-9_-]{10,200}$/;

/** `--name value` or `--name=value`. Everything else on the line is Electron's and Chromium's own. */
function optionIn(argv: readonly string[], name: string): string | undefined {
  const exact = argv.indexOf(`--${name}`);
  if (exact !== -1) return argv[exact + 1] ?? '';
  const prefix = `--${name}=`;
  return argv.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}

/** The command line wins over the environment. A value that cannot be right is refused with its name. */
export function readConfig(argv: readonly string[], env: Readonly<NodeJS.ProcessEnv>): Result<AgentConfig> {
  const valueOf = (name: string, variable: string) => optionIn(argv, name) ?? env[variable];
  const desk = valueOf('desk', 'DESKSIDE_DESK');
  const token = valueOf('token', 'DESKSIDE_ENROLL_TOKEN');
  const hotkey = valueOf('hotkey', 'DESKSIDE_HOTKEY') ?? DEFAULT_HOTKEY;
  const checkHosts = parseHosts(valueOf('check-hosts', 'DESKSIDE_CHECK_HOSTS'));
  const showIdentifiers = parseIdentifiers(valueOf('show-identifiers', 'DESKSIDE_SHOW_IDENTIFIERS'));
  if (checkHosts === null) return fail('invalid-input', WRONG_HOSTS);
  if (showIdentifiers === null) return fail('invalid-input', WRONG_IDENTIFIERS);
  const wrong = wrongValue(desk, token, hotkey);
  if (wrong !== null) return fail('invalid-input', wrong);
  return ok({
    deskUrl: desk === undefined ? null : parseDeskUrl(desk),
    token: token ?? null,
    hotkey: hotkey === 'none' ? null : hotkey,
    autostart: argv.includes('--autostart'),
    allowQuit: env['DESKSIDE_ALLOW_QUIT'] !== 'no',
    checkHosts,
    showIdentifiers,
    logLevel: env['DESKSIDE_LOG_LEVEL'] === 'debug' ? 'debug' : 'info',
  });
}

function wrongValue(desk: string | undefined, token: string | undefined, hotkey: string): string | null {
  if (desk !== undefined && parseDeskUrl(desk) === null) {
    return "--desk must be the desk's address, for example https://desk.example.org";
  }
  if (token !== undefined && !TOKEN.test(token)) {
    return '--token must be an enrolment token as the desk printed it';
  }
  if (hotkey !== 'none' && !HOTKEY.test(hotkey)) {
    return '--hotkey must be none or a combination such as Control+Alt+H';
  }
  return null;
}

/** `host`, `host:port` or `[address]:port` with commas between; null where one of them is nothing of the kind. */
function parseHosts(value = ''): AgentConfig['checkHosts'] | null {
  const entries = value.split(',').flatMap((entry) => entry.trim() || []);
  const hosts = entries.flatMap((entry) => {
    const match = HOST_AND_PORT.exec(entry);
    const host = match?.[1] ?? match?.[2];
    const port = Number(match?.[3] ?? 443);
    return host !== undefined && port > 0 && port < 65_536 ? [{ host, port }] : [];
  });
  return hosts.length === entries.length && hosts.length <= MOST_CHECK_HOSTS ? hosts : null;
}

function parseIdentifiers(value = ''): Identifier[] | null {
  const names = value.split(',').flatMap((entry) => entry.trim() || []);
  const known = IDENTIFIERS.filter((identifier) => names.includes(identifier));
  return names.every((name) => known.some((identifier) => identifier === name)) ? known : null;
}

function parseDeskUrl(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.origin;
}

/** What a second launch may ask of the first: only to show one of its views, never more. */
export function viewAskedFor(argv: readonly string[]): HelpView {
  if (argv.includes('--check')) return 'check';
  return argv.includes('--my-tickets') ? 'tickets' : 'new';
}
