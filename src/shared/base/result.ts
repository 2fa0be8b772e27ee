import { fault, type Fault, type FaultCode } from './fault';

/** What crosses every border: a value, or an expected failure with its code. Exceptions stay for bugs. */
export type Result<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export function ok(): Result<void>;
export function ok<T>(value: T): Result<T>;
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

export function fail(code: FaultCode, detail?: string): { ok: false; fault: Fault } {
  return { ok: false, fault: fault(code, detail) };
}

export function failWith(value: Fault): { ok: false; fault: Fault } {
  return { ok: false, fault: value };
}
