import { iso, type Clock } from '../../../shared/base/clock';
import { fail, ok, type Result } from '../../../shared/base/result';
import type { Person } from '../../../shared/model/person';
import {
  policyText,
  settingValue,
  type DeskPolicy,
  type PolicySettings,
  type SignedPolicy,
} from '../../../shared/model/policy';
import { readSetting, resolve } from '../../../shared/policy/resolve';
import { settingNamed } from '../../../shared/policy/settings';
import type { Announcer } from '../announce';
import { personActor } from '../audit/actors';
import { canonicalJson } from '../canonical-json';
import type { DeskIdentity } from '../devices/desk-identity';
import type { Storage } from '../storage';
import type { StoredPolicy } from './policy-store';

export interface PoliciesDeps {
  storage: Storage;
  clock: Clock;
  identity: Pick<DeskIdentity, 'deskId' | 'signPolicy'>;
  announce: Pick<Announcer, 'toDevices'>;
}

/** The policy as the console sees it; revision 0 while nothing was decided. */
export interface PolicyOnDesk {
  revision: number;
  settings: PolicySettings;
  changedAt: string | null;
  changedBy: string | null;
}

const NONE: PolicyOnDesk = { revision: 0, settings: {}, changedAt: null, changedBy: null };

/** What the organisation decides for every agent, signed with its own key. */
export class Policies {
  readonly #deps: PoliciesDeps;
  /** A fleet that returns after a restart asks for it thousands of times. */
  #signed: { revision: number; policy: SignedPolicy } | null = null;

  constructor(deps: PoliciesDeps) {
    this.#deps = deps;
  }

  current(): Promise<Result<PolicyOnDesk>> {
    return this.#deps.storage.read(async ({ policy }) => ok((await policy.current()) ?? NONE));
  }

  async change(
    by: Person,
    { revision, settings: given }: { revision: number; settings: PolicySettings },
  ): Promise<Result<PolicyOnDesk>> {
    const checked = checkedSettings(given);
    if (!checked.ok) return checked;
    const settings = checked.value;
    const at = iso(this.#deps.clock.now());
    const changed = await this.#deps.storage.write(async ({ policy, audit }) => {
      const before = (await policy.current()) ?? NONE;
      if (before.revision !== revision) return fail('stale');
      const names = changedNames(before.settings, settings);
      const next = { revision: revision + 1, settings, changedAt: at, changedBy: by.name };
      await policy.replace(next);
      await audit.append({
        at,
        actor: personActor(by),
        action: 'policy.changed',
        subject: null,
        details: { revision: next.revision, settings: names.join(' ').slice(0, 500) },
      });
      return ok(next);
    });
    if (changed.ok) this.#deps.announce.toDevices('policy:changed', this.#sign(changed.value));
    return changed;
  }

  /** What a device is told when it connects; null while nothing was decided. */
  async signed(): Promise<Result<SignedPolicy | null>> {
    if (this.#signed) return ok(this.#signed.policy);
    const stored = await this.#deps.storage.read(async ({ policy }) => ok(await policy.current()));
    if (!stored.ok) return stored;
    return ok(stored.value && this.#sign(stored.value));
  }

  #sign({ revision, settings, changedAt }: StoredPolicy): SignedPolicy {
    if (this.#signed && this.#signed.revision >= revision) return this.#signed.policy;
    const { identity } = this.#deps;
    const content: DeskPolicy = {
      format: 1,
      deskId: identity.deskId,
      revision,
      issuedAt: changedAt,
      settings,
    };
    const payload = canonicalJson(content);
    const policy = { payload, signature: identity.signPolicy(policyText(payload)) };
    this.#signed = { revision, policy };
    return policy;
  }
}

/** Those that hold, as they will be read everywhere; or which do not, by name. */
function checkedSettings(given: PolicySettings): Result<PolicySettings> {
  // What a source leaves open is no problem to its reader, but a name that is none is a slip here.
  const unknown = Object.keys(given).filter((name) => settingNamed(name) === undefined);
  const wrong = resolve({ desk: given }).problems.filter(({ code }) => code !== 'unknown-setting');
  const told = [
    ...unknown.map((name) => `${name.slice(0, 60)}: unknown-setting`),
    ...wrong.map(({ name, code }) => `${name}: ${code}`),
  ];
  if (told.length > 0) return fail('invalid-input', told.join(', ').slice(0, 500));
  const settings: PolicySettings = {};
  for (const [name, raw] of Object.entries(given)) {
    const key = settingNamed(name);
    const read = key && readSetting(key, raw);
    const value = settingValue.safeParse(read?.value);
    // Left open and empty are no decisions.
    if (raw !== null && raw !== '' && value.success) settings[name] = value.data;
  }
  return ok(settings);
}

function changedNames(before: PolicySettings, after: PolicySettings): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).toSorted();
}
