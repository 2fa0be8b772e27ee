import type { Connection } from '../../shared/contract/ipc';
import type { ToDevice } from '../../shared/contract/wire';
import type { RequesterTicket } from '../../shared/model/ticket';
import type { SettingKey } from '../../shared/policy/settings';
import type { AssistNotice } from '../assist/assist-state';
import { newReply } from '../help/new-reply';
import { Hotkey } from '../shell/hotkey';
import { watchLifecycle } from '../shell/lifecycle';
import { setLoginItem } from '../shell/login-item';
import { notify } from '../shell/notify';
import { openGate, quit } from '../shell/program';
import { openSecrets } from '../shell/secrets';
import { TrayIcon } from '../shell/tray';
import { composeAssist } from './compose-assist';
import { composeDesk } from './compose-desk';
import { composeDiagnostics } from './compose-diagnostics';
import { composeHelp } from './compose-help';
import { composeUpdate } from './compose-update';
import { composeWindows } from './compose-windows';
import { askedAgain, askedFor, linkAskedFor, type Asked } from './asked-for';
import type { Here } from './here';
import { writesLoginItem } from './login-item-rule';
import { trayShown, trayView } from './tray-view';

/** How long quitting waits for the desk to hear that an assist is over. */
const FAREWELL_MS = 1_000;

const UPDATE_SETTINGS: readonly SettingKey[] = ['updates', 'updateChannel', 'updateRing'];

type Links = (listener: (link: string) => void) => void;

