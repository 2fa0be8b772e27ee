import { CERTIFICATE_RULES } from './certificates';
import { CHANGE_RULES } from './changes';
import { CRASH_RULES } from './crashes';
import { DEVICE_RULES } from './devices';
import { LINK_RULES } from './links';
import { NAME_RULES } from './names';
import { NETWORK_RULES } from './network';
import { REACH_RULES } from './reach';
import { SPEED_RULES } from './speed';
import { STORAGE_RULES } from './storage';
import { UPKEEP_RULES } from './upkeep';

/** Every rule; among findings of one weight, what comes first here is told first. */
export const RULES = [
  ...STORAGE_RULES,
  ...NETWORK_RULES,
  ...NAME_RULES,
  ...REACH_RULES,
  ...CERTIFICATE_RULES,
  ...LINK_RULES,
  ...SPEED_RULES,
  ...CRASH_RULES,
  ...DEVICE_RULES,
  ...UPKEEP_RULES,
  ...CHANGE_RULES,
] as const;

export type AnyRule = (typeof RULES)[number];
export type RuleId = AnyRule['id'];
