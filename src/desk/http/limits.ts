import type { RouteName } from '../../shared/contract/api';

/**
 * Requests a minute from one source, which may be the one address of a whole company. Those that cost a password
 * hash get few; those that a fleet sends when it is rolled out or returns after a restart get enough for ten thousand
 * devices. Enrolments that are refused are counted apart, and are few (`features/devices/enrollment`).
 */
const PER_MINUTE: Partial<Record<RouteName, number>> = {
  setup: 60,
  logIn: 60,
  enroll: 12_000,
  challenge: 20_000,
  deviceToken: 10_000,
};
const GENERAL_PER_MINUTE = 60_000;

export function limitOf(name: RouteName): { max: number; timeWindow: number } {
  return { max: PER_MINUTE[name] ?? GENERAL_PER_MINUTE, timeWindow: 60_000 };
}
