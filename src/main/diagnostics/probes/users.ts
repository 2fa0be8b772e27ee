import { userInfo } from 'node:os';
import type { SectionData } from '../../../shared/model/diagnostics';
import { isoTime, numberOf, rowsOf, type Row } from '../json-value';
import { withoutYear } from '../parse/last';
import { parseShowSession, parseUtmpdump, type LoginSession } from '../parse/loginctl';
import { powershellRow } from '../powershell';
import {
  always,
  collected,
  DEADLINE_MS,
  failed,
  said,
  type Found,
  type Probe,
  type ProbeContext,
} from '../probe';

type Users = SectionData<'users'>;
type Person = Users['loggedIn'][number];

export const usersProbe: Probe<'users'> = {
  key: 'users',
  source:
    'Linux: loginctl show-session, utmpdump, the session’s environment; Windows: owners of explorer.exe, SESSIONNAME; macOS: who',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run(context) {
    if (context.platform === 'windows') return windowsUsers(context);
    return context.platform === 'macos' ? macUsers(context) : linuxUsers(context);
  },
};

/** Sessions that are not registered with the system (containers, some remote desktops) still have a person. */
function withMe(rows: readonly Person[], me: string): Person[] {
  const known = rows.slice(0, 63);
  return known.some((row) => row.current)
    ? known
    : [{ name: said(me), session: '', since: null, current: true }, ...known];
}

async function linuxUsers(context: ProbeContext): Promise<Found<Users>> {
  const me = userInfo().username;
  const sessions = await linuxSessions(context);
  const id = context.env('XDG_SESSION_ID');
  const mine = sessions.find((entry) => entry.id === id) ?? sessions.find((entry) => entry.name === me);
  const rows: Person[] =
    sessions.length > 0
      ? sessions.map((entry) => ({
          name: entry.name,
          session: [entry.place, entry.remote ? 'remote' : ''].filter(Boolean).join(', '),
          since: entry.since,
          current: entry.name === me,
        }))
      : await fromUtmp(context, me);
  return collected({
    session: linuxSession(context, mine),
    display: linuxDisplay(context, mine),
    loggedIn: withMe(rows, me),
  });
}

async function linuxSessions(context: ProbeContext): Promise<LoginSession[]> {
  const ids = (await context.list('/run/systemd/sessions')).filter((name) => /^\w+$/.test(name)).slice(0, 40);
  if (ids.length === 0) return [];
  const wanted = 'Id,Name,Class,TTY,Display,RemoteHost,Type,Service,Remote,Timestamp'
    .split(',')
    .map((property) => `--property=${property}`);
  const outcome = await context.run('loginctl', ['--no-pager', 'show-session', ...wanted, '--', ...ids]);
  return outcome.ok ? parseShowSession(outcome.output) : [];
}

async function fromUtmp(context: ProbeContext, me: string): Promise<Person[]> {
  const outcome = await context.run('utmpdump', ['/run/utmp']);
  if (!outcome.ok) return [];
  return parseUtmpdump(outcome.output).map(({ name, place, since }) => ({
    name,
    session: place,
    since,
    current: name === me,
  }));
}

function linuxSession(context: ProbeContext, mine: LoginSession | undefined): Users['session'] {
  if (context.env('SSH_CONNECTION')) return 'ssh';
  if (context.env('XRDP_SESSION') || mine?.service.startsWith('xrdp')) return 'remote-desktop';
  if (mine?.service === 'sshd') return 'ssh';
  if (mine?.remote) return 'remote-desktop';
  const graphical = linuxDisplay(context, mine) === 'wayland' || linuxDisplay(context, mine) === 'x11';
  return graphical || mine ? 'console' : 'unknown';
}

function linuxDisplay(context: ProbeContext, mine: LoginSession | undefined): Users['display'] {
  const type = context.env('XDG_SESSION_TYPE') || mine?.type;
  if (type === 'wayland' || context.env('WAYLAND_DISPLAY')) return 'wayland';
  if (type === 'x11' || context.env('DISPLAY')) return 'x11';
  return type === 'tty' || type === undefined ? 'none' : 'unknown';
}

/** Everybody who has a desktop has a shell; its owner, its session and its start say who is logged in. */
const WINDOWS_SCRIPT = `
$me = [Diagnostics.Process]::GetCurrentProcess().SessionId
@{ Session = $me; Name = [Environment]::UserName
   Shells = @(Get-CimInstance Win32_Process -Filter "Name='explorer.exe'" | ForEach-Object {
     $p = $_; $o = $null; try { $o = Invoke-CimMethod -InputObject $p -MethodName GetOwner } catch { }
     @{ Name = $o.User; Session = $p.SessionId; Since = if ($p.CreationDate) { $p.CreationDate.ToUniversalTime().ToString('o') } } }) } | ConvertTo-Json -Depth 3 -Compress`;

async function windowsUsers(context: ProbeContext): Promise<Found<Users>> {
  const outcome = await powershellRow(context, WINDOWS_SCRIPT);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  return collected(windowsFacts(outcome.row, context.env('SESSIONNAME') ?? ''));
}

export function windowsFacts(found: Row, sessionName: string): Users {
  const mine = numberOf(found['Session']);
  const rows = (rowsOf(found['Shells']) ?? []).map((row) => {
    const session = numberOf(row['Session']);
    const current = session === mine && session !== null;
    return {
      // The owner of somebody else's shell is not told to everybody.
      name: said(row['Name']) || `session ${session ?? ''}`.trim(),
      session: current && sessionName ? said(sessionName) : `session ${session ?? ''}`.trim(),
      since: isoTime(row['Since']),
      current,
    };
  });
  const remote = /^(RDP-|ICA-)/i.test(sessionName);
  const session = remote ? 'remote-desktop' : /^console$/i.test(sessionName) ? 'console' : 'unknown';
  return { session, display: 'windows', loggedIn: withMe(rows, said(found['Name'])) };
}

async function macUsers(context: ProbeContext): Promise<Found<Users>> {
  const me = userInfo().username;
  const outcome = await context.run('who', []);
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  const session = context.env('SSH_CONNECTION') ? 'ssh' : 'console';
  return collected({
    session,
    display: 'quartz',
    loggedIn: withMe(parseWho(outcome.output, me, context.now()), me),
  });
}

/** `alice    console  Nov 21 09:14 `, one a line; terminals of somebody at the console are left out. */
export function parseWho(output: string, me: string, now: number): Person[] {
  const rows = [...output.matchAll(/^(\S+)\s+(\S+)\s+(\w{3} +\d{1,2} \d\d:\d\d)(?:\s+\((.*)\))?/gm)];
  const atConsole = new Set(rows.filter((row) => row[2] === 'console').map((row) => row[1]));
  return rows
    .filter(([, name, place, , from]) => place === 'console' || from || !atConsole.has(name))
    .map(([, name = '', place = '', time = '', from]) => ({
      name: said(name),
      session: said(from ? `${place}, ${from}` : place),
      since: withoutYear(time, now),
      current: name === me,
    }));
}
