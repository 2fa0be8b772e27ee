import { IDENTIFIERS, type RedactionContext } from './context';
import { shortHash } from './salted-hash';

/** Tells apart two ways of masking, by salt and policy: what one of them masked cannot be compared with the other's. */
export function maskingOf({ policy, salt }: RedactionContext): string {
  return shortHash(salt, IDENTIFIERS.map((identifier) => policy[identifier]).join(' '));
}
