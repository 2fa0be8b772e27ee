import { delayFor } from '../../shared/base/backoff';
import type { Clock } from '../../shared/base/clock';
import type { Fault } from '../../shared/base/fault';
import type { Logger } from '../../shared/base/logger';
import type { Result } from '../../shared/base/result';
import type { CallOf, ReplyOf } from '../../shared/contract/route';
import type { deviceApi } from '../../shared/contract/api-device';
import type { Release, ReleaseFile, SignedRelease, UpdateReport } from '../../shared/model/update';
import { compareVersions } from '../../shared/rules/compare-versions';
import { replacesItself, type UpdateFacts } from '../../shared/rules/rollout';
import type { Downloader, Installer } from './installer';
import type { UpdateMemory } from './update-memory';
import { verifyRelease } from './verify-release';

type OwnUpdate = typeof deviceApi.ownUpdate;
export type UpdateQuery = CallOf<OwnUpdate>['query'];
/** What a new start would interrupt. */
export type Busy = 'assist-open' | 'help-open' | 'sending';

export interface UpdateFlowOptions {
  facts: Pick<UpdateFacts, 'version' | 'platform' | 'package'> & { arch: UpdateQuery['arch'] | 'other' };
  /** As policy has it now. */
  wishes(): Pick<UpdateFacts, 'channel' | 'ring' | 'updates'>;
  ask(query: UpdateQuery): Promise<Result<ReplyOf<OwnUpdate>>>;
  /** Public keys of the release pipeline. */
  keys: readonly string[];
  memory: UpdateMemory;
  downloader: Downloader;
  installer: Installer;
  busy(): Busy | null;
  /** What the desk's clock says. */
  deskNow(): number;
  clock: Clock;
  random(): number;
  log: Logger;
  changed(): void;
}

const EVERY_MS = 4 * 3_600_000;
/** A fleet that comes online at one moment does not ask at one moment. */
const AFTER_ONLINE_MS = 60_000;
const AFTER_FAILURE = { firstMs: 15 * 60_000, capMs: EVERY_MS };
const ASK_WHETHER_IDLE_MS = 5_000;
/** For its turn at a desk that serves as many downloads at once as it can. */
const AWAIT_TURN = { firstMs: 4 * 60_000, capMs: 4 * 60_000 };
/** So long after the start a version that came by update counts as one that works. */
const PROOF_MS = 30_000;
/** An installer that ends without replacing anything would otherwise end the agent again and again. */
const MOST_TRIES = 3;
/** Whoever took over has ended this program by then. */
const HANDED_OVER_MS = 10 * 60_000;
const IDLE: UpdateReport = { state: 'idle', version: null, reason: null };

/**
 * Keeps this agent up to date, from `start` to `stop`: asks the desk, verifies what it answers, downloads, waits until
 * nothing would be interrupted, and installs. Each round begins with the question, also the one after a wait, so that
 * what was paused, withdrawn or expired meanwhile is not installed. Whatever is refused or fails is reported, and what
 * runs goes on running.
 */
export class UpdateFlow {
  readonly #options: UpdateFlowOptions;
  #report: UpdateReport = IDLE;
  #round: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #asked = false;
  #proven = false;
  #stopped = false;
  #installing = false;
  #cancelNext: (() => void) | null = null;
  #cancelProof: (() => void) | null = null;

  constructor(options: UpdateFlowOptions) {
    this.#options = options;
  }

  get report(): UpdateReport {
    return this.#report;
  }

  /** Once the agent is ready for the person. */
  start(): void {
    const { clock, log, facts, downloader } = this.#options;
    this.#settle();
    // What the update that led here, or one that was broken off, left behind.
    void downloader.discard();
    this.#cancelProof = clock.after(PROOF_MS, () => {
      this.#proven = true;
      this.#options.installer.proven();
      log.debug('update.proven', { version: facts.version });
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelNext?.();
    this.#cancelProof?.();
  }

