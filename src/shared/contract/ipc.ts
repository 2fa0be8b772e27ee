import { z } from 'zod';
import { FAULT_CODES } from '../base/fault';
import { addressedSignal, iceServer, invitation, participant, signal } from '../model/assist';
import { report, REPORT_LIMIT, section, sectionKey } from '../model/diagnostics';
import { id, sha256, ticketNumber, timestamp } from '../model/ids';
import { PICTURE_LIMIT } from '../model/picture-limit';
import { settingValue } from '../model/policy';
import { requiredText } from '../model/text';
import { affected, canWork, draft, requesterTicket } from '../model/ticket';
import { SETTING_KEYS, SOURCES, type SettingKey } from '../policy/settings';

/**
 * What agent pages and Electron's main process say to each other, by window kind. `calls` go page → main and answer;
 * `pushes` go main → page. Each page may use the calls of its own kind only; the gate checks sender and schema.
 */
const nothing = z.undefined();
const png = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= PICTURE_LIMIT);
const fault = z.strictObject({
  code: z.enum(FAULT_CODES),
  detail: z.string().max(500).optional(),
  retryAfter: z.number().optional(),
});
const result = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), fault }),
  ]);

export const language = z.enum(['en', 'de']);

/** `unenrolled`: no desk yet; `pending`: waits for an administrator's approval; `refused`: the desk does not know this device any more or cannot prove itself. */
export const connection = z.strictObject({
  state: z.enum(['online', 'offline', 'unenrolled', 'pending', 'refused']),
  fault: fault.nullable(),
});
export type Connection = z.infer<typeof connection>;

/** A ticket with what this computer knows of it: `saved` = on disk only, not yet at the desk. */
export const localTicket = z.strictObject({
  id,
  delivery: z.enum(['saved', 'sending', 'sent', 'refused']),
  /** Why it waits or was refused; of one the desk has, why a part of it was refused. */
  fault: fault.nullable(),
  subject: z.string().max(200),
  createdAt: timestamp,
  /** Comments of the requester that wait to be sent. */
  waiting: z.array(z.strictObject({ id, text: z.string(), createdAt: timestamp })),
  ticket: requesterTicket.nullable(),
});
export type LocalTicket = z.infer<typeof localTicket>;

/** `check`: what is found on this computer, without a request. */
export const helpView = z.enum(['new', 'tickets', 'check', 'settings']);
export type HelpView = z.infer<typeof helpView>;

/** One row of the settings page; secrets have none. */
export const shownSetting = z.strictObject({
  key: z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]]),
  value: settingValue,
  origin: z.enum([...SOURCES, 'default']),
  /** Whether the person may change it here. */
  editable: z.boolean(),
});
export type ShownSetting = z.infer<typeof shownSetting>;

export const shownSettings = z.strictObject({
  settings: z.array(shownSetting),
  /** Whose policy cannot be used as it is; the last good one is in force. */
  broken: z.array(z.enum(['machine', 'desk'])),
});
export type ShownSettings = z.infer<typeof shownSettings>;

export const helpState = z.strictObject({
  language,
  organization: z.string().max(120),
  view: helpView,
  connection,
  draft,
  /** Sections the person left out the last time; left out from the first moment, also of a report not there yet. */
  removed: z.array(sectionKey),
  tickets: z.array(localTicket),
  requesterName: z.string().max(120),
  hotkey: z.string().max(60).nullable(),
  /** False where the organisation wants no pictures of screens on tickets. */
  screenshots: z.boolean(),
  /** The ticket a link named, to be shown open. */
  ticket: ticketNumber.nullable(),
});
export type HelpState = z.infer<typeof helpState>;

export const screenshot = z.strictObject({
  displayId: z.string().max(60),
  name: z.string().max(120),
  width: z.int(),
  height: z.int(),
  png,
});
export type Screenshot = z.infer<typeof screenshot>;

/** Exactly what will be sent: the JSON text, its size and hash. */
export const preview = z.strictObject({ json: z.string(), bytes: z.int(), sha256, report });
export type Preview = z.infer<typeof preview>;

export const helpCalls = {
  'help:state': { args: nothing, reply: helpState },
  'help:save-draft': { args: draft, reply: result(nothing) },
  /** Starts collecting unless it runs already; sections arrive as `help:section`, the whole as `help:report`. */
  'help:collect': { args: nothing, reply: nothing },
  'help:preview': { args: z.strictObject({ removed: z.array(sectionKey) }), reply: result(preview) },
  /** Hides the help window, takes one picture of each display, shows the window again. */
  'help:take-screenshots': { args: nothing, reply: result(z.array(screenshot)) },
  'help:send': {
    args: z.strictObject({
      text: requiredText(5000),
      canWork,
      affected,
      includeReport: z.boolean(),
      removed: z.array(sectionKey),
      screenshot: png.nullable(),
    }),
    reply: result(localTicket),
  },
  'help:reply': {
    args: z.strictObject({ ticketId: id, text: requiredText(20_000) }),
    reply: result(localTicket),
  },
  'help:solved': { args: z.strictObject({ ticketId: id }), reply: result(localTicket) },
  /** As much as a report may have: what is shown can be copied. */
  'help:copy': { args: z.strictObject({ text: z.string().max(REPORT_LIMIT) }), reply: nothing },
  /** Puts a short text about this computer on the clipboard, to be read out or pasted. */
  'help:copy-device-info': { args: nothing, reply: result(nothing) },
  'help:settings': { args: nothing, reply: shownSettings },
  /** Null: as it comes. Refused where somebody else decides. */
  'help:change-setting': {
    args: z.strictObject({ key: shownSetting.shape.key, value: settingValue }),
    reply: result(shownSettings),
  },
  'help:close': { args: nothing, reply: nothing },
};

