import { fail, ok, type Result } from '../../shared/base/result';
import { readSetting, type Given } from '../../shared/policy/resolve';
import { SETTINGS, type SettingKey } from '../../shared/policy/settings';
import { IDENTIFIERS } from '../../shared/rules/redact/context';

/** What the command line says besides opening a page. All else is policy. */
export interface AgentConfig {
  /** Settings by the names they have in files. A packaged agent takes none from here. */
  argument: Given;
  /** Instead of the machine's own policy and token; development builds only. */
  policyFile: string | null;
  tokenDrop: string | null;
  /** Started by the session, not by the person. */
  atLogin: boolean;
  /** Write the login item also when the agent is not packaged. */
  autostart: boolean;
  /** What a packaged agent was told and did not listen to, by name. */
  ignored: readonly string[];
}

interface Argument {
  key: SettingKey;
  option: string;
  variable: string;
  /** What is said where the value cannot be right; the value itself is not repeated. */
  wrong: string;
}

const ARGUMENTS: readonly Argument[] = [
  {
    key: 'serverUrl',
    option: 'desk',
    variable: 'DESKSIDE_DESK',
    wrong: "must be the desk's address, for example https://desk.example.org",
  },
  {
    key: 'enrollToken',
    option: 'token',
    variable: 'DESKSIDE_ENROLL_TOKEN',
    wrong: 'must be an enrolment token as the desk printed it',
  },
  {
    key: 'hotkey',
    option: 'hotkey',
    variable: 'DESKSIDE_HOTKEY',
    wrong: 'must be none or a combination such as Control+Alt+H',
  },
  {
    key: 'checkHosts',
    option: 'check-hosts',
    variable: 'DESKSIDE_CHECK_HOSTS',
    wrong: 'must name up to 15 hosts, for example mail.example.org,files.example.org:8443',
  },
  {
    key: 'showIdentifiers',
    option: 'show-identifiers',
    variable: 'DESKSIDE_SHOW_IDENTIFIERS',
    wrong: `may name ${IDENTIFIERS.join(', ')}, with commas between`,
  },
];

/** `--name value` or `--name=value`. Everything else on the line is Electron's and Chromium's own. */
function optionIn(argv: readonly string[], name: string): string | undefined {
  const exact = argv.indexOf(`--${name}`);
  if (exact !== -1) return argv[exact + 1] ?? '';
  const prefix = `--${name}=`;
  return argv.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}

/**
 * The command line wins over the environment. A value that cannot be right is refused with its name. What anybody can
 * type decides nothing in a packaged agent: it is told by policy where its desk is.
 */
export function readConfig(
  argv: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
  packaged: boolean,
): Result<AgentConfig> {
  const atLogin = argv.includes('--at-login');
  if (packaged) {
    const ignored = ignoredIn(argv, env);
    return ok({ argument: {}, policyFile: null, tokenDrop: null, atLogin, autostart: true, ignored });
  }
  const given: [string, unknown][] = [];
  for (const { key, option, variable, wrong } of ARGUMENTS) {
    const said = optionIn(argv, option) ?? env[variable];
    if (said === undefined) continue;
    if (readSetting(key, said) === undefined) return fail('invalid-input', `--${option} ${wrong}`);
    given.push([SETTINGS[key].name, said]);
  }
  if (env['DESKSIDE_ALLOW_QUIT'] === 'no') given.push([SETTINGS.allowQuit.name, false]);
  if (env['DESKSIDE_LOG_LEVEL'] === 'debug') given.push([SETTINGS.logLevel.name, 'debug']);
  return ok({
    argument: Object.fromEntries(given),
    policyFile: optionIn(argv, 'policy-file') ?? null,
    tokenDrop: optionIn(argv, 'token-drop') ?? null,
    atLogin,
    autostart: argv.includes('--autostart'),
    ignored: [],
  });
}

function ignoredIn(argv: readonly string[], env: Readonly<NodeJS.ProcessEnv>): string[] {
  const options = [...ARGUMENTS.map(({ option }) => option), 'policy-file', 'token-drop'];
  const variables = [
    ...ARGUMENTS.map(({ variable }) => variable),
    'DESKSIDE_ALLOW_QUIT',
    'DESKSIDE_LOG_LEVEL',
  ];
  return [
    ...options.filter((name) => optionIn(argv, name) !== undefined).map((name) => `--${name}`),
    ...variables.filter((name) => env[name] !== undefined),
  ];
}
