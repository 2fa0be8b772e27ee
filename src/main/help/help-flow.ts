import { iso, type Clock } from '../../shared/base/clock';
import type { Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import type {
  Connection,
  Handlers,
  helpCalls,
  helpPushes,
  HelpState,
  LocalTicket,
  Preview,
  Push,
  Screenshot,
  ShownSettings,
} from '../../shared/contract/ipc';
import type { Report, Section, SectionKey } from '../../shared/model/diagnostics';
import { newId } from '../../shared/model/ids';
import type { SettingData } from '../../shared/model/policy';
import type { Draft } from '../../shared/model/ticket';
import type { SettingKey } from '../../shared/policy/settings';
import type { RedactionContext } from '../../shared/rules/redact';
import type { Language } from '../../shared/words/language';
import type { Collection } from '../diagnostics/collect';
import type { Outbox } from '../link/outbox';
import type { OutboxRecord } from '../link/outbox-record';
import type { TicketCache } from '../link/ticket-cache';
import type { JsonFile } from '../storage/json-file';
import { Collector } from './collector';
import { composeRequest } from './compose-request';
import { localTickets } from './local-tickets';
import { previewOf, redactSection } from './report-preview';

type View = HelpState['view'];
type Args<K extends keyof typeof helpCalls> = Parameters<Handlers<typeof helpCalls>[K]>[0];

export interface HelpWindow {
  /** Shows the window, making it if there is none. False where it was there already. */
  open(): boolean;
  close(): void;
}

/** What the person may see and change of how the agent behaves. */
export interface HelpSettings {
  shown(): ShownSettings;
  change(key: SettingKey, value: SettingData): Promise<Result<void>>;
  /** False where the organisation wants no pictures of screens on tickets. */
  screenshots(): boolean;
}

export interface HelpOptions {
  window: HelpWindow;
  push: Push<typeof helpPushes>;
  outbox: Pick<Outbox, 'add' | 'flush' | 'records' | 'sendingTicket' | 'lastFault'>;
  tickets: Pick<TicketCache, 'tickets'>;
  startCollection(onSection: (section: Section) => void): Collection;
  takeScreenshots(): Promise<Result<Screenshot[]>>;
  copy(text: string): void;
  /** Puts a few facts about this computer on the clipboard; what is collected already is used. */
  copyDeviceInfo(known: readonly Section[]): Promise<Result<undefined>>;
  draftFile: JsonFile<Draft>;
  /** Which sections the person left out the last time. */
  removedFile: JsonFile<{ removed: SectionKey[] }>;
  settings: HelpSettings;
  redaction: RedactionContext;
  requesterName: string;
  language: Language;
  organization(): string;
  connection(): Connection;
  hotkey(): string | null;
  clock: Clock;
  log: Logger;
}

const NO_PICTURES = fail('policy-refused', 'SCREENSHOTS');
const EMPTY_DRAFT: Draft = { text: '', canWork: null, affected: null };

/**
 * The help window's whole business: the draft, what is collected, what will be sent, and the requests made here.
 * Lives as long as the agent; holds a collection only while the window is open.
 */
export class HelpFlow {
  readonly #options: HelpOptions;
  readonly #collector: Collector;
  #view: View = 'new';
  /** The one a link named when it opened the window. */
  #ticket: string | null = null;
  #draft: Draft = EMPTY_DRAFT;
  #removed: SectionKey[] = [];
  #sending = false;
  /** The page has asked for what is collected since it was loaded. */
  #told = false;

  constructor(options: HelpOptions) {
    this.#options = options;
    this.#collector = new Collector((onSection) => options.startCollection(onSection), options.clock, {
      section: (section) => options.push('help:section', redactSection(section, options.redaction)),
      report: (report) => this.#pushReport(report),
    });
  }

  async load(): Promise<void> {
    this.#draft = (await this.#options.draftFile.load()) ?? EMPTY_DRAFT;
    this.#removed = (await this.#options.removedFile.load())?.removed ?? [];
  }

  open(view: View, ticket: string | null = null): void {
    // What was checked is what help is asked with.
    const goesOn = this.#view === 'check' && view === 'new';
    this.#view = view;
    this.#ticket = ticket;
    if (this.#options.window.open()) this.#options.log.info('help.opened', { view });
    else this.#options.push('help:show', { view, ticket });
    if (view === 'new' || view === 'check') this.#collector.begin(goesOn ? 'kept' : 'fresh');
    void this.#options.outbox.flush();
  }

  /** The window is gone, however it was closed. */
  closed(): void {
    this.#collector.drop();
    this.#options.log.info('help.closed');
  }

  ticketsChanged(): void {
    this.#options.push('help:tickets', this.#tickets());
  }

  connectionChanged(connection: Connection): void {
    this.#options.push('help:connection', connection);
  }

  policyChanged(): void {
    const { settings, push } = this.#options;
    push('help:settings', settings.shown());
    push('help:screenshots', { allowed: settings.screenshots() });
  }

  readonly handlers: Handlers<typeof helpCalls> = {
    'help:state': () => this.#state(),
    'help:save-draft': (draft) => this.#saveDraft(draft),
    'help:collect': () => this.#collect(),
    'help:preview': ({ removed }) => this.#preview(removed),
    'help:take-screenshots': () => this.#takeScreenshots(),
    'help:send': (args) => this.#send(args),
    'help:reply': ({ ticketId, text }) =>
      this.#follow({ kind: 'comment', ...this.#recordHead(ticketId), text }),
    'help:solved': ({ ticketId }) => this.#follow({ kind: 'solved', ...this.#recordHead(ticketId) }),
    'help:copy': ({ text }) => this.#options.copy(text),
    'help:copy-device-info': () => this.copyDeviceInfo(),
    'help:settings': () => this.#options.settings.shown(),
    'help:change-setting': ({ key, value }) => this.#changeSetting(key, value),
    'help:close': () => this.#options.window.close(),
  };

  copyDeviceInfo(): Promise<Result<undefined>> {
    return this.#options.copyDeviceInfo(this.#collector.sections);
  }

  /** The first time a page asks it wants to know what there is; asking again, it wants it taken again. */
  #collect(): void {
    this.#collector.begin(this.#told ? 'anew' : 'kept');
    this.#told = true;
  }

  #state(): HelpState {
    this.#told = false;
    const { language, requesterName, settings } = this.#options;
    return {
      language,
      organization: this.#options.organization(),
      view: this.#view,
      connection: this.#options.connection(),
      draft: this.#draft,
      removed: this.#removed,
      tickets: this.#tickets(),
      requesterName,
      hotkey: this.#options.hotkey(),
      screenshots: settings.screenshots(),
      ticket: this.#ticket,
    };
  }

  #takeScreenshots(): Promise<Result<Screenshot[]>> {
    const { settings, takeScreenshots } = this.#options;
    return settings.screenshots() ? takeScreenshots() : Promise.resolve(NO_PICTURES);
  }

  async #changeSetting(key: SettingKey, value: SettingData): Promise<Result<ShownSettings>> {
    const { settings } = this.#options;
    const changed = await settings.change(key, value);
    return changed.ok ? ok(settings.shown()) : changed;
  }

  async #saveDraft(draft: Draft): Promise<Result<undefined>> {
    this.#draft = draft;
    const saved = await this.#options.draftFile.save(draft);
    return saved.ok ? ok(undefined) : saved;
  }

  async #preview(removed: SectionKey[]): Promise<Result<Preview>> {
    this.#removed = removed;
    return previewOf(await this.#collector.whole(), removed, this.#options.redaction);
  }

  async #send(args: Args<'help:send'>): Promise<Result<LocalTicket>> {
    // The page may not have heard yet.
    if (args.screenshot && !this.#options.settings.screenshots()) return NO_PICTURES;
    if (this.#sending) return fail('wrong-state', 'a request is being saved already');
    this.#sending = true;
    try {
      return await this.#saveAndSend(args);
    } finally {
      this.#sending = false;
    }
  }

  async #saveAndSend(args: Args<'help:send'>): Promise<Result<LocalTicket>> {
    const { outbox, redaction, requesterName, clock, removedFile, draftFile } = this.#options;
    const { text, canWork, affected, includeReport, removed, screenshot } = args;
    const preview = includeReport ? previewOf(await this.#collector.soon(), removed, redaction) : null;
    if (preview && !preview.ok) return preview;
    const words = { text, canWork, affected };
    const composed = composeRequest(words, preview?.value ?? null, screenshot, requesterName, clock);
    if (!composed.ok) return composed;
    const { record, bytes } = composed.value;
    const saved = await outbox.add(record, bytes);
    if (!saved.ok) return saved;
    this.#collector.drop();
    this.#draft = EMPTY_DRAFT;
    this.#removed = removed;
    await draftFile.save(EMPTY_DRAFT);
    await removedFile.save({ removed });
    void outbox.flush();
    return this.#answer(record.ticketId);
  }

  /** What comes after the request on the same ticket: on disk first, like everything a person writes. */
  async #follow(record: OutboxRecord): Promise<Result<LocalTicket>> {
    const { outbox } = this.#options;
    if (!this.#tickets().some((entry) => entry.id === record.ticketId)) return fail('not-found');
    const saved = await outbox.add(record);
    if (!saved.ok) return saved;
    void outbox.flush();
    return this.#answer(record.ticketId);
  }

  #recordHead(ticketId: string) {
    const createdAt = iso(this.#options.clock.now());
    return { version: 1 as const, id: newId(), ticketId, createdAt, refused: null };
  }

  #answer(ticketId: string): Result<LocalTicket> {
    const found = this.#tickets().find((entry) => entry.id === ticketId);
    const missing: Fault = { code: 'internal', detail: 'saved, but not listed' };
    return found ? ok(found) : failWith(missing);
  }

  #tickets(): LocalTicket[] {
    const { tickets, outbox } = this.#options;
    return localTickets(tickets.tickets, outbox.records, outbox.sendingTicket, outbox.lastFault);
  }

  #pushReport(report: Report): void {
    const preview = previewOf(report, [], this.#options.redaction);
    if (!preview.ok) {
      this.#options.log.error('diagnostics.report-unusable', { code: preview.fault.code });
      return;
    }
    this.#options.push('help:report', { report: preview.value.report });
  }
}
