import type { SectionData } from '../../../shared/model/diagnostics';
import { deskHost, written, type DeskHost } from '../net/desk-host';
import { askProxy, askThroughProxy } from '../net/http-proxy';
import { resolve } from '../net/names';
import { connectTcp } from '../net/tcp';
import { timeBox } from '../net/time-box';
import { firstProxy, type ProxyWord } from '../parse/pac';
import { parseScutilProxy } from '../parse/scutil';
import {
  NO_PROXY,
  parseGsettings,
  parseInternetSettings,
  proxyOfEnvironment,
  type SystemProxy,
} from '../parse/system-proxy';
import { always, collected, DEADLINE_MS, said, type Probe, type ProbeContext } from '../probe';

type Way = Pick<SectionData<'proxy'>, 'reachable' | 'wantsPassword' | 'error'>;

const LIMITS = { timeoutMs: 1_000 };
const PASSWORD_WANTED = 407;
const NOT_NEEDED: Way = { reachable: null, wantsPassword: null, error: null };

export const proxyProbe: Probe<'proxy'> = {
  key: 'proxy',
  source:
    'session.resolveProxy(); gsettings, environment; reg query; scutil --proxy; CONNECT without credentials',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const desk = deskHost(context.targets.deskUrl);
    const reading = settings(context);
    const proxy = firstProxy(context.targets.proxyRoute ?? asRoute(await reading));
    const [system, way] = await Promise.all([
      reading,
      proxy === null || desk === null ? NOT_NEEDED : tryProxy(context, proxy, desk),
    ]);
    if (proxy === null) return collected({ ...system, ...way });
    const server = said(written(proxy.host, proxy.port), 300);
    // Someone sends us there, if not the settings that were read.
    const mode = system.mode === 'direct' ? 'unknown' : system.mode;
    return collected({ ...system, mode, server, ...way });
  },
};

/** Where nobody could be asked for the way, the settings alone must do. */
function asRoute({ mode, server }: SystemProxy): string | null {
  return mode === 'manual' && server !== null ? `PROXY ${server}` : null;
}

async function tryProxy(context: ProbeContext, proxy: ProxyWord, desk: DeskHost): Promise<Way> {
  const box = timeBox();
  if (proxy.kind === 'socks') {
    const { addresses, error } = await resolve(context, proxy.host);
    if (addresses.length === 0) return { reachable: false, wantsPassword: null, error };
    const connected = await connectTcp(addresses, proxy.port, box.left());
    if (!connected.ok) return { reachable: false, wantsPassword: null, error: said(connected.error) };
    connected.socket.destroy();
    return { reachable: true, wantsPassword: null, error: null };
  }
  if (!desk.secure) {
    const answer = await askThroughProxy(context, proxy, desk, box);
    return 'error' in answer
      ? { reachable: false, wantsPassword: null, error: said(answer.error) }
      : judged(answer.status);
  }
  const answer = await askProxy(context, proxy, desk, box);
  switch (answer.kind) {
    case 'open':
      answer.socket.destroy();
      return judged(200);
    case 'refused':
      return judged(answer.status);
    case 'silent':
      return judged(null);
    case 'unreachable':
      return { reachable: false, wantsPassword: null, error: said(answer.error) };
  }
}

function judged(status: number | null): Way {
  if (status === null) return { reachable: true, wantsPassword: null, error: 'it does not answer' };
  const wantsPassword = status === PASSWORD_WANTED;
  return {
    reachable: true,
    wantsPassword,
    error: wantsPassword || status < 400 ? null : `it answers ${status}`,
  };
}

async function settings(context: ProbeContext): Promise<SystemProxy> {
  const UNREAD: SystemProxy = { ...NO_PROXY, mode: 'unknown' };
  switch (context.platform) {
    case 'linux': {
      const shown = await context.run('gsettings', ['list-recursively', 'org.gnome.system.proxy'], LIMITS);
      const desktop = shown.ok ? parseGsettings(shown.output) : null;
      return desktop && desktop.mode !== 'direct' ? desktop : proxyOfEnvironment(context.env);
    }
    case 'macos': {
      const shown = await context.run('scutil', ['--proxy'], LIMITS);
      return shown.ok ? parseScutilProxy(shown.output) : UNREAD;
    }
    case 'windows': {
      const key = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;
      const shown = await context.run('reg', ['query', key], LIMITS);
      return (shown.ok ? parseInternetSettings(shown.output) : null) ?? UNREAD;
    }
  }
}