/** Puts the agent together and starts it: the only place that knows both the shell and the features. */
export async function composeAgent(here: Here, links: Links): Promise<void> {
  const { config, policy, facts, words, clock, log, inBundles, inData } = here;
  const ownLoginItem = writesLoginItem({ kind: here.packageKind, autostart: config.autostart });
  let assistNotice: AssistNotice = { kind: 'none' };

  const windows = composeWindows(here, { help: () => help.closed(), assist: () => assist.windowLost() });
  const secrets = openSecrets(inData('secrets'));
  const desk = composeDesk(here, secrets, {
    connection: connectionChanged,
    event: (name, payload) => fromDesk[name](payload as never),
    status: () => assist.status(),
    async tickets(list) {
      await desk.tickets.put(list);
      help.ticketsChanged();
    },
    outboxChanged: () => help.ticketsChanged(),
    ticketArrived: (ticket) => void ticketArrived(ticket),
    update: () => updates.report(),
    setAside: () => void help.load().then(() => help.ticketsChanged()),
  });
  const { session, outbox, tickets } = desk;
  const diagnostics = composeDiagnostics(here, desk, {
    sharing: () => assistNotice.kind !== 'none',
    windowShown: () => windows.help.shown,
  });
  const { watch, daily } = diagnostics;
  const help = composeHelp(here, windows.help, desk, diagnostics, () => hotkey.working);
  const hotkey = new Hotkey(() => help.open('new'), log);
  const assist = composeAssist(here, windows, session.link, (notice) => {
    assistNotice = notice;
    refreshTray();
  });
  const updates = composeUpdate(here, {
    session,
    busy() {
      if (assistNotice.kind !== 'none') return 'assist-open';
      if (windows.help.isOpen) return 'help-open';
      return outbox.sendingTicket === null ? null : 'sending';
    },
    changed: () => session.inventoryChanged(),
  });
  const fromDesk: { [K in keyof ToDevice]: (payload: ToDevice[K]) => void } = {
    hello({ organization, serverTime }) {
      log.info('desk.hello', { organization });
      updates.deskTime(serverTime);
    },
    'update:check': () => updates.check(),
    'policy:changed': (signed) => void policy.heard(signed),
    'ticket:changed': ({ ticket }) => void ticketArrived(ticket),
    'assist:requested': assist.fromDesk.requested,
    'assist:joined': assist.fromDesk.joined,
    'assist:left': assist.fromDesk.left,
    'assist:ended': assist.fromDesk.ended,
    signal: assist.fromDesk.signal,
  };

  const gate = openGate((kind) => windows[kind].page, log);
  gate.registerAll('help', help.handlers);
  gate.registerAll('assist', assist.handlers);
  const tray = new TrayIcon(inBundles('icons'), () => help.open('new'), log);

  function refreshTray(): void {
    const { allowQuit, tray: wanted } = policy.settings;
    if (!trayShown(wanted, assistNotice)) return tray.hide();
    const { connection, organization } = session;
    const state = {
      connection,
      organization,
      assist: assistNotice,
      hotkey: hotkey.shown,
      allowQuit,
      broken: policy.isBroken,
    };
    const actions = {
      getHelp: () => help.open('new'),
      myTickets: () => help.open('tickets'),
      check: () => help.open('check'),
      copyDeviceInfo: () => void copyDeviceInfo(),
      settings: () => help.open('settings'),
      endSharing: () => assist.end('requester-ended'),
      quit,
    };
    tray.show(trayView(state, actions, words));
  }

  function show(asked: Asked | null): void {
    if (asked !== null) help.open(asked.view, asked.ticket);
  }

  function applyLoginItem(): void {
    if (ownLoginItem) setLoginItem(policy.settings.autostart, here.program, log);
  }

  function policyChanged(changed: readonly SettingKey[]): void {
    if (changed.includes('hotkey')) hotkey.set(policy.settings.hotkey);
    if (changed.includes('autostart')) applyLoginItem();
    // On many computers the policy that says where the desk is comes after the first log-in.
    if (changed.includes('serverUrl')) session.retryNow();
    if (changed.some((key) => UPDATE_SETTINGS.includes(key))) updates.check();
    refreshTray();
    help.policyChanged();
    session.inventoryChanged();
  }

  async function copyDeviceInfo(): Promise<void> {
    const copied = await help.copyDeviceInfo();
    const { copied: title, copiedHint: body } = words.notices;
    if (copied.ok) notify({ title, body, click: () => help.open('check') });
  }

  function connectionChanged(connection: Connection): void {
    refreshTray();
    help.connectionChanged(connection);
    assist.linkChanged(connection.state === 'online');
    if (connection.state !== 'online') return;
    void policy.deskMet();
    updates.online();
    void outbox.flush();
  }

  async function ticketArrived(ticket: RequesterTicket): Promise<void> {
    const reply = newReply(tickets.get(ticket.id), ticket);
    await tickets.put([ticket]);
    help.ticketsChanged();
    if (!reply || windows.help.isFocused) return;
    const title = words.notices.reply(reply.author.name, ticket.number);
    notify({ title, body: reply.text, click: () => help.open('tickets') });
  }

  async function stop(): Promise<void> {
    log.info('agent.stopping');
    const patience = new Promise<void>((resolve) => void clock.after(FAREWELL_MS, resolve));
    await Promise.race([assist.ended('agent-stopped'), patience]);
    updates.stop();
    policy.stop();
    daily.stop();
    watch.stop();
    outbox.close();
    session.stop();
    tray.hide();
  }

  await Promise.all([tickets.open(), outbox.open(), help.load()]);
  hotkey.set(policy.settings.hotkey);
  refreshTray();
  policy.onChange(policyChanged);
  policy.watch();
  log.info('tray.shown');
  watchLifecycle({
    secondLaunch: (argv) => show(askedAgain(argv)),
    away(why) {
      // Nobody sits in front of a locked or sleeping computer to see who is watching.
      log.info('computer.away', { why });
      assist.end(why === 'suspend' ? 'agent-stopped' : 'requester-ended');
      watch.away(why);
    },
    back() {
      session.retryNow();
      watch.back();
    },
    stopping: stop,
  });
  links((link) => show(linkAskedFor(link)));
  show(askedFor(process.argv.slice(1)));
  applyLoginItem();
  if (config.ignored.length > 0) log.warn('arguments.ignored', { names: config.ignored });
  watch.start();
  daily.start();
  await updates.start();
  log.info('agent.ready', { version: facts.version, keyProtection: secrets.protection });
  await session.start();
}
