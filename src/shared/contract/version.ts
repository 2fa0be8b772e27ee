/** The wire's version, said in the first message; the desk serves the last two and refuses others politely. */
export const PROTOCOL = 1;
export const PROTOCOLS_SERVED: readonly number[] = [1];
