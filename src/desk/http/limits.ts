import type { RouteName } from '../../shared/contract/api';

/** Requests a minute from one source. Those that anybody may call, or that cost a password hash, get few. */
const PER_MINUTE: Partial<Record<RouteName, number>> = {
  setup: 60,
  logIn: 60,
  enroll: 120,
  challenge: 3000,
  deviceToken: 3000,
};
const GENERAL_PER_MINUTE = 60_000;

export function limitOf(name: RouteName): { max: number; timeWindow: number } {
  return { max: PER_MINUTE[name] ?? GENERAL_PER_MINUTE, timeWindow: 60_000 };
}
