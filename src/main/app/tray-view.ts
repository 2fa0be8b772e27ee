import type { Connection } from '../../shared/contract/ipc';
import type { AssistNotice } from '../assist/assist-state';
import type { TrayView } from '../shell/tray';
import type { Words } from '../words/words';

export interface TrayInput {
  connection: Connection;
  organization: string;
  assist: AssistNotice;
  hotkey: { keys: string; works: boolean } | null;
  allowQuit: boolean;
  /** Settings of the organisation that cannot be used as they are. */
  broken: boolean;
}

export interface TrayActions {
  getHelp(): void;
  myTickets(): void;
  check(): void;
  copyDeviceInfo(): void;
  settings(): void;
  endSharing(): void;
  quit(): void;
}

/** The tray's icon and menu for where things stand. */
export function trayView(input: TrayInput, actions: TrayActions, { tray: words }: Words): TrayView {
  const { assist, hotkey } = input;
  const shared = assist.kind === 'live' || assist.kind === 'paused';
  const status = assistStatus(assist, words) ?? connectionStatus(input, words);
  return {
    state: shared ? 'live' : input.connection.state === 'online' ? 'online' : 'offline',
    status,
    tooltip: `Deskside: ${status}`,
    items: [
      { label: words.getHelp, click: actions.getHelp },
      { label: words.myTickets, click: actions.myTickets },
      { label: words.check, click: actions.check },
      { label: words.copyDeviceInfo, click: actions.copyDeviceInfo },
      { label: words.settings, click: actions.settings },
    ],
    more: [
      ...(input.broken ? [{ label: words.brokenPolicy }] : []),
      ...(hotkey
        ? [{ label: hotkey.works ? words.hotkey(hotkey.keys) : words.hotkeyTaken(hotkey.keys) }]
        : []),
      ...(shared ? [{ label: words.endSharing, click: actions.endSharing }] : []),
      ...(input.allowQuit ? [{ label: words.quit, click: actions.quit }] : []),
    ],
  };
}

/** Without an icon nobody is bothered while nothing happens; whoever is asked or watched always sees it. */
export function trayShown(wanted: boolean, assist: AssistNotice): boolean {
  return wanted || assist.kind !== 'none';
}

function assistStatus(assist: AssistNotice, words: Words['tray']): string | null {
  switch (assist.kind) {
    case 'none':
      return null;
    case 'asking':
      return words.asking(assist.name);
    case 'live':
      return words.live(assist.name);
    case 'paused':
      return words.paused;
  }
}

function connectionStatus({ connection, organization }: TrayInput, words: Words['tray']): string {
  switch (connection.state) {
    case 'online':
      return words.online(organization);
    case 'offline':
      return words.offline;
    case 'unenrolled':
      return words.unenrolled;
    case 'pending':
      return words.pending;
    case 'refused':
      return words.refused;
  }
}
