/**
 * Where the token lies that IT operations brought onto this computer. It is asked for when an enrolment needs it, and
 * not before; nobody holds it longer than that takes.
 */
export interface EnrollToken {
  /** Null where there is none that can be trusted. */
  take(): Promise<string | null>;
  /** The new identity is on the disk: the token may go. */
  used(): Promise<void>;
}
