import type { Logger } from '../../shared/base/logger';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import type { ShownSettings } from '../../shared/contract/ipc';
import type { DeskPolicy, PolicyReport, SettingData, SignedPolicy } from '../../shared/model/policy';
import { readSetting, type Given, type Resolved } from '../../shared/policy/resolve';
import { SETTING_KEYS, SETTINGS, type SettingKey, type Settings } from '../../shared/policy/settings';
import type { JsonFile } from '../storage/json-file';
import { isOfDesk, openDeskPolicy, openKeptPolicy, type PinnedDesk } from './desk-policy';
import { keepable, withLastGood, type Said } from './last-good';
import type { MachineFound, MachinePolicy } from './machine-policy';
import { isEditable, shownRows } from './shown-settings';

export interface PolicyOptions {
  machine: MachinePolicy;
  /** The command line of a development build. */
  argument: Given;
  files: {
    /** What the person set. */
    user: JsonFile<Given>;
    /** The desk's last word, as it was signed. */
    desk: JsonFile<SignedPolicy>;
    /** The machine's last good policy, for a day on which it cannot be read. */
    machine: JsonFile<Given>;
  };
  /** The desk this agent belongs to at this moment. */
  pinned(): Promise<PinnedDesk | null>;
  log: Logger;
}

/** The policy is the last good one, in whatever state the newest word is. */
interface DeskState {
  state: PolicyReport['desk'];
  policy: DeskPolicy | null;
}

export type PolicyListener = (changed: readonly SettingKey[]) => void;

/**
 * Which settings are in force, and by whose word: the machine's over the desk's over the person's, each with its last
 * good one where it cannot be read. Lives as long as the agent; `watch` begins and `stop` ends its looking at the
 * machine's policy.
 */
