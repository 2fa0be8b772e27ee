import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../build/run/until.ts';
import type { Device } from '../../src/shared/model/device.ts';
import { newId } from '../../src/shared/model/ids.ts';
import { clickTray } from '../stage/tray.ts';
import { startFleetDesk, type FleetDesk } from './support/fleet-desk.ts';
import { builtPackage } from './support/packages.ts';
import { newPerson, type Person } from './support/person.ts';

const OLDER = '0.1.0';
const NEWER = '0.2.0';
const POLICY = '/etc/deskside/policy.json';
const DROP = '/var/lib/deskside/enrollment/token';
const AUTOSTART = '/etc/xdg/autostart/deskside.desktop';
const BUILD_MS = 360_000;
const HELP = 'Get help';
const ASSIST = 'Share my screen';
/** An empty window has one color and its frame's; a page with text has hundreds. */
const COLORS_OF_A_PAGE = 100;
/** A process namespace of its own: it has a number there beside the one on this computer. */
const OWN_NAMESPACE = /^NSpid:\t\d+(?:\t\d+)+$/m;

/** From an empty computer to an empty computer, as IT operations and two of its people meet the deb. */
describe('a computer that IT operations gives the deb', () => {
  let desk: FleetDesk;
  let alice: Person;
  let bob: Person | null = null;
  let token = '';
  let before: string[] = [];
  let older = '';
  let newer = '';

  beforeAll(async () => {
    older = await builtPackage('deb', { version: OLDER });
    newer = await builtPackage('deb', { version: NEWER });
    purge();
    before = systemFiles();
    desk = await startFleetDesk('deb');
    token = await desk.token(1, { site: 'Berlin', tags: ['pilot'] });
    alice = await newPerson('dsalice');
  }, BUILD_MS);
  afterAll(async () => {
    await alice.remove();
    await bob?.remove();
    purge();
    await desk.close();
  });

  it('is installed by apt, and the token leaves the policy that everybody may read', async () => {
    writePolicy({ SERVER_URL: desk.url, ENROLL_TOKEN: token, TAGS: 'front-office', HOTKEY: 'none' });
    install(older);
    expect(JSON.parse(readFileSync(POLICY, 'utf8'))).toEqual({
      SERVER_URL: desk.url,
      ENROLL_TOKEN: null,
      TAGS: 'front-office',
      HOTKEY: 'none',
    });
    expect(readFileSync(DROP, 'utf8').trim()).toBe(token);
    expect(statSync(DROP)).toMatchObject({ uid: 0, gid: 0 });
    execFileSync('desktop-file-validate', [AUTOSTART, '/usr/share/applications/deskside.desktop']);
    expect(execFileSync('dpkg', ['-V', 'deskside'], { encoding: 'utf8' })).toBe('');
  });

  it('starts with the session of an ordinary user, in Chromium’s real sandbox', async () => {
    logInAt(alice);
    const zygote = await until('the process that others are made from', async () =>
      agentsOf(alice).find(({ args }) => /--type=zygote(?!.*no-zygote-sandbox)/.test(args)),
    );
    expect(agentsOf(alice).filter(({ args }) => args.includes('--no-sandbox'))).toEqual([]);
    expect(statusOf(zygote)).toMatch(OWN_NAMESPACE);
  });

  it('is enrolled by the policy alone, and the token is nowhere any more', async () => {
    const device = await online('dsalice');
    expect(device).toMatchObject({ status: 'active', site: 'Berlin', osUser: 'dsalice' });
    expect(device.tags.toSorted()).toEqual(['front-office', 'pilot']);
    expect(device.inventory).toMatchObject({ agentVersion: OLDER, package: 'deb' });
    await until('the token to go', async () => (existsSync(DROP) ? undefined : true));
    for (const place of ['/etc/deskside', '/var/lib/deskside', '/var/log', alice.home]) {
      expect(filesWith(token, place)).toEqual([]);
    }
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(token);
  });

  it('takes a request from a click in the tray to a ticket', async () => {
    await ask(alice, 'The printer on floor two is silent');
    const ticket = await ticketSaying('The printer on floor two');
    expect(ticket.requester.name).toContain('dsalice');
    alice.pointer.key('Escape');
  });

  it('is reached by a link, which opens a sandboxed page and does nothing else', async () => {
    alice.run('xdg-open', 'deskside://settings');
    await helpWindow(alice);
    const pages = agentsOf(alice).filter(({ args }) => args.includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(statusOf(page)).toMatch(OWN_NAMESPACE);
      expect(statusOf(page)).toMatch(/^Seccomp:\t2$/m);
    }
    alice.picture('test-results/package-settings.png');
    alice.pointer.key('Escape');
    await until('the window to close', async () => (alice.pointer.window('name', HELP) ? undefined : true));
  });

  it('serves a second person of the same computer as themselves', async () => {
    bob = await newPerson('dsbob');
    logInAt(bob);
    const [hers, his] = [await online('dsalice'), await online('dsbob')];
    expect(his).toMatchObject({ status: 'active', site: 'Berlin', enrolledWith: null });
    expect(his.machineTag).toBe(hers.machineTag);
    expect(his.id).not.toBe(hers.id);

    await ask(bob, 'Bob cannot reach the file server');
    const ticket = await ticketSaying('Bob cannot reach');
    bob.pointer.key('Escape');
    await until('his window to close', async () => (bob?.pointer.window('name', HELP) ? undefined : true));
    await desk.administrator.get('askAssist', { params: { id: ticket.id }, body: { id: newId() } });
    await until('the question on his screen', async () => bob?.pointer.window('name', ASSIST) ?? undefined);
    expect(alice.pointer.window('name', ASSIST)).toBeNull();
    await bob.remove();
    bob = null;
  });

  it('is upgraded under an unsent request, which is sent afterwards', async () => {
    const { id } = await online('dsalice');
    await desk.stop();
    await ask(alice, 'Written while the desk was away');
    await until('the request on the disk', async () => (outboxOf(alice).length > 0 ? true : undefined));
    alice.pointer.key('Escape');
    install(newer);
    await desk.restart();
    await ticketSaying('Written while the desk was away');
    const device = await until(
      'the new version',
      async () => {
        const found = await deviceOf('dsalice');
        return found?.inventory?.agentVersion === NEWER ? found : undefined;
      },
      90_000,
    );
    expect(device.id).toBe(id);
    expect(outboxOf(alice)).toEqual([]);
  });

  it('is removed and installed again as the same device', async () => {
    const { id } = await online('dsalice');
    apt('remove', 'deskside');
    expect(agentsOf(alice)).toEqual([]);
    expect(existsSync('/opt/Deskside')).toBe(false);
    install(newer);
    logInAt(alice);
    expect((await online('dsalice')).id).toBe(id);
    const { devices } = await desk.administrator.get('devices', { query: { search: 'dsalice' } });
    expect(devices).toHaveLength(1);
  });

  it('leaves nothing behind when it is purged', async () => {
    apt('purge', 'deskside');
    expect(systemFiles()).toEqual(before);
    expect(agentsOf(alice)).toEqual([]);
    const left = execFileSync('find', [alice.home, '-iname', '*deskside*'], { encoding: 'utf8' });
    expect(left).toBe('');
    expect(alice.run('xdg-mime', 'query', 'default', 'x-scheme-handler/deskside').trim()).toBe('');
  });

  async function deviceOf(osUser: string): Promise<Device | undefined> {
    const { devices } = await desk.administrator.get('devices', { query: { search: osUser } });
    return devices.find((device) => device.osUser === osUser);
  }

  function online(osUser: string): Promise<Device> {
    return until(`${osUser}’s device`, async () => {
      const device = await deviceOf(osUser);
      return device?.online === true && device.inventory !== null ? device : undefined;
    });
  }

  function ticketSaying(text: string) {
    return until(
      `the ticket “${text}”`,
      async () => {
        const { tickets } = await desk.administrator.get('tickets', { query: { view: 'all' } });
        return tickets.find(({ subject }) => subject.startsWith(text));
      },
      60_000,
    );
  }
});

