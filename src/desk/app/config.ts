import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/base/result';
import { isPublicKey } from '../features/devices/desk-identity';
import { isAddressRange } from '../features/address-ranges';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const iceUrls = (address: RegExp) =>
  z.array(z.string().max(300).regex(address, 'is not such an address')).max(8).default([]);
const HOST = String.raw`(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?`;
// A browser throws at any other form, and no connection would be tried at all.
const STUN = new RegExp(`^stuns?:${HOST}$`);
const TURN = new RegExp(String.raw`^turns?:${HOST}(?:\?transport=(?:udp|tcp))?$`);

const schema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(7420),
  dataDir: z.string().min(1).default('./.desk/data'),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  organization: z.string().trim().min(1).max(120).default('Help desk'),
  logLevel: z.enum(LOG_LEVELS).default('info'),
  turnUrls: iceUrls(TURN),
  turnSecret: z.string().min(16).optional(),
  turnSecretFile: z.string().min(1).optional(),
  stunUrls: iceUrls(STUN),
  consoleDir: z.string().min(1).optional(),
  releaseKeys: z.array(z.string().refine(isPublicKey, 'is no Ed25519 public key')).max(10).default([]),
  maxDownloads: z.int().min(1).max(10_000).default(400),
  trustedProxies: z
    .array(z.string().refine(isAddressRange, 'is no address and no range of addresses'))
    .max(50)
    .default([]),
});
type Key = keyof typeof schema.shape;
export type Config = z.infer<typeof schema>;

interface Source {
  variable: string;
  example: string;
  /** How the variable's text becomes a value, where it is not the text itself; lists have commas between. */
  as?: 'list' | 'number';
}

const SOURCES: Record<Key, Source> = {
  host: { variable: 'DESKSIDE_HOST', example: '127.0.0.1' },
  port: { variable: 'DESKSIDE_PORT', example: '7420', as: 'number' },
  dataDir: { variable: 'DESKSIDE_DATA_DIR', example: '/var/lib/deskside' },
  publicUrl: { variable: 'DESKSIDE_PUBLIC_URL', example: 'https://desk.example.org' },
  organization: { variable: 'DESKSIDE_ORGANIZATION', example: 'Example Corp IT' },
  logLevel: { variable: 'DESKSIDE_LOG_LEVEL', example: 'info' },
  turnUrls: { variable: 'DESKSIDE_TURN_URLS', example: 'turn:turn.example.org:3478', as: 'list' },
  turnSecret: { variable: 'DESKSIDE_TURN_SECRET', example: 'at least 16 characters, shared with coturn' },
  turnSecretFile: { variable: 'DESKSIDE_TURN_SECRET_FILE', example: '/run/secrets/turn-secret' },
  stunUrls: { variable: 'DESKSIDE_STUN_URLS', example: 'stun:stun.example.org:3478', as: 'list' },
  consoleDir: { variable: 'DESKSIDE_CONSOLE_DIR', example: '/usr/share/deskside/console' },
  releaseKeys: {
    variable: 'DESKSIDE_RELEASE_KEYS',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    as: 'list',
  },
  maxDownloads: { variable: 'DESKSIDE_MAX_DOWNLOADS', example: '400', as: 'number' },
  trustedProxies: { variable: 'DESKSIDE_TRUSTED_PROXIES', example: '127.0.0.1, 10.0.0.0/8', as: 'list' },
};
const KEYS = Object.keys(SOURCES) as Key[];
/** Variables with our prefix that are not the desk's own settings. */
const NOT_OURS = new Set(['DESKSIDE_CONFIG', 'DESKSIDE_ENROLL_TOKEN', 'DESKSIDE_DESK']);

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings out of the file named by DESKSIDE_CONFIG and the environment, which wins. */
export function loadConfig(environment: Environment): Result<Config> {
  const file = readFile(environment['DESKSIDE_CONFIG']);
  if (!file.ok) return file;
  const values: Record<string, unknown> = { ...file.value };
  for (const key of KEYS) {
    const { variable, as } = SOURCES[key];
    const value = environment[variable];
    if (value === undefined || value === '') continue;
    values[key] = valueOf(value, as);
  }
  return checkedConfig(values);
}

/** The settings as they will count, whatever file they are going to stand in. */
export function checkedConfig(values: Readonly<Record<string, unknown>>): Result<Config> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) return fail('invalid-input', explain(parsed.error));
  const { turnUrls, turnSecret, turnSecretFile, dataDir } = parsed.data;
  const config = { ...parsed.data, dataDir: resolve(dataDir) };
  if (turnSecret !== undefined || turnUrls.length === 0) return ok(config);
  if (turnSecretFile === undefined) return fail('invalid-input', missingTurnSecret());
  const secret = secretIn(turnSecretFile);
  return secret.ok ? ok({ ...config, turnSecret: secret.value }) : secret;
}

function secretIn(path: string): Result<string> {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    return secret.length >= 16
      ? ok(secret)
      : fail('invalid-input', `turnSecretFile: ${path} holds fewer than 16 characters`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('invalid-input', `turnSecretFile: ${path} cannot be read: ${reason}`);
  }
}

function valueOf(text: string, as: Source['as']): unknown {
  switch (as) {
    case 'list':
      return text.split(',').map((entry) => entry.trim());
    case 'number':
      return Number(text);
    case undefined:
      return text;
  }
}

/** Variables that look like settings of ours and are none: most likely misspelled. */
export function unknownVariables(environment: Environment): string[] {
  const known = new Set(KEYS.map((key) => SOURCES[key].variable));
  return Object.keys(environment).filter(
    (name) => name.startsWith('DESKSIDE_') && !known.has(name) && !NOT_OURS.has(name),
  );
}

function readFile(path: string | undefined): Result<Record<string, unknown>> {
  if (path === undefined || path === '') return ok({});
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return fail('invalid-input', `There is no ${path} yet (ENOENT); deskside-desk init makes it.`);
    }
    return fail('invalid-input', `DESKSIDE_CONFIG names ${path}, which cannot be read as JSON: ${reason}`);
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    return fail('invalid-input', `${path} must hold one JSON object, for example { "port": 7420 }`);
  }
  return ok({ ...content });
}

function explain(error: z.ZodError): string {
  return error.issues
    .flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => `${key} is no setting. Settings are: ${KEYS.join(', ')}.`);
      }
      const key = issue.path[0] as Key;
      const { variable, example } = SOURCES[key];
      return [`${key} (${variable}): ${issue.message}. Example: ${example}`];
    })
    .join('\n');
}

function missingTurnSecret(): string {
  const { variable, example } = SOURCES.turnSecret;
  return `turnSecret (${variable}): is needed together with turnUrls. Example: ${example}`;
}
