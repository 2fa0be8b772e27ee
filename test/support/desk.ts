import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/desk/app/config';
import { loadConfig } from '../../src/desk/app/config';
import { startDesk, type RunningDesk } from '../../src/desk/app/desk';
import type { PasswordHasher } from '../../src/desk/features/people/passwords';
import type { Clock } from '../../src/shared/base/clock';
import type { LogFields, Logger } from '../../src/shared/base/logger';
import type { Admission } from '../../src/shared/contract/api-people';
import { PROTOCOL } from '../../src/shared/contract/version';
import { CONSOLE_NAMESPACE } from '../../src/shared/contract/wire';
import { newId } from '../../src/shared/model/ids';
import type { Role } from '../../src/shared/model/person';
import { DeskClient } from './desk-client';
import { FakeDevice } from './fake-device';
import { LiveSocket } from './live-socket';

/** A token that asks nothing and gives nothing besides. */
export const ADMIT_ALL: Admission = {
  site: null,
  tags: [],
  approve: 'all',
  networks: [],
  othersOnComputer: false,
};

export const PASSWORD = 'correct horse battery staple';

export interface TestDeskOptions {
  clock?: Clock;
  config?: Partial<Config>;
  consoleDir?: string;
  /** Keep data here, and leave it there at the end, so that a second desk can go on with it. */
  dataDir?: string;
}

/** A desk in this process, on a free port, with data of its own that is gone after `close`. */
export class TestDesk {
  readonly desk: RunningDesk;
  readonly dataDir: string;
  readonly logged: LoggedLine[];
  readonly #sockets: LiveSocket[] = [];
  readonly #temporary: boolean;
  #administrator: DeskClient | undefined;

  constructor(desk: RunningDesk, dataDir: string, temporary: boolean, logged: LoggedLine[]) {
    this.desk = desk;
    this.dataDir = dataDir;
    this.#temporary = temporary;
    this.logged = logged;
  }

  get url(): string {
    return this.desk.url;
  }

  /** Where it really listens, whatever its public address says. */
  get port(): number {
    return Number(this.logged.find(({ event }) => event === 'desk.listening')?.fields['port']);
  }

  get setupToken(): string {
    return this.desk.setupUrl?.split('#token=')[1] ?? '';
  }

  /** The first administrator's client; made once. */
  async administrator(): Promise<DeskClient> {
    if (this.#administrator) return this.#administrator;
    const client = new DeskClient(this.url);
    const body = { token: this.setupToken, name: 'Ada Admin', email: 'ada@example.org', password: PASSWORD };
    await client.get('setup', { body });
    this.#administrator = client;
    return client;
  }

  /** Goes on with an administrator that an earlier desk on the same data made. */
  async adoptAdministrator(): Promise<DeskClient> {
    this.#administrator = await this.logIn('ada@example.org');
    return this.#administrator;
  }

  async logIn(email: string, password = PASSWORD): Promise<DeskClient> {
    const client = new DeskClient(this.url);
    await client.get('logIn', { body: { email, password } });
    return client;
  }

  /** A new person with that role, logged in. */
  async person(role: Role, name = 'Tom Technician'): Promise<DeskClient> {
    const id = newId();
    const email = `${id}@example.org`;
    const administrator = await this.administrator();
    await administrator.get('addPerson', {
      body: { id, name, email, title: 'IT support', role, password: PASSWORD },
    });
    return this.logIn(email);
  }

  async enrollToken(uses = 1, admission: Partial<Admission> = {}): Promise<string> {
    const administrator = await this.administrator();
    const body = { id: newId(), label: 'test', uses, hours: 1, ...ADMIT_ALL, ...admission };
    return (await administrator.get('addEnrollmentToken', { body })).token;
  }

  async device(): Promise<FakeDevice> {
    return new FakeDevice(this.url).enroll(await this.enrollToken());
  }

  /** A connected device socket, closed with the desk. */
  async connectDevice(device: FakeDevice, ...status: Parameters<FakeDevice['connect']>): Promise<LiveSocket> {
    const socket = await device.connect(...status);
    this.#sockets.push(socket);
    return socket;
  }

  async connectConsole(client: DeskClient): Promise<LiveSocket> {
    const socket = this.consoleSocket({ cookie: client.cookie ?? '', origin: this.url });
    await socket.connect();
    return socket;
  }

  consoleSocket(headers: Record<string, string>): LiveSocket {
    const socket = new LiveSocket(this.url, CONSOLE_NAMESPACE, { protocol: PROTOCOL }, headers);
    this.#sockets.push(socket);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.desk.stop();
    if (this.#temporary) await rm(this.dataDir, { recursive: true, force: true });
  }
}

export async function startTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(quickFolder(), 'deskside-desk-')));
  const config = loadConfig({ DESKSIDE_PORT: '0', DESKSIDE_DATA_DIR: dataDir });
  if (!config.ok) throw new Error(config.fault.detail);
  const logged: LoggedLine[] = [];
  const desk = await startDesk({
    config: { ...config.value, organization: 'Example Corp IT', ...options.config },
    consoleDir: options.consoleDir ?? join(dataDir, 'no-console'),
    log: recordingLog(logged),
    validateReplies: true,
    passwords: quickHasher,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  return new TestDesk(desk, dataDir, options.dataDir === undefined, logged);
}

/** Real hashing is slow on purpose; where it matters it is tried by itself. */
const quickHasher: PasswordHasher = {
  hash: async (password) => createHash('sha256').update(password).digest('hex'),
  verify: async (hash, password) => hash === createHash('sha256').update(password).digest('hex'),
};

/** Memory where the system has a folder in it: waiting for a disk is not what these tests are about. */
function quickFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

export interface LoggedLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  fields: LogFields;
}

function recordingLog(lines: LoggedLine[]): Logger {
  const at =
    (level: LoggedLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  const log: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => log,
  };
  return log;
}
