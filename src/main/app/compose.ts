import { hostname, homedir, userInfo } from 'node:os';
import path from 'node:path';
import type { Logger } from '../../shared/base/logger';
import type { Connection } from '../../shared/contract/ipc';
import { draft as draftSchema, type RequesterTicket } from '../../shared/model/ticket';
import { helpCalls } from '../../shared/contract/ipc';
import { chooseLanguage } from '../../shared/words/language';
import type { ToDevice } from '../../shared/contract/wire';
import { AssistFlow } from '../assist/assist-flow';
import { noticeOf, type AssistNotice } from '../assist/assist-state';
import { startCollection } from '../diagnostics/collect';
import { deskProbes } from '../diagnostics/desk-probes';
import { platformOf } from '../diagnostics/platform';
import { collected, DEADLINE_MS } from '../diagnostics/probe';
import { HelpFlow } from '../help/help-flow';
import { newReply } from '../help/new-reply';
import { DeskSession } from '../link/desk-session';
import { identity } from '../link/identity';
import { Outbox } from '../link/outbox';
import { outboxStore } from '../link/outbox-store';
import { TicketCache, ticketsFile } from '../link/ticket-cache';
import * as capture from '../shell/capture';
import { registerHotkey, watchLifecycle } from '../shell/lifecycle';
import { setLoginItem } from '../shell/login-item';
import { chromiumFetch, isDirect } from '../shell/net';
import { notify } from '../shell/notify';
import { copyText, guardPages, openGate, quit, type ProgramFacts } from '../shell/program';
import { openSecrets } from '../shell/secrets';
import { TrayIcon } from '../shell/tray';
import { becomeBar, CONSENT_SHAPE, fitBar, HELP_SHAPE, PageWindow } from '../shell/windows';
import { startWorkerProcess } from '../shell/worker-process';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import { realClock } from '../time/real-clock';
import { wordsIn } from '../words/words';
import { viewAskedFor, type AgentConfig } from './config';
import { redactionHere } from './redaction';
import { trayView } from './tray-view';

/** How long quitting waits for the desk to hear that an assist is over. */
const FAREWELL_MS = 1_000;