export class PolicyCenter {
  readonly #options: PolicyOptions;
  readonly #listeners = new Set<PolicyListener>();
  #said: Said;
  #good: Said;
  #resolved: Resolved;
  #machine: PolicyReport['machine'] = 'none';
  #desk: DeskState = { state: 'none', policy: null };
  /** What is on the disk of them, as text: nothing is written twice. */
  readonly #written = { machine: '', desk: '' };
  #told = '';
  #opened = false;
  #stopWatching: (() => void) | null = null;
  /** One step after the other: a look, a word of the desk, a change by the person. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: PolicyOptions) {
    this.#options = options;
    this.#said = { argument: options.argument };
    ({ good: this.#good, resolved: this.#resolved } = withLastGood(this.#said, {}));
  }

  /** Reads every source once. */
  async open(): Promise<void> {
    const { files, machine, log } = this.#options;
    const [found, kept, signed, user] = await Promise.all([
      machine.read(),
      files.machine.load(),
      files.desk.load(),
      files.user.load(),
    ]);
    // In force where the policy cannot be read, and for each value of it that is wrong.
    if (kept !== null) this.#good = { ...this.#good, machine: keepable(kept) };
    const pinned = await this.#options.pinned();
    // One of a desk this computer has left is not broken, but over.
    const desk =
      signed !== null && isOfDesk(signed, pinned) ? this.#deskSays(openKeptPolicy(signed, pinned)) : {};
    await this.#machineFound(found, { ...(user ? { user } : {}), ...desk });
    this.#opened = true;
    log.info('policy.opened', { machine: this.#machine, desk: this.#desk.state });
  }

  get settings(): Settings {
    return this.#resolved.settings;
  }

  /** Something that is there cannot be used; the last good one is in force. */
  get isBroken(): boolean {
    return this.#machine === 'broken' || this.#desk.state === 'broken';
  }

  /** The enrolment token lies in the machine's policy, where it stays after its use. */
  get holdsToken(): boolean {
    return this.#resolved.origin.enrollToken === 'machine';
  }

  /** Told of every change in what is in force or in what is said of it; the answer stops that. */
  onChange(listener: PolicyListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  watch(): void {
    this.#stopWatching ??= this.#options.machine.watch(() => void this.look());
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
  }

  /** Reads the machine's policy again. */
  look(): Promise<void> {
    return this.#inTurn(async () => this.#machineFound(await this.#options.machine.read(), {}));
  }

  /** The desk says what its policy is. One that does not hold changes nothing but what is told of it. */
  heard(signed: SignedPolicy): Promise<void> {
    return this.#inTurn(async () => {
      const pinned = await this.#options.pinned();
      const desk = this.#deskSays(openDeskPolicy(signed, pinned, this.#desk.policy));
      const text = JSON.stringify(signed);
      if (desk.desk && text !== this.#written.desk) {
        this.#written.desk = text;
        await this.#options.files.desk.save(signed);
      }
      this.#apply(desk);
    });
  }

  /** This agent stands with its desk now. What another one decided, which it has left for this one, is over. */
  deskMet(): Promise<void> {
    return this.#inTurn(async () => {
      const pinned = await this.#options.pinned();
      const { policy } = this.#desk;
      if (pinned === null || policy === null || policy.deskId === pinned.deskId) return;
      this.#desk = { state: 'none', policy: null };
      this.#apply({ desk: {} });
    });
  }

  /** The person decides; null leaves it to the default. Refused where somebody stronger decides. */
  change(key: SettingKey, value: SettingData): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { name } = SETTINGS[key];
      if (!isEditable(this.#resolved, key)) return fail('policy-refused', name);
      if (value !== null && readSetting(key, value) === undefined) return fail('invalid-input', name);
      const others = Object.entries(this.#good.user ?? {}).filter(([other]) => other !== name);
      const user = Object.fromEntries([...others, ...(value === null ? [] : [[name, value]])]);
      const saved = await this.#options.files.user.save(user);
      if (!saved.ok) return failWith(saved.fault);
      this.#apply({ user });
      return ok();
    });
  }

  shown(): ShownSettings {
    const broken: ShownSettings['broken'] = [];
    if (this.#machine === 'broken') broken.push('machine');
    if (this.#desk.state === 'broken') broken.push('desk');
    return { settings: shownRows(this.#resolved), broken };
  }

  report(): PolicyReport {
    return {
      machine: this.#machine,
      desk: this.#desk.state,
      deskRevision: this.#desk.policy?.revision ?? null,
      problems: this.#resolved.problems.slice(0, 30),
    };
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#last.then(step);
    this.#last = run.catch(() => undefined); // told to whoever asked for that step
    return run;
  }

  async #machineFound(found: MachineFound, also: Said): Promise<void> {
    const { files, log } = this.#options;
    if (found.kind === 'broken') {
      if (this.#machine !== 'broken') log.warn('policy.broken', { source: 'machine', reason: found.reason });
      this.#machine = 'broken';
      return this.#apply({ ...also, machine: this.#good.machine ?? {} });
    }
    this.#machine = found.kind === 'given' ? 'applied' : 'none';
    this.#apply({ ...also, machine: found.kind === 'given' ? found.given : {} });
    const kept = keepable(this.#good.machine ?? {});
    if (JSON.stringify(kept) === this.#written.machine) return;
    this.#written.machine = JSON.stringify(kept);
    await files.machine.save(kept);
  }

  #deskSays(opened: Result<DeskPolicy>): Said {
    if (!opened.ok) {
      this.#options.log.warn('policy.broken', { source: 'desk', reason: opened.fault.detail });
      this.#desk = { ...this.#desk, state: 'broken' };
      return {};
    }
    this.#desk = { state: 'applied', policy: opened.value };
    return { desk: opened.value.settings };
  }

  #apply(said: Said): void {
    const before = this.#resolved;
    this.#said = { ...this.#said, ...said };
    ({ good: this.#good, resolved: this.#resolved } = withLastGood(this.#said, this.#good));
    const changed = changedKeys(before.settings, this.settings);
    this.#logChange(before, changed);
    const told = JSON.stringify([this.report(), this.shown()]);
    if (told === this.#told && changed.length === 0) return;
    this.#told = told;
    for (const listener of this.#listeners) listener(changed);
  }

  #logChange(before: Resolved, changed: readonly SettingKey[]): void {
    const { problems } = this.#resolved;
    if (this.#opened && changed.length > 0) this.#options.log.info('policy.changed', { changed });
    if (JSON.stringify(problems) === JSON.stringify(before.problems)) return;
    for (const { source, name, code } of problems) {
      this.#options.log.warn('policy.problem', { source, name, code });
    }
  }
}

function changedKeys(before: Settings, after: Settings): SettingKey[] {
  return SETTING_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