  /** The desk can be reached; whoever asked it before goes by the clock. */
  online(): void {
    if (!this.#asked) this.#later(this.#options.random() * AFTER_ONLINE_MS);
  }

  /** Now: the desk says that something changed, or policy did. Resolves when nothing is left to be done now. */
  check(): Promise<void> {
    if (this.#stopped || this.#installing) return Promise.resolve();
    if (this.#round) {
      this.#again = true;
      return this.#round;
    }
    this.#cancelNext?.();
    this.#round = this.#rounds().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  async #rounds(): Promise<void> {
    let next = EVERY_MS;
    do {
      this.#again = false;
      next = await this.#oneRound().catch((error: unknown) => this.#unforeseen(error));
    } while (this.#again && !this.#stopped && !this.#installing);
    this.#later(next);
  }

  /** One fault that nobody thought of must not be the end of all updates. */
  #unforeseen(error: unknown): number {
    const { log } = this.#options;
    log.error('update.unforeseen', { reason: String(error instanceof Error ? error.stack : error) });
    this.#installing = false;
    return this.#end('failed', this.#report.version, 'unforeseen');
  }

  /** Answers in how many milliseconds the next one is due. */
  async #oneRound(): Promise<number> {
    const { facts, wishes, ask, log, random, downloader } = this.#options;
    const { arch } = facts;
    if (!replacesItself(facts) || arch === 'other' || wishes().updates === 'off') return this.#nothing();
    const answer = await ask({ ...facts, arch, ...wishes() });
    if (this.#stopped) return EVERY_MS;
    if (!answer.ok) {
      log.warn('update.not-asked', { code: answer.fault.code, detail: answer.fault.detail });
      return this.#afterFailure();
    }
    this.#asked = true;
    const { reason, release } = answer.value;
    if (reason === 'offered' && release !== null) return this.#offered(release);
    log.info('update.none', { reason });
    if (this.#report.state === 'waiting') await downloader.discard();
    this.#failures = 0;
    this.#nothing();
    return EVERY_MS * (0.75 + random() / 2);
  }

  async #offered(signed: SignedRelease): Promise<number> {
    const { facts, wishes, keys, memory, clock, deskNow, installer, downloader } = this.#options;
    const { channel } = wishes();
    const verdict = verifyRelease(signed, {
      keys,
      facts,
      channel,
      highest: memory.highest(channel),
      rolledBack: memory.rolledBack.map(({ version }) => version),
      // Of two clocks the later one: neither a computer nor a desk in wrong hands makes an old release new.
      now: Math.max(clock.now(), deskNow()),
    });
    if (!verdict.ok) {
      const state = verdict.reason === 'rolled-back-before' ? 'rolled-back' : 'refused';
      await downloader.discard();
      return this.#end(state, verdict.version, verdict.reason);
    }
    const { release, file } = verdict;
    const saved = await memory.verified(channel, release.version);
    if (!saved.ok) return this.#failed(release.version, saved.fault);
    const obstacle = installer.obstacle();
    if (obstacle !== null) return this.#end('refused', release.version, obstacle);
    if (memory.timesHandedOver(release.version) >= MOST_TRIES) {
      return this.#end('failed', release.version, 'not-replaced');
    }
    return this.#fetchAndInstall(release, file);
  }

  async #fetchAndInstall(release: Release, file: ReleaseFile): Promise<number> {
    const { busy, downloader } = this.#options;
    const { version, channel } = release;
    // The live view gets the whole line.
    if (busy() === 'assist-open') return this.#wait(version, 'assist-open');
    if (this.#report.state !== 'waiting') this.#say({ state: 'downloading', version, reason: null });
    const downloaded = await downloader.download({ channel, version, file });
    if (this.#stopped) return EVERY_MS;
    if (!downloaded.ok) {
      await downloader.discard();
      if (downloaded.fault.code === 'unavailable') return this.#awaitTurn(version);
      return this.#failed(version, downloaded.fault);
    }
    const reason = this.#inTheWay();
    return reason === null ? this.#install(version, downloaded.value, file) : this.#wait(version, reason);
  }

  async #install(version: string, downloaded: string, file: ReleaseFile): Promise<number> {
    const { downloader, installer, memory, log } = this.#options;
    this.#say({ state: 'installing', version, reason: null });
    this.#installing = true;
    const noted = await memory.handsOver(version);
    const installed = noted.ok
      ? await installer.install(downloaded, version, file, () => this.#inTheWay() !== null)
      : noted;
    // What was handed over may still be read by who took it; the next start clears it away.
    if (installed.ok && installed.value === 'replaced') {
      log.info('update.installed', { version });
      return HANDED_OVER_MS;
    }
    this.#installing = false;
    await memory.keptBack(version);
    if (installed.ok) return this.#wait(version, this.#inTheWay() ?? 'help-open');
    await downloader.discard();
    return this.#failed(version, installed.fault);
  }

  #inTheWay(): Busy | 'on-trial' | null {
    return this.#proven ? this.#options.busy() : 'on-trial';
  }

  #wait(version: string, reason: string): number {
    this.#say({ state: 'waiting', version, reason });
    return ASK_WHETHER_IDLE_MS;
  }

  #awaitTurn(version: string): number {
    this.#wait(version, 'desk-busy');
    return delayFor(AWAIT_TURN, 0, this.#options.random());
  }

  #failed(version: string, { code, detail }: Fault): number {
    return this.#end(code === 'update-refused' ? 'refused' : 'failed', version, detail ?? code);
  }

  #end(state: 'refused' | 'failed' | 'rolled-back', version: string | null, reason: string): number {
    this.#say({ state, version, reason: reason.slice(0, 60) });
    return this.#afterFailure();
  }

  #afterFailure(): number {
    this.#failures += 1;
    return delayFor(AFTER_FAILURE, this.#failures - 1, this.#options.random());
  }

  #nothing(): number {
    this.#settle();
    return EVERY_MS;
  }

  /** A version that was taken back stays in sight until a newer one runs. */
  #settle(): void {
    const { memory, facts } = this.#options;
    const last = memory.rolledBack.at(-1);
    const matters = last !== undefined && compareVersions(last.version, facts.version) > 0;
    if (!matters) return this.#say(IDLE);
    const { version, outcome } = last;
    this.#say({ state: 'rolled-back', version, reason: outcome === 'rolled-back' ? 'crashed' : outcome });
  }

  #say(report: UpdateReport): void {
    const { state, version, reason } = this.#report;
    if (report.state === state && report.version === version && report.reason === reason) return;
    this.#report = report;
    const { log, changed } = this.#options;
    if (report.state === 'refused' || report.state === 'failed') log.warn('update.state', { ...report });
    else log.info('update.state', { ...report });
    changed();
  }

  #later(ms: number): void {
    const { clock } = this.#options;
    this.#cancelNext?.();
    if (this.#stopped) return;
    this.#cancelNext = clock.after(ms, () => this.#due(ms));
  }

  /** While something waits, the desk is asked again only once nothing is in the way. */
  #due(ms: number): void {
    const inTheWay = this.#inTheWay();
    const { state, version } = this.#report;
    if (this.#installing) {
      this.#installing = false;
      return this.#later(this.#end('failed', version, 'not-replaced'));
    }
    if (state !== 'waiting' || version === null || inTheWay === null) return void this.check();
    this.#wait(version, inTheWay);
    this.#later(ms);
  }
}