/** Puts the agent together and starts it: the only place that knows both the shell and the features. */
export async function composeAgent(config: AgentConfig, facts: ProgramFacts, log: Logger): Promise<void> {
  const clock = realClock;
  const random = Math.random;
  const platform = platformOf(process.platform);
  const language = chooseLanguage(facts.languages);
  const words = wordsIn(language);
  const requesterName = userInfo().username;
  const redaction = redactionHere(requesterName, homedir());
  const inData = (...names: string[]) => path.join(facts.userData, ...names);
  const inBundles = (...names: string[]) => path.join(facts.bundles, ...names);
  const icon = inBundles('icons', '256x256.png');

  const windowBase = { preloadFolder: inBundles('preload'), icon, packaged: facts.packaged, log };
  const helpWindow = new PageWindow({
    ...windowBase,
    kind: 'help',
    title: words.windows.help,
    shape: HELP_SHAPE,
    lost: () => help.closed(),
  });
  const assistWindow = new PageWindow({
    ...windowBase,
    kind: 'assist',
    title: words.windows.assist,
    shape: CONSENT_SHAPE,
    lost: () => assist.windowLost(),
  });
  const media = guardPages(inBundles('renderer'), () => assistWindow.frame, log);
  const secrets = openSecrets(inData('secrets'));

  const session = new DeskSession({
    enroll: {
      fetch: chromiumFetch,
      file: jsonFile(nodeDisk, inData('identity.json'), identity, log),
      secrets,
      facts: {
        name: hostname(),
        platform,
        osName: `${process.platform} ${process.getSystemVersion()}`,
        agentVersion: facts.version,
        keyProtection: secrets.protection,
      },
      log,
    },
    given: { deskUrl: config.deskUrl, token: config.token },
    isDirect,
    clock,
    random,
    log,
    listener: {
      connection: (connection) => connectionChanged(connection),
      event: (name, payload) => {
        fromDesk[name](payload as never);
      },
      status: () => assist.status(),
      tickets: async (tickets) => {
        await cache.replace(tickets);
        help.ticketsChanged();
      },
    },
  });

  const cache = new TicketCache(jsonFile(nodeDisk, inData('tickets.json'), ticketsFile, log));
  const outbox = new Outbox({
    store: outboxStore(nodeDisk, inData('outbox'), log),
    api: session.api,
    clock,
    random,
    log,
    changed: () => help.ticketsChanged(),
    arrived: (ticket) => void ticketArrived(ticket),
  });

  const help = new HelpFlow({
    window: {
      open: () => helpWindow.open(),
      close: () => {
        helpWindow.close();
        help.closed();
      },
      get isOpen() {
        return helpWindow.isOpen;
      },
    },
    push: (name, value) => helpWindow.send(name, value),
    outbox,
    tickets: cache,
    startCollection: (onSection) =>
      startCollection(
        {
          platform,
          startWorker: (keys, pace) =>
            startWorkerProcess(inBundles('main', 'diagnostics-worker.js'), [pace, ...keys]),
          mainProbes: [
            ...deskProbes(chromiumFetch, clock, () => session.deskUrl),
            {
              key: 'displays',
              source: 'Electron screen.getAllDisplays()',
              deadlineMs: DEADLINE_MS,
              run: () => Promise.resolve(collected(capture.displaysInfo())),
            },
          ],
          clock,
          log,
        },
        onSection,
      ),
    takeScreenshots: () => helpWindow.whileHidden(() => capture.takeScreenshots()),
    copy: copyText,
    draftFile: jsonFile(nodeDisk, inData('draft.json'), draftSchema, log),
    removedFile: jsonFile(nodeDisk, inData('left-out.json'), helpCalls['help:preview'].args, log),
    redaction,
    requesterName,
    language,
    organization: () => session.organization,
    connection: () => session.connection,
    hotkey: () => (hotkeyWorks ? config.hotkey : null),
    clock,
    log,
  });

  let assistNotice: AssistNotice = noticeOf({ kind: 'idle' });
  const assist = new AssistFlow({
    window: {
      open: () => void assistWindow.open(),
      becomeBar: () => becomeBar(assistWindow),
      fit: (size) => fitBar(assistWindow, size),
      close: () => assistWindow.close(),
    },
    push: (name, value) => assistWindow.send(name, value),
    link: session.link,
    sources: () => capture.listSources((id) => id === helpWindow.sourceId || id === assistWindow.sourceId),
    arm: (sourceId) => media.arm(sourceId),
    disarm: () => media.disarm(),
    notice: (value) => {
      assistNotice = value;
      refreshTray();
    },
    language,
    clock,
    log,
  });

  const fromDesk: { [K in keyof ToDevice]: (payload: ToDevice[K]) => void } = {
    hello: ({ organization }) => log.info('desk.hello', { organization }),
    'ticket:changed': ({ ticket }) => void ticketArrived(ticket),
    'assist:requested': assist.fromDesk.requested,
    'assist:joined': assist.fromDesk.joined,
    'assist:left': assist.fromDesk.left,
    'assist:ended': assist.fromDesk.ended,
    signal: assist.fromDesk.signal,
  };

  const gate = openGate((kind) => (kind === 'help' ? helpWindow : assistWindow).page, log);
  gate.registerAll('help', help.handlers);
  gate.registerAll('assist', assist.handlers);

  const tray = new TrayIcon(inBundles('icons'), () => help.open('new'), log);
  let hotkeyWorks = false;

  function refreshTray(): void {
    const hotkey = config.hotkey === null ? null : { keys: config.hotkey, works: hotkeyWorks };
    const { connection, organization } = session;
    const actions = {
      getHelp: () => help.open('new'),
      myTickets: () => help.open('tickets'),
      endSharing: () => assist.end('requester-ended'),
      quit,
    };
    tray.show(
      trayView(
        { connection, organization, assist: assistNotice, hotkey, allowQuit: config.allowQuit },
        actions,
        words,
      ),
    );
  }

  function connectionChanged(connection: Connection): void {
    refreshTray();
    help.connectionChanged(connection);
    assist.linkChanged(connection.state === 'online');
    if (connection.state === 'online') void outbox.flush();
  }

  async function ticketArrived(ticket: RequesterTicket): Promise<void> {
    const reply = newReply(cache.get(ticket.id), ticket);
    await cache.put(ticket);
    help.ticketsChanged();
    if (!reply || helpWindow.isFocused) return;
    const title = words.notices.reply(reply.author.name, ticket.number);
    notify({ title, body: reply.text, click: () => help.open('tickets') });
  }

  await Promise.all([cache.open(), outbox.open(), help.load()]);
  if (config.hotkey !== null) hotkeyWorks = registerHotkey(config.hotkey, () => help.open('new'), log);
  refreshTray();
  log.info('tray.shown');
  watchLifecycle({
    secondLaunch: (argv) => help.open(viewAskedFor(argv)),
    // Nobody sits in front of a locked or sleeping computer to see who is watching.
    away: (why) => {
      log.info('computer.away', { why });
      assist.end(why === 'suspend' ? 'agent-stopped' : 'requester-ended');
    },
    back: () => session.link.retryNow(),
    stopping: async () => {
      log.info('agent.stopping');
      const told = assist.ended('agent-stopped');
      await Promise.race([told, new Promise<void>((resolve) => void clock.after(FAREWELL_MS, resolve))]);
      outbox.close();
      session.stop();
      tray.destroy();
    },
  });
  if (facts.packaged || config.autostart) setLoginItem(log);
  log.info('agent.ready', { version: facts.version, keyProtection: secrets.protection });
  await session.start();
}