export const helpPushes = {
  'help:show': z.strictObject({ view: helpView, ticket: ticketNumber.nullable() }),
  'help:settings': shownSettings,
  'help:screenshots': z.strictObject({ allowed: z.boolean() }),
  'help:connection': connection,
  'help:section': section,
  'help:report': z.strictObject({ report }),
  'help:tickets': z.array(localTicket),
};

/** A screen or window the requester may choose to share. */
export const shareSource = z.strictObject({
  id: z.string().max(120),
  kind: z.enum(['screen', 'window']),
  name: z.string().max(300),
  thumbnail: png,
});
export type ShareSource = z.infer<typeof shareSource>;

export const assistWindowState = z.strictObject({
  language,
  invitation,
  sources: z.array(shareSource),
  serverNow: timestamp,
});
export type AssistWindowState = z.infer<typeof assistWindowState>;

/** How a connection to one technician is doing, for main's log and for tests. */
export const peerReport = z.strictObject({
  participantId: id,
  state: z.enum(['connecting', 'connected', 'lost', 'closed']),
  detail: z.string().max(300),
});

export const assistCalls = {
  'assist:state': { args: nothing, reply: assistWindowState },
  /** The one way back to a share: arms the display capture for this source, once. */
  'assist:allow': { args: z.strictObject({ sourceId: z.string().max(120) }), reply: result(nothing) },
  'assist:deny': { args: nothing, reply: nothing },
  /** The capture runs: main turns the window into the bar and tells the desk. */
  'assist:sharing': { args: nothing, reply: nothing },
  'assist:capture-failed': { args: z.strictObject({ detail: z.string().max(300) }), reply: nothing },
  'assist:pause': { args: z.strictObject({ paused: z.boolean() }), reply: nothing },
  'assist:end': { args: nothing, reply: nothing },
  'assist:signal': {
    args: z.strictObject({ participantId: id, generation: addressedSignal.shape.generation, signal }),
    reply: nothing,
  },
  'assist:peer': { args: peerReport, reply: nothing },
  /** The bar wants this many CSS pixels; main keeps it on screen. */
  'assist:fit': {
    args: z.strictObject({ width: z.int().min(100).max(1200), height: z.int().min(30).max(900) }),
    reply: nothing,
  },
};

export const assistPushes = {
  'assist:joined': z.strictObject({ participant, iceServers: z.array(iceServer) }),
  'assist:left': z.strictObject({ participantId: id }),
  'assist:signal': z.strictObject({
    participantId: id,
    generation: addressedSignal.shape.generation,
    signal,
  }),
  'assist:link': z.strictObject({ online: z.boolean() }),
  /** Over: the page stops its tracks and says why for a moment, then main closes the window. */
  'assist:ended': z.strictObject({ by: z.enum(['requester', 'technician', 'desk']) }),
};

export type CallMap = Record<string, { args: z.ZodType; reply: z.ZodType }>;
export type PushMap = Record<string, z.ZodType>;

/** What a preload exposes as `window.deskside`: one function to call, one to listen, both typed by the maps. */
export interface Bridge<C extends CallMap, P extends PushMap> {
  call<K extends keyof C & string>(
    name: K,
    ...args: undefined extends z.input<C[K]['args']> ? [] : [z.input<C[K]['args']>]
  ): Promise<z.infer<C[K]['reply']>>;
  /** The answer stops listening. */
  on<K extends keyof P & string>(name: K, listener: (value: z.infer<P[K]>) => void): () => void;
}
export type HelpBridge = Bridge<typeof helpCalls, typeof helpPushes>;
export type AssistBridge = Bridge<typeof assistCalls, typeof assistPushes>;

/** `void` where the contract says nothing comes back. */
type Answer<T> = [T] extends [undefined] ? void : T;
/** The main process's side: one function for each call of a window kind. */
export type Handlers<C extends CallMap> = {
  [K in keyof C & string]: (
    args: z.infer<C[K]['args']>,
  ) => Answer<z.infer<C[K]['reply']>> | Promise<Answer<z.infer<C[K]['reply']>>>;
};
/** Pushes to the page of a window kind; says nothing where no such window is open. */
export type Push<P extends PushMap> = <K extends keyof P & string>(name: K, value: z.infer<P[K]>) => void;
