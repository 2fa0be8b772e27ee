import type { PolicySettings } from '../../../shared/model/policy';

export interface StoredPolicy {
  revision: number;
  settings: PolicySettings;
  changedAt: string;
  changedBy: string;
}

export interface PolicyStore {
  /** Null: nothing was decided yet. */
  current(): Promise<StoredPolicy | null>;
  replace(policy: StoredPolicy): Promise<void>;
}