function writePolicy(policy: Record<string, unknown>): void {
  mkdirSync('/etc/deskside', { recursive: true, mode: 0o755 });
  writeFileSync(POLICY, `${JSON.stringify(policy, null, 2)}\n`, { mode: 0o644 });
}

function apt(...args: string[]): void {
  execFileSync('apt-get', ['-y', '-q', '--no-install-recommends', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function install(file: string): void {
  apt('install', file);
}

function purge(): void {
  execFileSync('dpkg', ['--purge', 'deskside'], { stdio: 'ignore' });
  for (const folder of ['/etc/deskside', '/var/lib/deskside'])
    rmSync(folder, { recursive: true, force: true });
}

/** The session's autostart entries, run as a desktop runs them. */
function logInAt(person: Person): void {
  person.start('dex', '--autostart', '--environment', 'GNOME', '--search-paths', '/etc/xdg/autostart');
}

function statusOf({ pid }: { pid: string }): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8');
}

function agentsOf(person: Person): { pid: string; args: string }[] {
  const listed = execFileSync('ps', ['-eo', 'user:32,pid,args'], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, user, pid, args] = /^(\S+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const is = user === person.name && pid !== undefined && args?.startsWith('/opt/Deskside/') === true;
    return is ? [{ pid, args }] : [];
  });
}

/** With the keyboard, as somebody without a mouse would. */
async function ask(person: Person, text: string): Promise<void> {
  await clickTray(person.pointer);
  await helpWindow(person);
  person.pointer.type(text);
  person.pointer.key('Tab', 'space', 'Tab', 'space');
  person.picture(`test-results/package-request-${person.name}.png`);
  person.pointer.key('ctrl+Return');
}

/** On the screen, with its page painted: what is typed before that is typed at nobody. */
function helpWindow(person: Person) {
  return until('the help window', async () => {
    const shape = person.pointer.window('name', HELP);
    return shape !== null && person.colors(shape) > COLORS_OF_A_PAGE ? shape : undefined;
  });
}

function outboxOf(person: Person): string[] {
  const folder = `${person.home}/.config/Deskside/outbox`;
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Exits with 1 where nothing is found. */
function filesWith(text: string, folder: string): string[] {
  try {
    return execFileSync('grep', ['-rlaF', '--', text, folder], { encoding: 'utf8' }).trim().split('\n');
  } catch {
    return [];
  }
}

/** Every file of this system that a package could leave behind. */
function systemFiles(): string[] {
  const folders = [
    '/opt',
    '/etc',
    '/usr/share/applications',
    '/usr/share/icons',
    '/usr/bin',
    '/usr/lib/deskside',
    '/lib/systemd/system',
    '/var/lib/deskside',
  ];
  const listed = execFileSync(
    'find',
    [
      ...folders.filter((folder) => existsSync(folder)),
      '-not',
      '-name',
      '*cache*',
      '-not',
      '-path',
      '/etc/ld.so.cache',
    ],
    { encoding: 'utf8' },
  );
  return listed
    .trim()
    .split('\n')
    .filter((file) => !/^\/etc\/(?:passwd|group|shadow|gshadow|subuid|subgid)-?$/.test(file))
    .toSorted();
}
